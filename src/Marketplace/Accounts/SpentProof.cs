using System.Security.Cryptography;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>Marks a proof that was accepted, so that the same bytes sent again are worth nothing.</summary>
public sealed class SpentProof
{
    /// <summary>How long a proof could be replayed at the most before its challenge is too old.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>SHA-256 of the challenge's state.</summary>
    public required string Hash { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>False where the proof was spent before.</summary>
    internal static async Task<bool> Spend(Writing w, string proof, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(proof)));
        if (await w.Db.Set<SpentProof>().AnyAsync(p => p.Hash == hash, ct)) return false;
        w.Db.Add(new SpentProof { Hash = hash, At = w.Now });
        return true;
    }
}

internal sealed class SpentProofMap : IEntityTypeConfiguration<SpentProof>
{
    public void Configure(EntityTypeBuilder<SpentProof> proof)
    {
        proof.ToTable("SpentProofs").HasKey(p => p.Hash);
        proof.Property(p => p.Hash).HasMaxLength(64);
        proof.HasIndex(p => p.At);
    }
}
