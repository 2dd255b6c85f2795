using Microsoft.Extensions.Primitives;

namespace Marketplace.Web.Security;

/// <summary>
/// What browsers may do with our answers. Scripts and styles come from our own files alone, so no page needs a nonce and
/// public pages can be cached. An endpoint that has to be otherwise sets its own policy.
/// </summary>
public static class SecurityHeaders
{
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly KeyValuePair<string, StringValues>[] Headers =
    [
        new("Content-Security-Policy", ContentPolicy),
        new("X-Content-Type-Options", "nosniff"),
        new("X-Frame-Options", "DENY"),
        new("Referrer-Policy", "same-origin"),
        new("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-create=(self), publickey-credentials-get=(self)"),
        new("Cross-Origin-Opener-Policy", "same-origin"),
        new("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Stands first: error pages and files carry the headers too.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static response =>
        {
            var headers = ((HttpResponse)response).Headers;
            foreach (var (name, value) in Headers) headers.TryAdd(name, value);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });
}
