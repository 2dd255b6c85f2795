using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Challenges;

internal sealed class ChallengeMap : IEntityTypeConfiguration<Challenge>, IEntityTypeConfiguration<Indicator>
{
    public void Configure(EntityTypeBuilder<Challenge> challenge)
    {
        challenge.ToTable("Challenges");
        challenge.Property(c => c.Code).HasMaxLength(40);
        challenge.Property(c => c.Title).HasMaxLength(200);
        challenge.Property(c => c.TitleEn).HasMaxLength(300);
        challenge.Property(c => c.IndustryCode).HasMaxLength(10);
        challenge.Property(c => c.PaymentPlan).HasMaxLength(500);
        challenge.Property(c => c.ContactName).HasMaxLength(100);
        challenge.Property(c => c.ContactPhone).HasMaxLength(40);
        challenge.Property(c => c.ContactEmail).HasMaxLength(200);
        challenge.Property(c => c.PresetCode).HasMaxLength(40);
        challenge.Property(c => c.SourceUrl).HasMaxLength(500);
        challenge.Property(c => c.SourcePublisher).HasMaxLength(300);
        challenge.Property(c => c.SourceField).HasMaxLength(100);
        challenge.Property(c => c.StatusReason).HasMaxLength(2000);
        challenge.Property(c => c.DirectedReason).HasMaxLength(ChallengeRules.MaxReason);
        challenge.PrimitiveCollection(c => c.InvitedIds);
        foreach (var text in new[] { nameof(Challenge.PublicSummary), nameof(Challenge.PublicSummaryEn), nameof(Challenge.Background), nameof(Challenge.CurrentLevel),
            nameof(Challenge.Target), nameof(Challenge.ConfidentialPart), nameof(Challenge.Deliverables), nameof(Challenge.BidderRequirements),
            nameof(Challenge.Resources), nameof(Challenge.RiskSharing), nameof(Challenge.AcceptanceMethod) })
        {
            challenge.Property(text).HasMaxLength(ChallengeRules.MaxLongText);
        }

        challenge.ComplexProperty(c => c.Bounty);
        challenge.ComplexProperty(c => c.Funding);
        challenge.Property(c => c.Version).IsConcurrencyToken();
        challenge.Ignore(c => c.Facts);
        challenge.HasOne<Organisation>().WithMany().HasForeignKey(c => c.PublisherId).OnDelete(DeleteBehavior.Restrict);
        challenge.HasMany(c => c.Indicators).WithOne().HasForeignKey(i => i.ChallengeId).OnDelete(DeleteBehavior.Cascade);
        challenge.HasIndex(c => c.Code).IsUnique();
        challenge.HasIndex(c => new { c.Status, c.PostedAt });
        challenge.HasIndex(c => new { c.Status, c.DeadlineAt });
        challenge.HasIndex(c => new { c.PublisherId, c.CreatedAt });
    }

    public void Configure(EntityTypeBuilder<Indicator> indicator)
    {
        indicator.ToTable("Indicators");
        indicator.Property(i => i.Id).ValueGeneratedNever();
        indicator.Property(i => i.Name).HasMaxLength(200);
        indicator.Property(i => i.Statement).HasMaxLength(1000);
        indicator.Property(i => i.Unit).HasMaxLength(40);
        indicator.Property(i => i.Baseline).HasMaxLength(200);
        indicator.Property(i => i.TestMethod).HasMaxLength(1000);
        indicator.Property(i => i.Value).HasPrecision(28, 10);
        indicator.Property(i => i.ValueTo).HasPrecision(28, 10);
        indicator.HasIndex(i => new { i.ChallengeId, i.Position });
    }
}
