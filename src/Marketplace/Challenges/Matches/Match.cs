using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Challenges.Matches;

/// <summary>What a laboratory said about a challenge that was found for it.</summary>
public enum MatchAnswer
{
    /// <summary>The publisher sees it, and may invite.</summary>
    Interested = 1,

    /// <summary>Kept for later; nobody else sees it.</summary>
    Saved,

    /// <summary>Leaves the feed; nobody else sees it.</summary>
    NotForUs,
}

/// <summary>A challenge that fits an organisation, and why. Written by the matching, or by an organisation that follows what was not found for it; the answer is its own.</summary>
public sealed class Match
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ChallengeId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>Ranks the organisations of one challenge: what is near to everything counts for less.</summary>
    public double Score { get; set; }

    /// <summary>Ranks the challenges of one organisation: plain similarity, 0 to 1.</summary>
    public double Fit { get; set; }

    /// <summary><see cref="MatchReasons"/> as JSON.</summary>
    public required string Reasons { get; set; }

    /// <summary>0 where the engine has not found it.</summary>
    public int EngineVersion { get; set; }
    public DateTimeOffset FoundAt { get; set; }

    /// <summary>When the scores and reasons were last computed.</summary>
    public DateTimeOffset RefreshedAt { get; set; }
    public MatchAnswer? Answer { get; internal set; }
    public DateTimeOffset? AnsweredAt { get; internal set; }
    public Guid? AnsweredById { get; internal set; }

    /// <summary>The organisation came upon the challenge by itself: there is no score and no reason.</summary>
    public bool IsByHand => EngineVersion == 0;

    internal static Match ByHand(Guid challengeId, Guid organisationId, DateTimeOffset now) => new()
    {
        ChallengeId = challengeId, OrganisationId = organisationId, Reasons = new MatchReasons([], [], []).ToJson(), FoundAt = now, RefreshedAt = now,
    };
}

internal sealed class MatchMap : IEntityTypeConfiguration<Match>
{
    public void Configure(EntityTypeBuilder<Match> match)
    {
        match.ToTable("Matches");
        match.Property(m => m.Reasons).HasMaxLength(-1);
        match.HasOne<Challenge>().WithMany().HasForeignKey(m => m.ChallengeId).OnDelete(DeleteBehavior.Cascade);
        match.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        match.HasIndex(m => new { m.ChallengeId, m.OrganisationId }).IsUnique();
        match.HasIndex(m => new { m.ChallengeId, m.Score });
        match.HasIndex(m => new { m.OrganisationId, m.Answer, m.FoundAt });
    }
}
