using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.Web.Tests.Account;

/// <summary>Somebody who has a sign-in at the provider.</summary>
internal sealed record ProviderAccount(string Subject, string? Email, bool Verified = true, string? Name = "Lin Yue");

/// <summary>
/// A small OpenID Connect provider on a loopback port: description, keys, authorization with proof key, token and user info.
/// It is as strict as a real one about what our side must send, and lets a test choose who is in front of it.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "marketplace", ClientSecret = "kept between the two";

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _strange = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (ProviderAccount Who, string Challenge, string Nonce, string RedirectUri)> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ProviderAccount> _access = new(StringComparer.Ordinal);
    private readonly HttpClient _browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly WebApplication _app;

    private FakeProvider(WebApplication app) => _app = app;

    /// <summary>Who sits before the provider; nobody breaks the sign-in off.</summary>
    public ProviderAccount? Who { get; set; }

    /// <summary>Tokens are signed with a key that the provider does not publish.</summary>
    public bool SignsWrongly { get; set; }

    public string Authority => _app.Urls.Single();

    public KeyValuePair<string, string?>[] Settings =>
    [
        new("Authentication:Oidc:Authority", Authority), new("Authentication:Oidc:ClientId", ClientId), new("Authentication:Oidc:ClientSecret", ClientSecret),
        new("Authentication:Oidc:Name", "\u6d66\u4e1c\u7edf\u4e00\u767b\u5f55"), new("Authentication:Oidc:NameEn", "Pudong ID"),
    ];

    public static async Task<FakeProvider> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.Map(provider._app);
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>Where the provider sends the browser that was sent to it.</summary>
    public async Task<Uri> Answer(Uri sentTo)
    {
        using var answer = await _browser.GetAsync(sentTo);
        return answer.Headers.Location ?? throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Authority, authorization_endpoint = $"{Authority}/authorize", token_endpoint = $"{Authority}/token", userinfo_endpoint = $"{Authority}/userinfo",
            jwks_uri = $"{Authority}/keys", response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" },
            id_token_signing_alg_values_supported = new[] { "RS256" }, code_challenge_methods_supported = new[] { "S256" },
        }));
        app.MapGet("/keys", () =>
        {
            var key = _rsa.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } } });
        });
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Token);
        app.MapGet("/userinfo", UserInfo);
    }

    private IResult Authorize(HttpRequest request)
    {
        string Of(string name) => request.Query[name].ToString();
        if ((Of("client_id"), Of("response_type"), Of("code_challenge_method")) != (ClientId, "code", "S256") || Of("code_challenge").Length == 0 || !Of("scope").Split(' ').Contains("openid"))
        {
            return Results.BadRequest("Not what a client of ours sends.");
        }

        if (Who is null) return Results.Redirect($"{Of("redirect_uri")}?error=access_denied&state={Uri.EscapeDataString(Of("state"))}");
        var code = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        _codes[code] = (Who, Of("code_challenge"), Of("nonce"), Of("redirect_uri"));
        return Results.Redirect($"{Of("redirect_uri")}?code={code}&state={Uri.EscapeDataString(Of("state"))}");
    }

    private async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var proof = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!_codes.TryRemove(form["code"].ToString(), out var code) || code.Challenge != proof || code.RedirectUri != form["redirect_uri"]
            || form["client_id"] != ClientId || form["client_secret"] != ClientSecret)
        {
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        }

        var access = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));
        _access[access] = code.Who;
        return Results.Json(new { access_token = access, token_type = "Bearer", expires_in = 300, id_token = IdToken(code.Who, code.Nonce) });
    }

    // The name stands in the token, the address is told by the other call alone, as some providers do.
    private string IdToken(ProviderAccount who, string nonce)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Authority, Audience = ClientId, IssuedAt = now.UtcDateTime, NotBefore = now.UtcDateTime, Expires = now.UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = who.Subject, ["nonce"] = nonce, ["name"] = who.Name ?? "" },
            SigningCredentials = new(new RsaSecurityKey(SignsWrongly ? _strange : _rsa) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }

    private IResult UserInfo(HttpRequest request) =>
        _access.TryGetValue(request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var who)
            ? Results.Json(new { sub = who.Subject, email = who.Email, email_verified = who.Verified })
            : Results.Unauthorized();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _browser.Dispose();
        _rsa.Dispose();
        _strange.Dispose();
    }
}
