using System.Globalization;
using Marketplace.Kernel;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Web.Api;

/// <summary>Row versions as entity tags (RFC 9110, section 8.8.3): <c>ETag: "7"</c> out, <c>If-Match: "7"</c> in.</summary>
public static class Versions
{
    public static void Tell(HttpContext context, long version) =>
        context.Response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version that the caller looked at; null where none was sent, <c>stale</c> where it cannot be one of ours.</summary>
    public static Result<long?> Asked(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0 || header == "*") return (long?)null;
        return EntityTagHeaderValue.TryParse(header.ToString(), out var tag) && !tag.IsWeak
            && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : Refusal.Stale;
    }

    /// <summary>As <see cref="Asked"/>, where changing blindly would overwrite what somebody else wrote.</summary>
    public static Result<long> Needed(HttpContext context) => Asked(context) switch
    {
        { IsOk: false } refused => refused.Refusal,
        { Value: { } version } => version,
        _ => new Refusal("version_missing"),
    };
}
