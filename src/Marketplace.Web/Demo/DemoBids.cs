using System.Globalization;
using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Demo;

/// <summary>Fixed sentences of the demonstration's bids, beside what each bid says of its own.</summary>
internal sealed record DemoBidTexts(
    string LeaderTitle, string LeaderRecord, string Understanding, string Innovation, string Promise, string Proof, string FirstMilestone, string FirstDeliverable,
    string SecondMilestone, string SecondDeliverable, List<string> Budget, string RiskPlan, string IpProposal, string TransferPlan, string Reason, string Bank, string DefaultFeedback);

/// <summary>The bids of a demonstration challenge, and their opening.</summary>
internal sealed class DemoBids(DemoStage stage, DemoChallenge challenge, Guid challengeId, DateTimeOffset posted, DateTimeOffset deadline, DateTimeOffset now)
{
    internal static readonly DemoBidTexts Texts = DemoFiles.Read<DemoBidTexts>("bid-texts")[0];

    public IEnumerable<DemoStep> Plan()
    {
        for (var i = 0; i < challenge.Bids.Count; i++)
        {
            var bid = challenge.Bids[i];
            yield return new(posted.AddDays(8 + (3 * i)).AddHours(3), () => Submit(bid));
        }

        if (challenge.Stage is "open" or "closing_soon" or "cancelled") yield break;
        yield return new(deadline.AddMinutes(1), () => stage.Job<CloseBidding>());
        if (challenge.Bids.Count == 0) yield break;
        // One challenge under evaluation still waits for its second officer, so that the opening can be seen.
        yield return new(deadline.AddHours(17), () => Open("operator"));
        if (challenge.Stage == "evaluating" && challenge.Bids.Count == 2) yield break;
        yield return new(deadline.AddHours(18), () => Open("supervisor"));
        if (challenge.Stage is not ("awarded" or "public_notice")) yield break;
        // A notice that runs has to have begun within the last days; the others have ended long ago.
        var proposed = challenge.Stage == "awarded" ? deadline.AddDays(2) : now.AddDays(-2);
        yield return new(proposed, Propose);
        yield return new(proposed.AddHours(20), Confirm);
        if (challenge.Stage != "awarded") yield break;
        yield return new(proposed.AddDays(20), () => stage.Job<EndNotice>());
        if (!challenge.Contract) yield break;
        foreach (var step in new DemoContract(stage, challenge, challengeId).Plan(proposed.AddDays(20))) yield return step;
    }

    private async Task Propose()
    {
        var publisher = await stage.Person(challenge.Publisher);
        var ids = await stage.Read(db => (
            from b in db.Set<Bid>()
            join o in db.Set<Organisation>() on b.OrganisationId equals o.Id
            where b.ChallengeId == challengeId
            select new { b.Id, o.Name }).ToDictionaryAsync(b => b.Name, b => b.Id));
        var lines = challenge.Bids.Select(b => new ProposeAward.Line(
            ids[b.Lab], Outcome(b.Result), b.Result is "awarded" or "reserve" ? Rank(b.Result) : null, b.Result == "awarded" ? Wan(b.RequestedWan) : null,
            b.Feedback, Texts.DefaultFeedback, Texts.TransferPlan)).ToList();
        await stage.Run<ProposeAward, Guid>(u => u.Run(new(challengeId, Texts.Reason, lines), publisher));
    }

    private async Task Confirm()
    {
        var approver = await stage.Person("admin_approver");
        var award = await stage.Read(db => db.Set<Award>().Where(a => a.ChallengeId == challengeId).Select(a => a.Id).SingleAsync());
        await stage.Run<ConfirmAward, string>(u => u.Run(new(challengeId, award), approver));
    }

    private static AwardOutcome Outcome(string? result) => result switch
    {
        "awarded" => AwardOutcome.Winner,
        "reserve" => AwardOutcome.Reserve,
        "potential" => AwardOutcome.Potential,
        _ => AwardOutcome.NotAwarded,
    };

    private static int Rank(string result) => result == "awarded" ? 1 : 2;

    private async Task Submit(DemoBid demo)
    {
        var bidder = await stage.Person(demo.Lab);
        var bidId = await stage.Run<StartBid, Guid>(u => u.Run(new(challengeId, stage.Organisations[demo.Lab]), bidder));
        var indicators = await stage.Read(db => db.Set<Indicator>().Where(i => i.ChallengeId == challengeId).OrderBy(i => i.Position).Select(i => i.Id).ToListAsync());
        var revision = await stage.Read(db => db.Set<Bid>().Where(b => b.Id == bidId).Select(b => b.DraftRevision).SingleAsync());
        var saved = await stage.Run<SaveBidDraft, SaveBidDraft.Saved>(u => u.Run(new(bidId, revision, _ => Content(demo, bidder.Name, indicators)), bidder));
        await stage.Run<SubmitBid, BidReceipt>(u => u.Run(new(bidId, saved.Revision), bidder));
    }

    private async Task Open(string officer)
    {
        var actor = await stage.Person(officer);
        await stage.Run<OpenBids, OpeningStep>(u => u.Run(new(challengeId), actor));
    }

    private BidContent Content(DemoBid demo, string leader, List<Guid> indicators) => new()
    {
        Leader = new() { Name = leader, Title = Texts.LeaderTitle, Field = challenge.Title, HoursPerWeek = 24, Record = Texts.LeaderRecord },
        LeadShare = 100,
        Understanding = Texts.Understanding,
        Route = demo.Route,
        Innovation = Texts.Innovation,
        TrlNow = Math.Max(1, challenge.TrlFrom),
        TrlEnd = Math.Max(challenge.TrlFrom, challenge.TrlTo),
        Responses = [.. indicators.Select(id => new IndicatorResponse(id, ResponseStance.Meets, Texts.Promise, Texts.Proof))],
        WorkPlan =
        [
            new(Texts.FirstMilestone, Math.Max(1, challenge.PeriodMonths / 2), Texts.FirstDeliverable, 40),
            new(Texts.SecondMilestone, challenge.PeriodMonths, Texts.SecondDeliverable, 60),
        ],
        Budget = [.. Texts.Budget.Select((name, i) => new BudgetLine(name, Wan(demo.RequestedWan * (i == 0 ? 0.5m : 0.25m))))],
        RequestedBounty = Wan(demo.RequestedWan),
        RiskPlan = Texts.RiskPlan,
        IpOwnership = IpRule.Joint,
        IpProposal = Texts.IpProposal,
        TransferPlan = Texts.TransferPlan,
        NoHiddenConflict = true,
        Truthful = true,
        Pledged = true,
        PledgedBy = leader,
    };

    private static string Wan(decimal wan) => (wan * 10_000).ToString("0", CultureInfo.InvariantCulture);
}
