using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The whole life of a challenge as dated stations, for its publisher and the officers.</summary>
public static class ChallengeLife
{
    private const int MostStations = 8;

    private static readonly ChallengeStatus[] Usual =
    [
        ChallengeStatus.Draft, ChallengeStatus.Submitted, ChallengeStatus.Approved, ChallengeStatus.Open, ChallengeStatus.Evaluating,
        ChallengeStatus.AwardProposed, ChallengeStatus.PublicNotice, ChallengeStatus.Awarded, ChallengeStatus.InProgress, ChallengeStatus.Settled,
    ];

    public static Stepper Of(Challenge challenge, Texts texts)
    {
        ChallengeStatus[] stations = challenge.Status switch
        {
            ChallengeStatus.Returned => [ChallengeStatus.Returned, .. Usual[1..MostStations]],
            ChallengeStatus.NoBid => [.. Usual[..4], ChallengeStatus.NoBid],
            ChallengeStatus.Cancelled => [.. Usual[..4], ChallengeStatus.Cancelled],
            ChallengeStatus.Recorded => [ChallengeStatus.Recorded],
            ChallengeStatus.Terminated => [.. Usual[^MostStations..^1], ChallengeStatus.Terminated],
            // What lies furthest back gives way to what lies ahead, so that the stations keep standing in one row.
            ChallengeStatus.Awarded or ChallengeStatus.InProgress or ChallengeStatus.Settled => Usual[^MostStations..],
            _ => Usual[..MostStations],
        };
        var here = Array.IndexOf(stations, challenge.Status);
        return new([.. stations.Select((status, i) => Station(status, i, here, challenge, texts))], Wide: stations.Length <= MostStations);
    }

    private static Step Station(ChallengeStatus status, int place, int here, Challenge challenge, Texts texts)
    {
        var state = place < here ? StepState.Done : place == here ? StepState.Current : StepState.Ahead;
        return new(texts.Name(status), state, state == StepState.Ahead ? null : Reached(status, challenge));
    }

    private static DateTimeOffset? Reached(ChallengeStatus status, Challenge c) => status switch
    {
        ChallengeStatus.Draft or ChallengeStatus.Returned => c.CreatedAt,
        ChallengeStatus.Submitted => c.SubmittedAt,
        ChallengeStatus.Approved => c.ReviewedAt,
        ChallengeStatus.Open or ChallengeStatus.Recorded => c.PostedAt,
        ChallengeStatus.NoBid or ChallengeStatus.Evaluating => c.ClosedAt,
        ChallengeStatus.AwardProposed => c.AwardProposedAt,
        ChallengeStatus.PublicNotice => c.NoticeStartedAt,
        ChallengeStatus.Awarded => c.AwardedAt,
        ChallengeStatus.InProgress => c.WorkStartedAt,
        ChallengeStatus.Settled => c.SettledAt,
        ChallengeStatus.Terminated => c.TerminatedAt,
        ChallengeStatus.Cancelled => c.CancelledAt,
        _ => null,
    };
}
