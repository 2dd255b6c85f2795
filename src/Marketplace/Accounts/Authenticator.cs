using System.Security.Cryptography;
using Marketplace.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>A person's authenticator app. In force once <see cref="ConfirmedAt"/> is set.</summary>
public sealed class Authenticator
{
    public required Guid PersonId { get; init; }

    /// <summary>The shared secret, sealed by the key ring.</summary>
    public required byte[] SealedSecret { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The time step of the last code that was taken: a code serves once (ASVS 5.0, 6.5.1).</summary>
    public long LastStep { get; set; }

    /// <summary>Salt of all of the person's recovery codes.</summary>
    public byte[] RecoverySalt { get; set; } = [];
}

/// <summary>A code on paper for the day the phone is gone; works once.</summary>
public sealed class RecoveryCode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid PersonId { get; init; }
    public required byte[] Hash { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>Seals and opens the secrets of authenticators.</summary>
public sealed class AuthenticatorSecrets(IDataProtectionProvider keys)
{
    private readonly IDataProtector _seal = keys.CreateProtector("Marketplace.Authenticator.1");

    public byte[] Make() => _seal.Protect(RandomNumberGenerator.GetBytes(TimeCodes.SecretBytes));

    public byte[] Open(Authenticator authenticator) => _seal.Unprotect(authenticator.SealedSecret);

    /// <summary>True where the code fits and was not used; it is used up by that.</summary>
    internal bool Take(Authenticator authenticator, string code, DateTimeOffset now)
    {
        if (TimeCodes.Match(Open(authenticator), code, now, authenticator.LastStep) is not { } step) return false;
        authenticator.LastStep = step;
        return true;
    }
}

internal sealed class AuthenticatorMap : IEntityTypeConfiguration<Authenticator>, IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<Authenticator> authenticator)
    {
        authenticator.ToTable("Authenticators").HasKey(a => a.PersonId);
        authenticator.Property(a => a.PersonId).ValueGeneratedNever();
        authenticator.Property(a => a.SealedSecret).HasMaxLength(1024);
        authenticator.Property(a => a.RecoverySalt).HasMaxLength(16);
        authenticator.HasOne<Person>().WithOne().HasForeignKey<Authenticator>(a => a.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> code)
    {
        code.ToTable("RecoveryCodes");
        code.Property(c => c.Hash).HasMaxLength(32);
        code.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
        code.HasIndex(c => c.PersonId);
    }
}
