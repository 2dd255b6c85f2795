using Microsoft.Extensions.Configuration;

namespace Marketplace.Kernel;

/// <summary>Where people reach the platform: setting <c>Site:Address</c>. Links in mails and feeds start with it.</summary>
public sealed record SiteAddress(Uri Root)
{
    /// <exception cref="SettingException">The value is not an http or https address.</exception>
    public static SiteAddress From(IConfiguration configuration)
    {
        var text = configuration["Site:Address"] is { Length: > 0 } set ? set : "http://localhost:5080/";
        if (!text.EndsWith('/')) text += "/";
        return Uri.TryCreate(text, UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
            ? new(root)
            : throw new SettingException("Site:Address", $"is '{text}'; it must be an address such as https://market.example.cn/");
    }

    /// <param name="path">From the root, with or without a leading slash.</param>
    public Uri Of(string path) => new(Root, path.TrimStart('/'));
}
