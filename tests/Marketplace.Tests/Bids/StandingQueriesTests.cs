using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

/// <summary>How readers stand to a challenge: their own bid, what they said, whom they may ask and how much of it they read.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class StandingQueriesTests(DatabaseProvider provider)
{
    private static readonly ContactView Whole = new("Lin Yue", "021-5555 0101", "lin.yue@example.org", IsMasked: false);
    private static readonly ContactView Part = new("L** Y**", "021****01", "l***@example.org", IsMasked: true);

    private World _world = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _open = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create(provider);
        _cast = await TestData.AddChallengeCast(_world.Services);
        var content = TestData.CompleteContent(_world.Clock.GetUtcNow());
        _open = await TestData.AddOpenChallenge(_world.Services, _cast, content with
        {
            Confidential = content.Confidential! with { ContactEmail = "lin.yue@example.org", Secrecy = SecrecyLevel.Confidential, ConfidentialPart = "The recipe." },
        });
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Contact_is_nothing_for_visitors_part_for_verified_members_and_whole_for_who_may_read_all()
    {
        var unverified = _cast.Bidder with { Memberships = [_cast.Bidder.Memberships[0] with { Verified = false }] };
        foreach (var actor in new[] { Actor.Anonymous, unverified }) Assert.That(await Contact(actor), Is.Null);
        foreach (var actor in new[] { _cast.Bidder, _cast.OtherBidder, _cast.OtherPublisher }) Assert.That(await Contact(actor), Is.EqualTo(Part));
        foreach (var actor in new[] { _cast.Publisher, _cast.Colleague, _cast.Operator, _cast.Reviewer, _cast.Approver, _cast.Auditor }) Assert.That(await Contact(actor), Is.EqualTo(Whole));
    }

    [Test]
    public async Task Contact_is_whole_for_the_organisation_that_accepted_the_terms()
    {
        _ = (await _world.With((AcceptConfidentialityTerms u) => u.Run(new(_open.Id, ConfidentialityTerms.Newest.Version), _cast.Bidder))).Value;
        Assert.That(await Contact(_cast.Bidder), Is.EqualTo(Whole));
        Assert.That(await Contact(_cast.OtherBidder), Is.EqualTo(Part));
    }

    [TestCase(BidStatus.Awarded, false)]
    [TestCase(BidStatus.Contracted, false)]
    [TestCase(BidStatus.Reserve, true)]
    [TestCase(BidStatus.Submitted, true)]
    public async Task Contact_is_whole_for_the_awarded_alone(BidStatus status, bool isMasked)
    {
        await _world.With((StartBid u) => u.Run(new(_open.Id, _cast.LabId), _cast.Bidder));
        await _world.Read(db => db.Set<Bid>().ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, status)));
        Assert.That((await Contact(_cast.Bidder))!.IsMasked, Is.EqualTo(isMasked));
        Assert.That((await Contact(_cast.OtherBidder))!.IsMasked, Is.True);
    }

    [Test]
    public async Task Own_active_bid_is_shown_to_members_who_may_bid_and_to_nobody_else()
    {
        var bid = (await _world.With((StartBid u) => u.Run(new(_open.Id, _cast.LabId), _cast.Bidder))).Value;
        Assert.That((await Standing(_cast.Bidder)).Bid, Is.EqualTo(new OwnBidLink(bid, BidStatus.Draft)));
        foreach (var actor in new[] { _cast.OtherBidder, _cast.Publisher, _cast.Operator, _cast.Auditor, Actor.Anonymous }) Assert.That((await Standing(actor)).Bid, Is.Null);
        await _world.Read(db => db.Set<Bid>().ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, BidStatus.Withdrawn)));
        Assert.That((await Standing(_cast.Bidder)).Bid, Is.Null);
    }

    private async Task<ContactView?> Contact(Actor actor) =>
        (await Standing(actor)).Contact;

    private async Task<ChallengeStanding> Standing(Actor actor) =>
        await _world.With(async (StandingQueries q) => await q.Of((await _world.Read(db => db.FindFacts(_open.Id)))!, actor));
}
