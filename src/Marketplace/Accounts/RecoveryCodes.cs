using System.Security.Cryptography;
using System.Text;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// Makes and checks recovery codes. A code has 50 random bits, too few for a plain hash (ASVS 5.0, 6.5.2), so it is stretched like a
/// password; all codes of a person share one salt, so that one stretch checks a typed code against all of them.
/// </summary>
public sealed class RecoveryCodes(Passwords passwords)
{
    private const int Count = 8;
    private const int SaltBytes = 16;

    /// <summary>A set of codes as shown once, and as kept.</summary>
    public sealed record Set(string[] Codes, byte[] Salt, IReadOnlyList<byte[]> Hashes);

    /// <summary>Call it before the transaction: stretching takes its time.</summary>
    public async Task<Result<Set>> Make(CancellationToken ct)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var (codes, hashes) = (new List<string>(), new List<byte[]>());
        while (codes.Count < Count)
        {
            var code = Base32.Write(RandomNumberGenerator.GetBytes(7))[..10];
            var hash = await passwords.Stretch(code, salt, ct);
            if (!hash.IsOk) return hash.Refusal;
            codes.Add($"{code[..5]}-{code[5..]}");
            hashes.Add(hash.Value);
        }

        return new Set([.. codes], salt, hashes);
    }

    /// <summary>The typed code as it would be kept under this person's salt.</summary>
    public Task<Result<byte[]>> Hash(string typed, byte[] salt, CancellationToken ct) => passwords.Stretch(Clean(typed), salt, ct);

    internal static async Task Replace(Writing w, Authenticator authenticator, Set set, CancellationToken ct)
    {
        await w.Db.Set<RecoveryCode>().Where(c => c.PersonId == authenticator.PersonId).ExecuteDeleteAsync(ct);
        authenticator.RecoverySalt = set.Salt;
        foreach (var hash in set.Hashes) w.Db.Add(new RecoveryCode { PersonId = authenticator.PersonId, Hash = hash });
    }

    /// <summary>True where the code is one of the person's and was not used; it is used up by that.</summary>
    internal static async Task<bool> Take(Writing w, Guid personId, byte[] hash, CancellationToken ct)
    {
        var codes = await w.Db.Set<RecoveryCode>().Where(c => c.PersonId == personId && c.UsedAt == null).ToListAsync(ct);
        if (codes.Find(c => CryptographicOperations.FixedTimeEquals(c.Hash, hash)) is not { } code) return false;
        code.UsedAt = w.Now;
        return true;
    }

    /// <summary>What people make of a code on paper: small letters, spaces, the digits that look like the letters O, I and B.</summary>
    private static string Clean(string typed)
    {
        var clean = new StringBuilder();
        foreach (var c in UnicodeForm.Compatible(typed).ToUpperInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) clean.Append(c switch { '0' => 'O', '1' => 'I', '8' => 'B', _ => c });
        }

        return clean.Length > 64 ? "" : clean.ToString();
    }
}
