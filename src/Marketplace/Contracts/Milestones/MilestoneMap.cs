using Marketplace.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Milestones;

internal sealed class MilestoneMap : IEntityTypeConfiguration<Milestone>, IEntityTypeConfiguration<MilestoneVerdict>
{
    public void Configure(EntityTypeBuilder<Milestone> milestone)
    {
        milestone.ToTable("Milestones", table => table.HasCheckConstraint("CK_Milestones_Amount", "\"AmountMinor\" > 0"));
        milestone.Property(m => m.Id).ValueGeneratedNever();
        milestone.Property(m => m.Title).HasMaxLength(ContractRules.MaxTitle);
        milestone.Property(m => m.Deliverable).HasMaxLength(ContractRules.MaxDeliverable);
        milestone.Property(m => m.Evidence).HasMaxLength(ContractRules.MaxEvidence);
        milestone.Property(m => m.Reason).HasMaxLength(ContractRules.MaxReason);
        milestone.Property(m => m.Status).IsConcurrencyToken();
        milestone.Ignore(m => m.IsAccepted);
        milestone.Ignore(m => m.IsOpen);
        milestone.Ignore(m => m.IsAfterRectification);
        milestone.HasOne<StoredFile>().WithMany().HasForeignKey(m => m.EvidenceFileId).OnDelete(DeleteBehavior.Restrict);
        milestone.HasMany(m => m.Verdicts).WithOne().HasForeignKey(v => v.MilestoneId).OnDelete(DeleteBehavior.Cascade);
        milestone.HasIndex(m => new { m.ContractId, m.Position }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<MilestoneVerdict> verdict)
    {
        verdict.ToTable("MilestoneVerdicts").HasKey(v => new { v.MilestoneId, v.Position });
        verdict.Property(v => v.Position).ValueGeneratedNever();
        verdict.Property(v => v.Measured).HasMaxLength(ContractRules.MaxFinding);
        verdict.Property(v => v.Method).HasMaxLength(ContractRules.MaxFinding);
        verdict.Property(v => v.Laboratory).HasMaxLength(ContractRules.MaxFinding);
    }
}
