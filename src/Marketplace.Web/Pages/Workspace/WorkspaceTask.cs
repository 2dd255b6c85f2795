using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;

namespace Marketplace.Web.Pages.Workspace;

/// <summary>What somebody has to do.</summary>
public enum TaskKind { FinishBid = 1, SubmitBidChanges, StartBid, AnswerQuestions, MendReturned, DecideUnanswered, FollowEvaluation, FinishDraft }

/// <summary>One thing that waits for the reader.</summary>
/// <param name="DueAt">Until when, where there is an end to it.</param>
/// <param name="Since">Since when it waits, where that is known.</param>
public sealed record WorkspaceTask(TaskKind Kind, string? Code, string Title, string Address, DateTimeOffset? DueAt, DateTimeOffset? Since, int Count = 0)
{
    /// <summary>A match that somebody is interested in becomes a task this long before its deadline.</summary>
    public static readonly TimeSpan Remind = TimeSpan.FromDays(14);

    /// <summary>What waits, the nearest deadline first, then what waits longest.</summary>
    public static IReadOnlyList<WorkspaceTask> Of(
        IEnumerable<OwnBidRow> bids, IEnumerable<FeedMatch> interested, IEnumerable<OwnChallenge> challenges, DateTimeOffset now, bool chinese)
    {
        var own = bids.ToList();
        return
        [
            .. own.SelectMany(b => OfBid(b, now, chinese))
                .Concat(interested.Where(m => m.DeadlineAt > now && m.DeadlineAt - now < Remind && own.TrueForAll(b => b.ChallengeId != m.ChallengeId)).Select(m => OfMatch(m, chinese)))
                .Concat(challenges.SelectMany(c => OfChallenge(c, chinese)))
                .OrderBy(t => t.DueAt is null).ThenBy(t => t.DueAt).ThenBy(t => t.Since),
        ];
    }

    private static IEnumerable<WorkspaceTask> OfBid(OwnBidRow bid, DateTimeOffset now, bool chinese)
    {
        if (bid.ChallengeStatus != ChallengeStatus.Open || bid.DeadlineAt <= now) yield break;
        var title = chinese ? bid.Title : bid.TitleEn ?? bid.Title;
        var address = $"/workspace/bids/{bid.Id:D}";
        if (bid.Status == BidStatus.Draft) yield return new(TaskKind.FinishBid, bid.Code, title, address, bid.DeadlineAt, bid.DraftSavedAt);
        else if (bid is { Status: BidStatus.Submitted, IsDraftAhead: true }) yield return new(TaskKind.SubmitBidChanges, bid.Code, title, address, bid.DeadlineAt, bid.DraftSavedAt);
    }

    private static WorkspaceTask OfMatch(FeedMatch match, bool chinese) =>
        new(TaskKind.StartBid, match.Code, chinese ? match.Title : match.TitleEn ?? match.Title, $"/challenges/{match.Code}", match.DeadlineAt, match.FoundAt);

    private static IEnumerable<WorkspaceTask> OfChallenge(OwnChallenge challenge, bool chinese)
    {
        var title = chinese ? challenge.Title : challenge.TitleEn ?? challenge.Title;
        var cockpit = $"/workspace/challenges/{challenge.Id:D}";
        switch (challenge.Status)
        {
            case ChallengeStatus.Draft: yield return new(TaskKind.FinishDraft, challenge.Code, title, cockpit, null, challenge.CreatedAt); break;
            case ChallengeStatus.Returned: yield return new(TaskKind.MendReturned, challenge.Code, title, cockpit, null, challenge.Since); break;
            case ChallengeStatus.NoBid: yield return new(TaskKind.DecideUnanswered, challenge.Code, title, cockpit, null, challenge.Since); break;
            case ChallengeStatus.Evaluating: yield return new(TaskKind.FollowEvaluation, challenge.Code, title, cockpit, null, challenge.Since); break;
            case ChallengeStatus.Open when challenge.OpenQuestions > 0:
                yield return new(TaskKind.AnswerQuestions, challenge.Code, title, $"/challenges/{challenge.Code}#questions", challenge.DeadlineAt, null, challenge.OpenQuestions);
                break;
            default: break;
        }
    }
}
