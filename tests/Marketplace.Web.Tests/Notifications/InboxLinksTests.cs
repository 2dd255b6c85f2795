using System.Net;
using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Notifications;

/// <summary>Two whole lives of challenges; then everybody follows every link of the own inbox.</summary>
public sealed class InboxLinksTests
{
    [Test]
    public async Task Every_link_of_an_inbox_opens_for_its_reader()
    {
        await using var host = await WebHost.Create();
        await Questioned(host);
        await Awarded(host);
        var told = await host.Read(db => db.Set<Notification>().AsNoTracking().OrderBy(n => n.EventSeq).Select(n => new { n.PersonId, n.Type, n.Link }).ToListAsync());
        Assert.That(told.Select(t => t.Type).Distinct(), Is.SupersetOf(new[]
        {
            "challenge.submitted", "challenge.returned", "challenge.approved", "challenge.posted", "challenge.question_asked", "challenge.question_answered",
            "challenge.extended", "challenge.closing_soon", "challenge.cancelled", "challenge.closed", "bid.submitted", "bids.opening_asked", "bids.opened",
            "award.proposed", "notice.started", "award.made", "bid.awarded", "bid.not_awarded", "organisation.verified", "membership.started", "role.granted",
        }));

        foreach (var one in told.DistinctBy(t => (t.PersonId, t.Link)))
        {
            using var reader = await host.Visit(one.PersonId);
            var page = await reader.Open(one.Link);
            Assert.That((page.Status, page.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, one.Link.Split('#')[0])), one.Type);
        }

        var reading = told[0].PersonId;
        using var person = await host.Visit(reading);
        Assert.That((await person.Open("/workspace/inbox")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task Questioned(WebHost host)
    {
        var cast = await TestData.AddChallengeCast(host.Services);
        var draft = await TestData.AddDraft(host.Services, cast);
        await Done(host.With((SubmitChallenge u) => u.Run(new(draft.Id), cast.Publisher)));
        await Done(host.With((ReturnChallenge u) => u.Run(new(draft.Id, "State the test method."), cast.Reviewer)));
        var open = await TestData.AddOpenChallenge(host.Services, cast);
        var question = (await host.With((AskQuestion u) => u.Run(new(open.Id, "May it be a solution?"), cast.Bidder))).Value;
        await Done(host.With((AnswerQuestion u) => u.Run(new(open.Id, question, "Yes."), cast.Publisher)));
        await Done(host.With((StartBid u) => u.Run(new(open.Id, cast.LabId), cast.Bidder)));
        await Happen(host, cast);
        await host.Drain();
        host.Clock.Advance(TimeSpan.FromDays(58));
        await host.RunJobs();
        await host.Drain();
        await Done(host.With((ExtendDeadline u) => u.Run(new(open.Id, host.Clock.GetUtcNow().AddDays(8), "More time for samples."), cast.Publisher)));
        await host.Drain();
        await Done(host.With((CancelChallenge u) => u.Run(new(open.Id, CancelCause.FundingLost, "The line was sold."), cast.Publisher)));
        await host.Drain();
    }

    // What stands behind these events has its own tests; here their links matter.
    private static Task Happen(WebHost host, ChallengeCast cast) => Done(host.With((Writer writer) => writer.Write<Done>(w =>
    {
        w.Record(new VerificationAsked(cast.LabId), cast.Bidder);
        w.Record(new OrganisationVerified(cast.FirmId, CreditCodeOverruled: false), cast.Reviewer);
        w.Record(new MembershipStarted(cast.LabId, cast.Bidder.PersonId!.Value, MembershipRole.Bidder), cast.OtherBidder);
        w.Record(new RoleGranted(cast.Reviewer.PersonId!.Value, PlatformRole.AdminReviewer, null), cast.Approver);
        return Task.FromResult<Result<Done>>(default(Done));
    })));

    private static async Task Awarded(WebHost host)
    {
        var scene = await BidScene.Create(host.Services, labs: 2);
        List<BidReceipt> bids = [await scene.Bid(scene.Labs[0]), await scene.Bid(scene.Labs[1])];
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();
        await scene.OpenByTwo();
        await host.Drain();
        var award = (await host.With((ProposeAward u) => u.Run(new(scene.ChallengeId, "The best route",
        [
            new(bids[0].BidId, AwardOutcome.Winner, 1, "120万"), new(bids[1].BidId, AwardOutcome.NotAwarded, Strengths: "A strong team", Shortfalls: "No sample yet"),
        ]), scene.Publisher))).Value;
        await host.Drain();
        _ = (await host.With((ConfirmAward u) => u.Run(new(scene.ChallengeId, award), scene.SecondPublisher))).Value;
        await host.Drain();
        host.Clock.Advance(TimeSpan.FromDays(20));
        await host.RunJobs();
        await host.Drain();
    }

    private static async Task Done<T>(Task<Result<T>> use) => Assert.That((await use).IsOk, Is.True);
}
