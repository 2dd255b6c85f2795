using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Contracts;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Organisations;
using Marketplace.Web.Pages.Admin;
using Marketplace.Web.Pages.Workspace.Matches;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace;

/// <summary>What concerns the reader today. Somebody with several hats sees the sections of each.</summary>
public sealed class IndexModel(
    MatchQueries matches, BidQueries bids, ChallengeQueries challenges, ContractQueries contracts, OfficerQueues officers, StreamQueries streams,
    CurrentActor current, Texts texts, TimeProvider clock) : PageModel
{
    private const int MostBids = 6;

    public Actor Actor => current.Actor;
    public MatchFeed? Feed { get; private set; }
    public IReadOnlyList<OwnBidRow> Bids { get; private set; } = [];
    public IReadOnlyList<OwnChallenge> Challenges { get; private set; } = [];
    public IReadOnlyList<ContractRow> Contracts { get; private set; } = [];
    public IReadOnlyList<WorkspaceTask> Tasks { get; private set; } = [];
    public IReadOnlyList<OfficerQueue> Queues { get; private set; } = [];

    /// <summary>Why the last answer to a match was not taken.</summary>
    public string? Refused { get; private set; }

    /// <summary>The streams of this page with the number up to which it was made.</summary>
    public string Live { get; private set; } = "";

    public bool Bidder => MatchFeed.IsFor(Actor);
    public bool Publisher => ChallengeQueries.MayWrite(Actor);
    public bool Officer => Permissions.Allows(Deed.SeeAdministration, Actor);
    public bool Nobody => Actor.Memberships.Count == 0 && Actor.Roles.Count == 0;

    public IEnumerable<(ChallengeStatus Status, int Count)> Funnel =>
        from status in Enum.GetValues<ChallengeStatus>()
        let count = Challenges.Count(c => c.Status == status)
        where count > 0
        select (status, count);

    public async Task<IActionResult> OnGetAsync(MatchAnswer? list, string? refused, CancellationToken ct)
    {
        // Numbers first: what happens while the page is made comes again rather than never.
        Live = await ReadLive(ct);
        Refused = refused is { Length: < 60 } code && texts.Has("Refusals." + code) ? texts["Refusals." + code] : null;
        var interested = await ReadBidder(list is { } l && Enum.IsDefined(l) ? l : null, ct);
        if (Publisher) Challenges = await challenges.Own(Actor, ct);
        if (Bidder || Publisher) Contracts = await contracts.Own(Actor, MostBids, ct);
        if (Officer) Queues = await officers.Of(Actor, ct);
        Tasks = WorkspaceTask.Of(Bids, interested, Challenges, clock.GetUtcNow(), texts.IsChinese);
        Bids = [.. Bids.Take(MostBids)];
        return Page();
    }

    private async Task<IReadOnlyList<FeedMatch>> ReadBidder(MatchAnswer? list, CancellationToken ct)
    {
        if (!Bidder) return [];
        Feed = await MatchFeed.Read(matches, list, Actor, texts, ct);
        Bids = await bids.Own(Actor, ct: ct);
        return await matches.Feed(Actor, MatchAnswer.Interested, MatchFeed.Most, ct);
    }

    private async Task<string> ReadLive(CancellationToken ct)
    {
        var names = Actor.Memberships.Select(m => Streams.Organisation(m.OrganisationId)).Append(Streams.Public).Concat(EventLog.MayRead(Actor) ? [Streams.Officers] : []).Concat(MoneyQueries.MayRead(Actor) ? [Streams.Money] : []).Distinct(StringComparer.Ordinal).ToList();
        var last = await streams.Last(names, ct);
        return string.Join(' ', names.Select(n => $"{n}@{last[n]}"));
    }
}
