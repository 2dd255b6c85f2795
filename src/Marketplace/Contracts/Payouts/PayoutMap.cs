using Marketplace.Contracts.Milestones;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Payouts;

internal sealed class PayoutMap : IEntityTypeConfiguration<Payout>
{
    public void Configure(EntityTypeBuilder<Payout> payout)
    {
        payout.ToTable("Payouts", table => table.HasCheckConstraint("CK_Payouts_Amount", "\"NetMinor\" > 0 AND \"FeeMinor\" >= 0"));
        payout.Property(p => p.Id).ValueGeneratedNever();
        payout.Property(p => p.BankOrder).HasMaxLength(ContractRules.MaxBankNumber);
        payout.Property(p => p.StatementLine).HasMaxLength(ContractRules.MaxBankNumber);
        payout.Property(p => p.ReturnReason).HasMaxLength(ContractRules.MaxReason);
        payout.Property(p => p.Status).IsConcurrencyToken();
        payout.Ignore(p => p.Net);
        payout.Ignore(p => p.IsRefund);
        payout.Ignore(p => p.OwedBy);
        payout.Property(p => p.Kind).HasDefaultValue(PayoutKind.Milestone).HasSentinel(default(PayoutKind));
        payout.HasOne<Contract>().WithMany().HasForeignKey(p => p.ContractId).OnDelete(DeleteBehavior.Restrict);
        payout.HasOne<Milestone>().WithMany().HasForeignKey(p => p.MilestoneId).OnDelete(DeleteBehavior.Restrict);
        // A second payment for a milestone cannot even be planned.
        payout.HasIndex(p => p.MilestoneId).IsUnique().HasFilter($"\"Status\" <> {(int)PayoutStatus.Void}").HasDatabaseName("IX_Payouts_OnlyOne");
        payout.HasIndex(p => p.BankOrder).IsUnique();
        payout.HasIndex(p => p.StatementLine).IsUnique();
        payout.HasIndex(p => new { p.Status, p.PlannedAt });
        payout.HasIndex(p => p.ContractId);
    }
}
