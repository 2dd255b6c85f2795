using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Web.Tests.Access;

public sealed partial class AccessStage
{
    /// <summary>A challenge whose two bids were opened and whose award stands under notice; the clock stands after its deadline.</summary>
    private async Task FillAward(ChallengeCast cast)
    {
        var past = await TestData.AddOpenChallenge(Host.Services, cast);
        var bid = await Submit(past.Id, cast.LabId, cast.Bidder);
        var other = await Submit(past.Id, cast.OtherBidder.ActingFor!.Value, cast.OtherBidder);
        Host.Clock.Advance(TimeSpan.FromDays(61));
        await Host.RunJobs();
        foreach (var officer in new[] { cast.Operator, cast.Approver }) _ = (await Host.With((OpenBids use) => use.Run(new(past.Id), officer))).Value;
        var award = (await Host.With((ProposeAward use) => use.Run(
            new(past.Id, "The better route.", [new(bid, AwardOutcome.Winner, Rank: 1, Amount: "120万"), new(other, AwardOutcome.NotAwarded, Strengths: "The team", Shortfalls: "No sample")]), cast.Publisher))).Value;
        _ = (await Host.With((ConfirmAward use) => use.Run(new(past.Id, award), cast.Colleague))).Value;
        await Host.Drain();
        await FillContracts(cast);
        Name(
            ("/notices/ code", past.Code!), ("/admin/challenges/{id}/opening id", past.Id), ("/workspace/challenges/{id}/award id", past.Id),
            ("/workspace/challenges/{id}/bids id", past.Id), ("/workspace/challenges/{id}/bids bidId", bid), ("/workspace/bids/ id", bid), ("/workspace/bids/ version", 1),
            ("/workspace/bids/ fileId", Guid.CreateVersion7()), ("/workspace/bids/ step", "team"),
            ("/api/v1/bids/ id", bid), ("/api/v1/bids/ version", 1), ("/api/v1/bids/ file", Guid.CreateVersion7()), ("/api/v1/challenges/{id}/bids id", past.Id),
            ("/api/v1/challenges/{id}/awards id", past.Id), ("/api/v1/challenges/{id}/awards award", award), ("/api/v1/admin/challenges/{id}/open-bids id", past.Id),
            ("/api/v1/notices/ code", past.Code!), ("lab", cast.LabId));
    }

    private async Task<Guid> Submit(Guid challengeId, Guid labId, Actor actor)
    {
        var id = await Draft(challengeId, labId, actor);
        var indicators = await Host.Read(db => db.Set<Challenge>().Where(c => c.Id == challengeId).SelectMany(c => c.Indicators).ToListAsync());
        var revision = (await Host.With((BidReader reader) => reader.Draft(id, actor, default))).Value.Revision;
        var saved = (await Host.With((SaveBidDraft use) => use.Run(new(id, revision, _ => TestData.CompleteBid(indicators)), actor))).Value;
        _ = (await Host.With((SubmitBid use) => use.Run(new(id, saved.Revision), actor))).Value;
        return id;
    }

    private async Task<Guid> Draft(Guid challengeId, Guid labId, Actor actor) => (await Host.With((StartBid use) => use.Run(new(challengeId, labId), actor))).Value;
}
