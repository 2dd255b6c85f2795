using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Notifications;

/// <summary>Who is told what, from the event to the inbox.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class NotifierTests(DatabaseProvider provider)
{
    private World _world = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create(provider);
        _cast = await TestData.AddChallengeCast(_world.Services);
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Challenge_on_its_way_is_told_to_whose_turn_it_is()
    {
        var open = await TestData.AddOpenChallenge(_world.Services, _cast);
        await _world.Drain();

        Assert.Multiple(async () =>
        {
            Assert.That(await Told(_cast.Publisher), Is.EqualTo(new[] { "challenge.approved", "challenge.posted" }));
            Assert.That(await Told(_cast.Colleague), Is.EqualTo(new[] { "challenge.approved", "challenge.posted" }));
            Assert.That(await Told(_cast.Reviewer), Does.Contain("challenge.submitted"));
            Assert.That(await Told(_cast.Approver), Does.Contain("challenge.approved"));
            Assert.That(await Told(_cast.OtherPublisher), Is.Empty);
            Assert.That(await Told(_cast.Bidder), Is.Empty);
        });
        var line = (await Inbox(_cast.Publisher)).First(l => l.Type == "challenge.posted");
        Assert.That((line.Code, line.Title, line.Link, line.ReadAt), Is.EqualTo((open.Code, "Metal removal for photoresist resins", $"/challenges/{open.Code}", (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Doer_is_not_told_of_the_own_deed()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await _world.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, "State the test method."), _cast.Reviewer));
        await _world.Drain();

        Assert.That(await Told(_cast.Reviewer), Is.EqualTo(new[] { "challenge.submitted" }));
        Assert.That(await Told(_cast.Publisher), Is.EqualTo(new[] { "challenge.returned" }));
    }

    [Test]
    public async Task Question_and_answer_reach_each_other_and_nobody_learns_who_asked()
    {
        var open = await TestData.AddOpenChallenge(_world.Services, _cast);
        var question = (await _world.With((AskQuestion u) => u.Run(new(open.Id, "Is a solution taken?"), _cast.Bidder))).Value;
        await _world.Drain();
        Assert.That(await Told(_cast.Publisher), Does.Contain("challenge.question_asked"));
        Assert.That(await Told(_cast.OtherBidder), Is.Empty);

        await _world.With((AnswerQuestion u) => u.Run(new(open.Id, question, "Yes."), _cast.Publisher));
        await _world.Drain();
        Assert.That(await Told(_cast.Bidder), Is.EqualTo(new[] { "challenge.question_answered" }));
        var asked = await _world.Read(db => db.Set<Notification>().Where(n => n.Type == "challenge.question_asked").ToListAsync());
        Assert.That(asked, Has.All.Matches<Notification>(n => !$"{n.Title} {n.TitleEn} {n.Code} {n.Link} {n.Number}".Contains("Fine Optics", StringComparison.Ordinal)));
    }

    [Test]
    public async Task Event_that_names_somebody_who_is_not_there_holds_nothing_up()
    {
        await _world.With((Writer writer) => writer.Write<Done>(w =>
        {
            w.Record(new RoleRevoked(Guid.CreateVersion7(), PlatformRole.Operator), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        }));
        await _world.Drain();

        Assert.That(await _world.Read(db => db.Set<EventDelivery>().Where(d => d.Subscriber == "notifications").Select(d => d.State).ToListAsync()), Is.EqualTo(new[] { DeliveryState.Done }));
    }

    [Test]
    public async Task Event_delivered_twice_is_told_once()
    {
        await TestData.AddOpenChallenge(_world.Services, _cast);
        await _world.Drain();
        var before = await Told(_cast.Publisher);
        await _world.Read(db => db.Set<EventDelivery>().Where(d => d.Subscriber == "notifications").ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Due)));
        await _world.Drain();

        Assert.That(await Told(_cast.Publisher), Is.EqualTo(before));
    }

    [Test]
    public async Task Kind_switched_off_is_not_told()
    {
        await _world.With((SaveNotificationSettings u) => u.Run(new(new Dictionary<NotificationKind, NotificationChannel> { [NotificationKind.OwnChallenge] = NotificationChannel.Off }), _cast.Publisher));
        await TestData.AddOpenChallenge(_world.Services, _cast);
        await _world.Drain();

        Assert.That(await Told(_cast.Publisher), Is.Empty);
        Assert.That(await Told(_cast.Colleague), Is.Not.Empty);
    }

    [Test]
    public async Task Closing_soon_reaches_who_bids_who_watches_who_was_matched_and_the_publisher_and_nobody_else()
    {
        var (title, about) = ("Silicon carbide epitaxy with few basal plane dislocations", "Silicon carbide epitaxy; basal plane dislocations are converted.");
        var labs = new List<ProfiledLab>();
        foreach (var name in new[] { "Silent", "Watching", "Declining" })
        {
            labs.Add(await TestData.AddProfiledLab(_world.Services, name, ["Silicon carbide epitaxy"], ["Conversion of basal plane dislocations in silicon carbide epitaxy"]));
        }

        var open = await TestData.AddOpenChallenge(_world.Services, _cast, TestData.ContentAbout(_world.Clock.GetUtcNow(), title, about));
        await _world.Drain();
        await Answer(labs[1], MatchAnswer.Saved);
        await Answer(labs[2], MatchAnswer.NotForUs);
        await _world.With((StartBid u) => u.Run(new(open.Id, _cast.LabId), _cast.Bidder));
        _world.Clock.Advance(TimeSpan.FromDays(58));
        await _world.RunJobs();
        await _world.Drain();

        Assert.Multiple(async () =>
        {
            Assert.That(await KindOf(_cast.Bidder, "challenge.closing_soon"), Is.EqualTo(NotificationKind.Deadline));
            Assert.That(await KindOf(labs[1].Member, "challenge.closing_soon"), Is.EqualTo(NotificationKind.Deadline));
            Assert.That(await KindOf(labs[0].Member, "challenge.closing_soon"), Is.EqualTo(NotificationKind.Match));
            Assert.That(await KindOf(_cast.Publisher, "challenge.closing_soon"), Is.EqualTo(NotificationKind.Deadline));
            Assert.That(await KindOf(labs[2].Member, "challenge.closing_soon"), Is.Null);
            Assert.That(await KindOf(_cast.OtherBidder, "challenge.closing_soon"), Is.Null);
        });
    }

    [Test]
    public async Task Match_is_told_with_its_publisher_told_of_the_count()
    {
        var lab = await TestData.AddProfiledLab(_world.Services, "Crystal", ["Silicon carbide epitaxy"], ["Conversion of basal plane dislocations in silicon carbide epitaxy"]);
        var open = await TestData.AddOpenChallenge(_world.Services, _cast,
            TestData.ContentAbout(_world.Clock.GetUtcNow(), "Silicon carbide epitaxy", "Silicon carbide epitaxy with converted basal plane dislocations."));
        await _world.Drain();

        Assert.That(await Told(lab.Member), Is.EqualTo(new[] { "match.found" }));
        var matched = (await Inbox(_cast.Publisher)).Single(l => l.Type == "challenge.matched");
        Assert.That((matched.Number, matched.Link), Is.EqualTo((1, $"/workspace/challenges/{open.Id:D}/matches")));
    }

    [Test]
    public void Every_line_of_the_rules_has_its_words_in_both_languages()
    {
        var catalogue = new TextCatalogue(strict: true, typeof(Texts).Assembly);
        foreach (var language in Texts.Languages)
        {
            var texts = catalogue.For(language);
            Assert.That(NotificationRules.Events.Select(DomainEvent.TypeOf).Where(type => !texts.Has($"Notifications.{type}")), Is.Empty, language);
        }
    }

    private async Task Answer(ProfiledLab lab, MatchAnswer answer)
    {
        var match = await _world.Read(db => db.Set<Match>().Where(m => m.OrganisationId == lab.Id).Select(m => m.Id).SingleAsync());
        Assert.That((await _world.With((AnswerMatch u) => u.Run(new(match, answer), lab.Member))).IsOk, Is.True);
    }

    private Task<List<InboxLine>> Inbox(Actor actor) => _world.With((InboxQueries q) => q.Page(actor, unreadOnly: false, 1));

    /// <summary>Types of what stands in the inbox, oldest first.</summary>
    private async Task<List<string>> Told(Actor actor) => [.. (await Inbox(actor)).Select(l => l.Type).Reverse()];

    private async Task<NotificationKind?> KindOf(Actor actor, string type) => (await Inbox(actor)).SingleOrDefault(l => l.Type == type)?.Kind;
}
