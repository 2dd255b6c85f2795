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
    private readonly SemaphoreSlim _gate = new(settings.HashesAtOnce);
    private readonly Lazy<string> _hashOfNobody = new(() => hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString()));
    private int _waiting;

    public Task<Result<string>> Hash(string password, CancellationToken ct) =>
        InTurn(() => hasher.HashPassword(Nobody, password), ct);

    /// <param name="hash">Null where there is no such person or no password yet: the same work is done for nothing.</param>
    public Task<Result<PasswordFit>> Check(string? hash, string password, CancellationToken ct) =>
        InTurn(() => Check(hash, password), ct);

    /// <summary>Makes a short random secret as hard to guess from its stored form as a password.</summary>
    public Task<Result<byte[]>> Stretch(string secret, byte[] salt, CancellationToken ct) =>
        InTurn(() => Rfc2898DeriveBytes.Pbkdf2(secret, salt, settings.PasswordIterations, HashAlgorithmName.SHA512, 32), ct);

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

    private async Task<Result<T>> InTurn<T>(Func<T> work, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _waiting) > QueueLimit + settings.HashesAtOnce)
        {
            Interlocked.Decrement(ref _waiting);
            return Busy;
        }

        try
        {
            await _gate.WaitAsync(ct);
            try
            {
                return await Task.Run(work, ct);
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _gate.Dispose();
}
