using System.Buffers.Text;
using System.Security.Cryptography;
using Marketplace.Kernel;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Organisations;

/// <summary>The links of invitations: the invitation's id, sealed by the key ring. Whether it still holds is asked of the row.</summary>
public sealed class InvitationLinks(IDataProtectionProvider keys, SiteAddress site)
{
    private readonly IDataProtector _seal = keys.CreateProtector("Marketplace.Invitations.1");

    public Uri Make(Guid invitationId) => site.Of($"account/invitations/{Token(invitationId)}");

    public string Token(Guid invitationId) => Base64Url.EncodeToString(_seal.Protect(invitationId.ToByteArray()));

    /// <summary>The invitation that a token names; null for anything that we did not make.</summary>
    public Guid? Read(string? token)
    {
        if (token is null or { Length: > 500 }) return null;
        try
        {
            return _seal.Unprotect(Base64Url.DecodeFromChars(token)) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
