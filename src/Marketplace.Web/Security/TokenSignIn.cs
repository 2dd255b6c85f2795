using System.Security.Claims;
using System.Text.Encodings.Web;
using Marketplace.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marketplace.Web.Security;

/// <summary>Programs sign in to the API by <c>Authorization: Bearer</c> with a key that a person made on the account page (RFC 6750).</summary>
public sealed class TokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokenQueries tokens, IOptions<IdentityOptions> identity)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Token";
    private const string ScopeClaim = "scope";
    private const string Bearer = "Bearer ";

    /// <summary>Longer than any key of ours; what is longer is none.</summary>
    private const int MaxKey = 100;

    /// <summary>Whether the request carries a key. Only the API looks at it: pages and hubs know the session alone.</summary>
    public static bool IsUsedBy(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) && request.Headers.Authorization.Count > 0;

    /// <summary>Whether the caller signed in with a key that may only look.</summary>
    public static bool MayOnlyRead(ClaimsPrincipal caller) => caller.FindFirstValue(ScopeClaim) == nameof(AccessScope.Read);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var sent = Request.Headers.Authorization.ToString();
        if (!sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || sent.Length > MaxKey) return AuthenticateResult.Fail("No key.");
        if (await tokens.Use(sent[Bearer.Length..].Trim(), Context.RequestAborted) is not { } owner) return AuthenticateResult.Fail("Unknown key.");
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, owner.PersonId.ToString()), new(ScopeClaim, owner.Scope.ToString()) };
        if (owner.SecurityStamp is { } stamp) claims.Add(new(identity.Value.ClaimsIdentity.SecurityStampClaimType, stamp));
        var caller = new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName));
        return AuthenticateResult.Success(new AuthenticationTicket(caller, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }
}
