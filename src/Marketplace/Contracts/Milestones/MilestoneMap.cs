using Marketplace.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Milestones;

internal sealed class MilestoneMap : IEntityTypeConfiguration<Milestone>, IEntityTypeConfiguration<MilestoneVerdict>, IEntityTypeConfiguration<PartialAcceptance>
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
        milestone.HasOne<Milestone>().WithMany().HasForeignKey(m => m.SplitFromId).OnDelete(DeleteBehavior.Restrict);
        milestone.HasIndex(m => new { m.ContractId, m.Position }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PartialAcceptance> offer)
    {
        offer.ToTable("PartialAcceptances", table => table.HasCheckConstraint("CK_PartialAcceptances_Part", "\"PartMinor\" > 0"));
        offer.Property(p => p.Id).ValueGeneratedNever();
        offer.Property(p => p.Reason).HasMaxLength(ContractRules.MaxReason);
        offer.Property(p => p.Answer).HasMaxLength(ContractRules.MaxReason);
        // As many findings as a challenge has indicators, each of a few short texts.
        offer.Property(p => p.FindingsJson).HasMaxLength(ContractRules.MaxText);
        offer.Property(p => p.Status).IsConcurrencyToken();
        offer.HasOne<Contract>().WithMany().HasForeignKey(p => p.ContractId).OnDelete(DeleteBehavior.Restrict);
        offer.HasOne<Milestone>().WithMany().HasForeignKey(p => p.MilestoneId).OnDelete(DeleteBehavior.Restrict);
        offer.HasIndex(p => p.MilestoneId).IsUnique().HasFilter($"\"Status\" = {(int)PartStatus.Proposed}").HasDatabaseName("IX_PartialAcceptances_OnlyOne");
        offer.HasIndex(p => p.ContractId);
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
