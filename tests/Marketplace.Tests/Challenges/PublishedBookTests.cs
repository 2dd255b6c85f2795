using Marketplace.Challenges;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

[TestFixture]
public sealed class PublishedBookTests
{
    private World _world = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _open = null!;

    [SetUp]
    public async Task SetUp()
    {
        _world = await World.Create();
        _cast = await TestData.AddChallengeCast(_world.Services);
        _open = await TestData.AddOpenChallenge(_world.Services, _cast);
    }

    [TearDown]
    public async Task TearDown() => await _world.DisposeAsync();

    [Test]
    public async Task Find_after_a_change_in_this_process_shows_it_without_waiting()
    {
        Assert.That((await Find(_cast.Bidder))!.QuestionsFor(_cast.Bidder), Is.Empty);
        var asked = (await _world.With((AskQuestion u) => u.Run(new(_open.Id, "Which wafer size?"), _cast.Bidder))).Value;
        Assert.That((await Find(_cast.Bidder))!.QuestionsFor(_cast.Bidder), Has.Count.EqualTo(1));
        _ = (await _world.With((AnswerQuestion u) => u.Run(new(_open.Id, asked, "300 mm."), _cast.Publisher))).Value;
        Assert.That((await Find(Actor.Anonymous))!.QuestionsFor(Actor.Anonymous).Single().Answer, Is.EqualTo("300 mm."));
    }

    [Test]
    public async Task QuestionsFor_one_kept_challenge_differ_by_reader()
    {
        _ = (await _world.With((AskQuestion u) => u.Run(new(_open.Id, "Which wafer size?"), _cast.Bidder))).Value;
        var kept = (await Find(_cast.Bidder))!;
        Assert.That(await Find(_cast.OtherBidder), Is.SameAs(kept));
        Assert.That(
            (kept.QuestionsFor(_cast.Bidder).Single().IsOwn, kept.QuestionsFor(_cast.Publisher).Single().IsOwn, kept.QuestionsFor(_cast.OtherBidder).Count, kept.QuestionsFor(Actor.Anonymous).Count),
            Is.EqualTo((true, false, 0, 0)));
    }

    [Test]
    public async Task Find_after_the_publisher_changed_shows_the_change()
    {
        var before = await Find(Actor.Anonymous);
        await _world.With((PublishedBook b) => b.Hear([Heard("organisation", _cast.FirmId)], default).ContinueWith(_ => 0, TaskScheduler.Default));
        Assert.That(await Find(Actor.Anonymous), Is.Not.SameAs(before));
    }

    [Test]
    public async Task Keep_of_a_reading_from_before_a_change_is_not_kept()
    {
        var read = (await Find(Actor.Anonymous))!;
        var book = await _world.With((PublishedBook b) => Task.FromResult(b));
        var turn = book.Turn;
        await book.Hear([Heard("challenge", _open.Id)], default);
        book.Keep(read, turn);
        Assert.That(book.Find(read.Code), Is.Null);
        book.Keep(read, book.Turn);
        Assert.That(book.Find(read.Code), Is.SameAs(read));
    }

    private Task<PublishedChallenge?> Find(Actor actor) => _world.With((PublishedChallenges c) => c.Find(_open.Code!, actor, _world.Clock.GetUtcNow()));

    private static EventRow Heard(string kind, Guid id) => new()
    {
        Seq = 1, Type = "test", SubjectKind = kind, SubjectId = id, ActorName = "test", At = World.Start, Json = "{}", Hash = [],
    };
}
