using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Awards;

internal sealed class AwardMap : IEntityTypeConfiguration<Award>, IEntityTypeConfiguration<AwardLine>
{
    public void Configure(EntityTypeBuilder<Award> award)
    {
        award.ToTable("Awards");
        award.Property(a => a.Reason).HasMaxLength(AwardRules.MaxReason);
        award.Property(a => a.RejectReason).HasMaxLength(AwardRules.MaxReason);
        award.Property(a => a.NoticeCode).HasMaxLength(40);
        award.Property(a => a.Status).IsConcurrencyToken();
        award.HasOne<Challenge>().WithMany().HasForeignKey(a => a.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        award.HasMany(a => a.Lines).WithOne().HasForeignKey(l => l.AwardId).OnDelete(DeleteBehavior.Cascade);
        // One award that stands for each challenge; rejected proposals stay as a record.
        award.HasIndex(a => a.ChallengeId).IsUnique().HasFilter($"\"Status\" <> {(int)AwardStatus.Rejected}").HasDatabaseName("IX_Awards_Standing");
        award.HasIndex(a => new { a.ChallengeId, a.ProposedAt });
        award.HasIndex(a => a.NoticeCode).IsUnique();
        award.HasIndex(a => new { a.NoticeYear, a.NoticeNumber }).IsUnique();
        award.HasIndex(a => new { a.Status, a.NoticeEndsAt });
    }

    public void Configure(EntityTypeBuilder<AwardLine> line)
    {
        line.ToTable("AwardLines").HasKey(l => new { l.AwardId, l.BidId });
        line.Property(l => l.Strengths).HasMaxLength(AwardRules.MaxNote);
        line.Property(l => l.Shortfalls).HasMaxLength(AwardRules.MaxNote);
        line.Property(l => l.Advice).HasMaxLength(AwardRules.MaxNote);
        line.HasOne<Bid>().WithMany().HasForeignKey(l => l.BidId).OnDelete(DeleteBehavior.Restrict);
        line.HasOne<Organisation>().WithMany().HasForeignKey(l => l.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        line.HasIndex(l => l.BidId);
        line.HasIndex(l => new { l.OrganisationId, l.Outcome });
    }
}
