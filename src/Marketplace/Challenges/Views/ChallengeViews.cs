using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Challenges.Views;

/// <summary>How often the public page of a challenge was opened on one day, its publisher and officers left out.</summary>
public sealed class ChallengeViews
{
    public required Guid ChallengeId { get; init; }

    /// <summary>In Shanghai.</summary>
    public required DateOnly OnDay { get; init; }
    public required int Count { get; set; }
}

/// <summary>That a member of an organisation has opened the public page of a challenge. Who it was is kept nowhere.</summary>
public sealed class ChallengeSeen
{
    public required Guid ChallengeId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DateTimeOffset FirstAt { get; init; }
}

internal sealed class ViewsMap : IEntityTypeConfiguration<ChallengeViews>, IEntityTypeConfiguration<ChallengeSeen>
{
    public void Configure(EntityTypeBuilder<ChallengeViews> views)
    {
        views.ToTable("ChallengeViews");
        views.HasKey(v => new { v.ChallengeId, v.OnDay });
        views.HasOne<Challenge>().WithMany().HasForeignKey(v => v.ChallengeId);
    }

    public void Configure(EntityTypeBuilder<ChallengeSeen> seen)
    {
        seen.ToTable("ChallengeSeen");
        seen.HasKey(s => new { s.ChallengeId, s.OrganisationId });
        seen.HasOne<Challenge>().WithMany().HasForeignKey(s => s.ChallengeId);
        seen.HasOne<Organisation>().WithMany().HasForeignKey(s => s.OrganisationId);
    }
}
