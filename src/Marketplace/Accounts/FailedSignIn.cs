using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>
/// Counts wrong guesses for one door. Kept for known and unknown addresses alike, so that a lock tells nobody whether
/// an address is known. A device that has signed in before has a door of its own: nobody can lock a bidder out
/// by guessing from elsewhere on the evening of a deadline.
/// </summary>
public sealed class FailedSignIn
{
    /// <summary>Guesses before the door locks, and for how long (ASVS 5.0, 6.3.1).</summary>
    public const int Allowed = 6;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    /// <summary>SHA-256 over what the door is for; the address itself is not kept.</summary>
    public required string Door { get; init; }
    public int Count { get; private set; }
    public DateTimeOffset LastAt { get; private set; }
    public DateTimeOffset? LockedUntil { get; private set; }

    public static string DoorOf(string account, string? device) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{account}\n{device}")));

    public bool IsLockedAt(DateTimeOffset now) => now < LockedUntil;

    /// <summary>True when this guess closes the door.</summary>
    public bool Add(DateTimeOffset now)
    {
        Count = now - LastAt < LockTime ? Count + 1 : 1;
        LastAt = now;
        if (Count < Allowed) return false;
        (Count, LockedUntil) = (0, now + LockTime);
        return true;
    }
}

/// <summary>Finds and counts the wrong guesses inside a transaction.</summary>
internal static class FailedSignIns
{
    public static Task<FailedSignIn?> Find(Writing w, string door) => w.Db.Set<FailedSignIn>().FirstOrDefaultAsync(f => f.Door == door);

    /// <summary>True when this guess closes the door.</summary>
    public static bool Count(Writing w, [NotNull] ref FailedSignIn? failed, string door)
    {
        if (failed is null) w.Db.Add(failed = new FailedSignIn { Door = door });
        return failed.Add(w.Now);
    }

    public static Refusal LockedUntil(FailedSignIn failed) => new("account.locked", null, failed.LockedUntil!.Value);
}

internal sealed class FailedSignInMap : IEntityTypeConfiguration<FailedSignIn>
{
    public void Configure(EntityTypeBuilder<FailedSignIn> failed)
    {
        failed.ToTable("FailedSignIns").HasKey(f => f.Door);
        failed.Property(f => f.Door).HasMaxLength(64);
        failed.HasIndex(f => f.LastAt);
    }
}
