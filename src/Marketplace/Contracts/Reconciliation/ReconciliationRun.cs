using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>What is compared. The first two are about the books themselves and stop releases; the others wait for a person.</summary>
public enum ReconciliationCheck
{
    /// <summary>Accounts against their lines, every currency against zero.</summary>
    Ledger = 1,

    /// <summary>Of every bounty: what came in against what became of it.</summary>
    Bounty,

    /// <summary>The bank's statements against the journals, both ways.</summary>
    Statement,

    /// <summary>Accounts that money only passes through, and stays in too long.</summary>
    Clearing,
}

/// <summary>One run of the comparison; what it found is kept as it was found.</summary>
public sealed class ReconciliationRun
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>With bounties and statements; else the ledger and what passes through alone.</summary>
    public required bool IsFull { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Until the next run of its kind finds the books whole, nothing is released.</summary>
    public required bool StopsReleases { get; init; }
    public List<ReconciliationDifference> Differences { get; init; } = [];

    /// <summary>The refusal of every release while the last run of either kind found the books wrong; null where they are whole.</summary>
    internal static async Task<Refusal?> Stop(MarketplaceDb db, CancellationToken ct)
    {
        var stops = await db.Set<ReconciliationRun>().AnyAsync(r => r.StopsReleases && !db.Set<ReconciliationRun>().Any(later => later.IsFull == r.IsFull && later.At > r.At), ct);
        return stops ? new Refusal("money.books_wrong") : null;
    }
}

/// <param name="Where">Account, contract code, or number of the line.</param>
/// <param name="Expected">Minor units.</param>
/// <param name="Found">Minor units.</param>
internal sealed record Difference(ReconciliationCheck Check, string Where, Currency Currency, long Expected, long Found);

public sealed class ReconciliationDifference
{
    public Guid RunId { get; init; }
    public required int Number { get; init; }
    public required ReconciliationCheck Check { get; init; }
    public required string Where { get; init; }
    public required Currency Currency { get; init; }
    public required long ExpectedMinor { get; init; }
    public required long FoundMinor { get; init; }
}

internal sealed class ReconciliationMap : IEntityTypeConfiguration<ReconciliationRun>, IEntityTypeConfiguration<ReconciliationDifference>
{
    public const int MaxWhere = 160;

    public void Configure(EntityTypeBuilder<ReconciliationRun> run)
    {
        run.ToTable("ReconciliationRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.HasMany(r => r.Differences).WithOne().HasForeignKey(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
        run.HasIndex(r => new { r.IsFull, r.At });
    }

    public void Configure(EntityTypeBuilder<ReconciliationDifference> difference)
    {
        difference.ToTable("ReconciliationDifferences").HasKey(d => new { d.RunId, d.Number });
        difference.Property(d => d.Number).ValueGeneratedNever();
        difference.Property(d => d.Where).HasMaxLength(MaxWhere);
    }
}
