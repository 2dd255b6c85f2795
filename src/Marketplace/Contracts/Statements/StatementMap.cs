using Marketplace.Files;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Statements;

internal sealed class StatementMap : IEntityTypeConfiguration<BankLine>, IEntityTypeConfiguration<StatementImport>, IEntityTypeConfiguration<StatementFault>
{
    public void Configure(EntityTypeBuilder<BankLine> line)
    {
        line.ToTable("BankLines", table => table.HasCheckConstraint("CK_BankLines_Amount", "\"AmountMinor\" <> 0"));
        line.Property(l => l.Id).ValueGeneratedNever();
        line.Property(l => l.Account).HasMaxLength(40);
        line.Property(l => l.Reference).HasMaxLength(ContractRules.MaxBankNumber);
        line.Property(l => l.Purpose).HasMaxLength(StatementReader.MaxText);
        line.Property(l => l.Counterparty).HasMaxLength(StatementReader.MaxText);
        line.Property(l => l.Reason).HasMaxLength(ContractRules.MaxReason);
        line.Property(l => l.Status).IsConcurrencyToken();
        line.Ignore(l => l.IsIncoming);
        line.Ignore(l => l.Amount);
        line.Ignore(l => l.IsOpen);
        line.HasOne<StatementImport>().WithMany().HasForeignKey(l => l.ImportId).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<Journal>().WithMany().HasForeignKey(l => l.JournalId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => new { l.Account, l.Reference }).IsUnique();
        line.HasIndex(l => new { l.Status, l.BookedOn });
        line.HasIndex(l => new { l.ImportId, l.Row });
    }

    public void Configure(EntityTypeBuilder<StatementImport> import)
    {
        import.ToTable("StatementImports");
        import.Property(i => i.Id).ValueGeneratedNever();
        import.Property(i => i.FileName).HasMaxLength(StatementReader.MaxText);
        import.HasOne<StoredFile>().WithMany().HasForeignKey(i => i.FileId).OnDelete(DeleteBehavior.Restrict);
        import.HasMany(i => i.Faults).WithOne().HasForeignKey(f => f.ImportId).OnDelete(DeleteBehavior.Cascade);
        import.HasIndex(i => i.ImportedAt);
    }

    public void Configure(EntityTypeBuilder<StatementFault> fault)
    {
        fault.ToTable("StatementFaults").HasKey(f => new { f.ImportId, f.Row });
        fault.Property(f => f.Row).ValueGeneratedNever();
        fault.Property(f => f.Code).HasMaxLength(80);
        fault.Property(f => f.Value).HasMaxLength(StatementReader.MaxText);
    }
}
