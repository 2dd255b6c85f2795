using System.Security.Cryptography;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Accounts;

/// <summary>How a typed password compares with the stored hash.</summary>
public enum PasswordFit { Wrong = 1, Fits, FitsOldHash }

/// <summary>
/// Hashes and checks passwords, few at a time: a hash costs tens of milliseconds of a core, and a flood of sign-ins
/// must not starve the pages. Waiting holds no thread; who would wait too long is told to come again.
/// Never call it inside a <c>Write</c>, which would hold the write lock all that time.
/// </summary>
public sealed class Passwords(IPasswordHasher<Person> hasher, AccountSettings settings) : IDisposable
{
    /// <summary>At 80 ms a hash the last in the queue waits some five seconds for one core.</summary>
    private const int QueueLimit = 64;

    public static readonly Refusal Busy = new("account.busy");

    private static readonly Person Nobody = new();
    private readonly Turns _turns = new(settings.HashesAtOnce, QueueLimit, Busy);
    private readonly Lazy<string> _hashOfNobody = new(() => hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString()));

    public Task<Result<string>> Hash(string password, CancellationToken ct) =>
        _turns.Run(() => hasher.HashPassword(Nobody, password), ct);

    /// <param name="hash">Null where there is no such person or no password yet: the same work is done for nothing.</param>
    public Task<Result<PasswordFit>> Check(string? hash, string password, CancellationToken ct) =>
        _turns.Run(() => Check(hash, password), ct);

    /// <summary>Makes a short random secret as hard to guess from its stored form as a password.</summary>
    public Task<Result<byte[]>> Stretch(string secret, byte[] salt, CancellationToken ct) =>
        _turns.Run(() => Rfc2898DeriveBytes.Pbkdf2(secret, salt, settings.PasswordIterations, HashAlgorithmName.SHA512, 32), ct);

    private PasswordFit Check(string? hash, string password)
    {
        var verdict = hasher.VerifyHashedPassword(Nobody, hash ?? _hashOfNobody.Value, password);
        if (hash is null) return PasswordFit.Wrong;
        return verdict switch
        {
            PasswordVerificationResult.Success => PasswordFit.Fits,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordFit.FitsOldHash,
            _ => PasswordFit.Wrong,
        };
    }

    public void Dispose() => _turns.Dispose();
}
