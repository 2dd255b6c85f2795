using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Ledger;

/// <summary>Triggers that refuse every UPDATE and DELETE of journals and lines stand in the migrations.</summary>
internal sealed class LedgerMap : IEntityTypeConfiguration<LedgerAccount>, IEntityTypeConfiguration<Journal>, IEntityTypeConfiguration<JournalLine>
{
    public const int MaxKey = 120;
    public const int MaxNote = 1000;

    public void Configure(EntityTypeBuilder<LedgerAccount> account)
    {
        account.ToTable("LedgerAccounts", table => table.HasCheckConstraint("CK_LedgerAccounts_NeverNegative", NeverNegative));
        account.Property(a => a.Path).HasMaxLength(80);
        account.Ignore(a => a.GrowsByDebit);
        account.HasIndex(a => new { a.Path, a.Currency }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Journal> journal)
    {
        journal.ToTable("Journals");
        journal.Property(j => j.Key).HasMaxLength(MaxKey);
        journal.Property(j => j.Note).HasMaxLength(MaxNote);
        journal.HasMany(j => j.Lines).WithOne().HasForeignKey(l => l.JournalId).OnDelete(DeleteBehavior.Restrict);
        journal.HasOne<Journal>().WithMany().HasForeignKey(j => j.ReversesId).OnDelete(DeleteBehavior.Restrict);
        journal.HasIndex(j => j.Key).IsUnique();
        journal.HasIndex(j => j.ReversesId).IsUnique();
        journal.HasIndex(j => new { j.BountyId, j.CreatedAt });
        journal.HasIndex(j => j.CreatedAt);
    }

    public void Configure(EntityTypeBuilder<JournalLine> line)
    {
        line.ToTable("JournalLines", table => table.HasCheckConstraint("CK_JournalLines_Amount", "\"Amount\" > 0 AND \"DebitId\" <> \"CreditId\""));
        line.HasKey(l => new { l.JournalId, l.Number });
        line.HasOne<LedgerAccount>().WithMany().HasForeignKey(l => l.DebitId).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<LedgerAccount>().WithMany().HasForeignKey(l => l.CreditId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => l.DebitId);
        line.HasIndex(l => l.CreditId);
    }

    // Both databases read this: SQLite keeps a bool as 0 or 1, and "= FALSE" is understood by both.
    private const string NeverNegative = "\"IsNeverNegative\" = FALSE OR \"Balance\" >= 0";
}
