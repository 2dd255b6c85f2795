using Marketplace.Files;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Funding;

internal sealed class FundingMap : IEntityTypeConfiguration<FundingClaim>
{
    // What was rejected may be handed in again; what was booked once, even if it was reversed, may not.
    private static readonly string Counted = $"\"Status\" <> {(int)FundingClaimStatus.Rejected}";

    public void Configure(EntityTypeBuilder<FundingClaim> claim)
    {
        claim.ToTable("FundingClaims", table => table.HasCheckConstraint("CK_FundingClaims_Amount", "\"ClaimedMinor\" > 0 AND \"HeldMinor\" >= 0 AND \"SuspenseMinor\" >= 0"));
        claim.Property(c => c.Id).ValueGeneratedNever();
        claim.Property(c => c.Sha256).HasMaxLength(64);
        claim.Property(c => c.BankReference).HasMaxLength(ContractRules.MaxBankNumber);
        claim.Property(c => c.StatementLine).HasMaxLength(ContractRules.MaxBankNumber);
        claim.Property(c => c.Reason).HasMaxLength(ContractRules.MaxReason);
        claim.Property(c => c.Status).IsConcurrencyToken();
        claim.HasOne<Contract>().WithMany().HasForeignKey(c => c.ContractId).OnDelete(DeleteBehavior.Restrict);
        claim.HasOne<StoredFile>().WithMany().HasForeignKey(c => c.FileId).OnDelete(DeleteBehavior.Restrict);
        claim.HasOne<Journal>().WithMany().HasForeignKey(c => c.JournalId).OnDelete(DeleteBehavior.Restrict);
        claim.HasIndex(c => c.Sha256).IsUnique().HasFilter(Counted);
        claim.HasIndex(c => c.BankReference).IsUnique().HasFilter(Counted);
        claim.HasIndex(c => c.StatementLine).IsUnique().HasFilter(Counted);
        claim.HasIndex(c => new { c.Status, c.ClaimedAt });
        claim.HasIndex(c => c.ContractId);
    }
}
