using Marketplace.Contracts.Milestones;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Changes;

internal sealed class ChangeMap : IEntityTypeConfiguration<ContractChange>, IEntityTypeConfiguration<ChangedDue>
{
    public void Configure(EntityTypeBuilder<ContractChange> change)
    {
        change.ToTable("ContractChanges");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.AskerName).HasMaxLength(ContractRules.MaxName);
        change.Property(c => c.AnswererName).HasMaxLength(ContractRules.MaxName);
        change.Property(c => c.Reason).HasMaxLength(ContractRules.MaxReason);
        change.Property(c => c.Answer).HasMaxLength(ContractRules.MaxReason);
        change.Property(c => c.Decision).HasMaxLength(ContractRules.MaxReason);
        change.Property(c => c.LeaderBefore).HasMaxLength(ContractRules.MaxLeader);
        change.Property(c => c.LeaderAfter).HasMaxLength(ContractRules.MaxLeader);
        change.Property(c => c.TextBefore).HasMaxLength(ContractRules.MaxText);
        change.Property(c => c.TextAfter).HasMaxLength(ContractRules.MaxText);
        change.Property(c => c.PledgeAfter).HasMaxLength(ContractRules.MaxText);
        change.Property(c => c.Sha256Before).HasMaxLength(64);
        change.Property(c => c.Sha256After).HasMaxLength(64);
        change.Property(c => c.Status).IsConcurrencyToken();
        change.Ignore(c => c.IsOpen);
        change.HasOne<Contract>().WithMany().HasForeignKey(c => c.ContractId).OnDelete(DeleteBehavior.Restrict);
        change.HasMany(c => c.Dues).WithOne().HasForeignKey(d => d.ChangeId).OnDelete(DeleteBehavior.Cascade);
        change.HasIndex(c => c.ContractId).IsUnique().HasDatabaseName("IX_ContractChanges_OnlyOne")
            .HasFilter($"\"Status\" IN ({(int)ChangeStatus.Proposed}, {(int)ChangeStatus.Consented})");
        change.HasIndex(c => new { c.ContractId, c.AskedAt });
        change.HasIndex(c => c.Status);
    }

    public void Configure(EntityTypeBuilder<ChangedDue> due)
    {
        due.ToTable("ContractChangeDues").HasKey(d => new { d.ChangeId, d.MilestoneId });
        due.HasOne<Milestone>().WithMany().HasForeignKey(d => d.MilestoneId).OnDelete(DeleteBehavior.Restrict);
    }
}
