using Marketplace.Data;
using Marketplace.Matching;

namespace Marketplace.Challenges.Matches;

/// <summary>One result of the engine on its way to its row and its message.</summary>
internal sealed class FoundMatch(OpenChallenge challenge, Profile profile, double score, double fit, MatchReasons reasons)
{
    public OpenChallenge Challenge => challenge;
    public Profile Profile => profile;
    public Match Match { get; private set; } = null!;

    public static FoundMatch Of(MatchResult result, OpenChallenge challenge, Profile profile) =>
        // What the hub penalty took off is put back: the plain similarity by which an organisation's own list is ordered.
        new(challenge, profile, result.Score, result.Score + result.Explanation.Commonness, MatchReasons.Of(result.Explanation, profile));

    /// <summary>Writes the row. True where it is a new one.</summary>
    public bool Keep(Writing w, Match? before)
    {
        Match = before ?? new Match { ChallengeId = challenge.Id, OrganisationId = profile.Id, Reasons = "", FoundAt = w.Now };
        (Match.Score, Match.Fit, Match.Reasons) = (score, fit, reasons.ToJson());
        (Match.EngineVersion, Match.RefreshedAt) = (MatchRules.EngineVersion, w.Now);
        if (before is null) w.Db.Add(Match);
        return before is null;
    }

    public MatchFound Event(bool atPosting) => new(Match.Id, challenge.Id, challenge.Code, profile.Id, Math.Round(score, 4), atPosting)
    {
        Card = new(challenge.Title, challenge.TitleEn, challenge.Bounty.Type, challenge.Bounty.LowMinor, challenge.Bounty.HighMinor,
            challenge.Bounty.Currency.Code, challenge.DeadlineAt, reasons.Terms),
    };
}
