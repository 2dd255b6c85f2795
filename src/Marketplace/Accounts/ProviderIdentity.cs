using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>
/// What the sign-in of another house (OpenID Connect) says of somebody. The door has verified that the provider says so; who that is here,
/// a link alone decides, never the address.
/// </summary>
/// <param name="Issuer">Who says it; with the subject it names one person for good (OpenID Connect Core 1.0, section 5.7).</param>
/// <param name="EmailVerified">Whether the provider has seen that the mailbox is theirs.</param>
public sealed record ProviderIdentity(string Issuer, string Subject, string? Email, bool EmailVerified, string? Name)
{
    /// <summary>The provider's name among the links of an account: there is one, and its address may change.</summary>
    internal const string Provider = "oidc";

    /// <summary>A verified address, cleaned; null where there is none.</summary>
    internal string? ProvenEmail => EmailVerified && EmailAddress.Clean(Email) is var email && EmailAddress.IsValid(email) ? email : null;

    /// <summary>Of one length whatever the provider calls its people, and of no use elsewhere.</summary>
    internal string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Issuer}\n{Subject}")));

    internal IdentityUserLogin<Guid> LinkTo(Person person) => new() { LoginProvider = Provider, ProviderKey = Key, ProviderDisplayName = Issuer, UserId = person.Id };
}
