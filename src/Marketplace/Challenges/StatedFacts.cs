namespace Marketplace.Challenges;

/// <summary>
/// What may be said of a challenge that was taken over from a public source: what the source says. The row behind it has values
/// everywhere, as every challenge has; those that are only the row's defaults are facts about nobody.
/// </summary>
public static class StatedFacts
{
    /// <summary>A text from a public source, kept for reference.</summary>
    public static bool IsReference(ChallengeStatus status) => status == ChallengeStatus.Recorded;

    /// <summary>Null where the source does not say.</summary>
    public static ChallengeKind? Kind(ChallengeStatus status, ChallengeKind kind) => IsReference(status) && kind == ChallengeKind.Enterprise ? null : kind;

    /// <inheritdoc cref="Kind"/>
    public static AwardMode? Mode(ChallengeStatus status, AwardMode mode) => IsReference(status) && mode == AwardMode.Single ? null : mode;

    /// <summary>Null where the source gives no amount, which is not the same as a negotiable bounty.</summary>
    public static Bounty? Bounty(ChallengeStatus status, Bounty bounty) => IsReference(status) && bounty.LowMinor is null ? null : bounty;
}
