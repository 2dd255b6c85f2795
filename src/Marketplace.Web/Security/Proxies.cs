using System.Net;
using Marketplace.Kernel;
using Microsoft.AspNetCore.HttpOverrides;

namespace Marketplace.Web.Security;

/// <summary>
/// Setting <c>Proxy:Addresses</c>: the proxies, separated by commas, whose word about the visitor's address and https is taken.
/// Without it nobody's is: otherwise a visitor could write any address into the header and walk around the limits.
/// </summary>
public static class Proxies
{
    /// <exception cref="SettingException">An address cannot be read.</exception>
    public static IApplicationBuilder UseProxies(this IApplicationBuilder app, IConfiguration configuration)
    {
        if (configuration["Proxy:Addresses"] is not { Length: > 0 } addresses) return app;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var address in addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            options.KnownProxies.Add(IPAddress.TryParse(address, out var proxy)
                ? proxy
                : throw new SettingException("Proxy:Addresses", $"holds '{address}'; it must be a list of IP addresses"));
        }

        return app.UseForwardedHeaders(options);
    }
}
