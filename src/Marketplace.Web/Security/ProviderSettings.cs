using Marketplace.Kernel;

namespace Marketplace.Web.Security;

/// <summary>Settings <c>Authentication:Oidc:*</c>: the sign-in of another house by OpenID Connect. Off where no authority is set.</summary>
/// <param name="Authority">Where <c>/.well-known/openid-configuration</c> stands; https, and http on this machine alone.</param>
/// <param name="ClientSecret">Null for a public client, which has the proof key (PKCE) alone.</param>
/// <param name="Name">How the button calls the provider in Chinese.</param>
/// <param name="NameEn">The same in English.</param>
public sealed record ProviderSettings(Uri Authority, string ClientId, string? ClientSecret, string Name, string NameEn)
{
    private const int NameLength = 60;

    public string NameFor(Texts texts) => texts.IsChinese ? Name : NameEn;

    /// <returns>Null where the sign-in is off.</returns>
    /// <exception cref="SettingException">A value is wrong, or one is missing beside others.</exception>
    public static ProviderSettings? From(IConfiguration configuration)
    {
        var (clientId, secret) = (Text(configuration, "Authentication:Oidc:ClientId"), Text(configuration, "Authentication:Oidc:ClientSecret"));
        var (name, nameEn) = (Text(configuration, "Authentication:Oidc:Name"), Text(configuration, "Authentication:Oidc:NameEn"));
        if (Text(configuration, "Authentication:Oidc:Authority") is not { } text)
        {
            return clientId is null && secret is null && name is null && nameEn is null
                ? null
                : throw new SettingException("Authentication:Oidc:Authority", "is missing; the other settings of Authentication:Oidc are nothing without it");
        }

        var authority = AuthorityIn(text);
        if (clientId is null) throw new SettingException("Authentication:Oidc:ClientId", "is needed with Authentication:Oidc:Authority");
        if (name?.Length > NameLength) throw new SettingException("Authentication:Oidc:Name", $"is longer than {NameLength} characters");
        if (nameEn?.Length > NameLength) throw new SettingException("Authentication:Oidc:NameEn", $"is longer than {NameLength} characters");
        return new(authority, clientId, secret, name ?? nameEn ?? authority.Host, nameEn ?? name ?? authority.Host);
    }

    private static Uri AuthorityIn(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var authority) && authority is { Query: "", Fragment: "", UserInfo: "" }
            && (authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback))
            ? authority
            : throw new SettingException("Authentication:Oidc:Authority", $"is '{text}'; it must be an address with https (http only on this machine) and nothing behind its path");

    private static string? Text(IConfiguration configuration, string setting) =>
        configuration[setting]?.Trim() is { Length: > 0 } text ? text : null;
}
