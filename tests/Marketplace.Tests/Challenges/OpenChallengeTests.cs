using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

/// <summary>What happens while a challenge is open: questions, terms, extension, reminder, cancellation, and a second round.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class OpenChallengeTests(DatabaseProvider provider)
{
    private World _world = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _open = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create(provider);
        _cast = await TestData.AddChallengeCast(_world.Services);
        var content = TestData.CompleteContent(_world.Clock.GetUtcNow());
        content = content with { Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential, ConfidentialPart = "The recipe." } };
        _open = await TestData.AddOpenChallenge(_world.Services, _cast, content);
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Question_is_its_askers_and_the_publishers_until_it_is_answered_and_never_says_who_asked()
    {
        var question = (await Ask("May it be a solution?")).Value;
        Assert.That((await Questions(_cast.Bidder)).Single().IsOwn, Is.True);
        Assert.That((await Questions(_cast.Publisher)).Single().IsOwn, Is.False);
        Assert.That(await Questions(_cast.OtherBidder), Is.Empty);
        Assert.That(await Questions(Actor.Anonymous), Is.Empty);

        var answered = await _world.With((AnswerQuestion u) => u.Run(new(_open.Id, question, "Yes, in PGMEA."), _cast.Publisher));

        Assert.That(answered.IsOk, Is.True);
        Assert.That((await Questions(Actor.Anonymous)).Single().Answer, Is.EqualTo("Yes, in PGMEA."));
        var history = await _world.With((ChallengeHistory h) => h.Of(_open.Id, _cast.Publisher));
        Assert.That(history.Single(h => h.Type == "challenge.question_asked").ActorName, Is.Null);
        Assert.That((await _world.With((ChallengeHistory h) => h.Of(_open.Id, _cast.Auditor))).Single(h => h.Type == "challenge.question_asked").ActorName, Is.EqualTo("bidder"));
        var live = await _world.Read(db => db.Set<StreamMessage>().Where(m => m.Live != null).Select(m => m.Live!).ToListAsync());
        Assert.That(live, Has.None.Contains(_cast.LabId.ToString()));
    }

    [Test]
    public async Task Question_on_the_last_tick_is_taken_and_one_tick_later_refused()
    {
        _world.Clock.Advance(TimeSpan.FromDays(55) - TimeSpan.FromTicks(1));
        Assert.That((await Ask("On time?")).IsOk, Is.True);
        _world.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await Ask("Too late?")).Refusal.Code, Is.EqualTo("challenge.questions_closed"));
    }

    [Test]
    public async Task Question_sent_twice_is_one_and_a_flood_is_stopped()
    {
        var first = (await Ask("The same?")).Value;
        Assert.That((await Ask("The same? ")).Value, Is.EqualTo(first));
        for (var i = 1; i < Question.MostPerOrganisation; i++) await Ask($"Number {i}?");
        Assert.That((await Ask("One more?")).Refusal.Code, Is.EqualTo("question.too_many"));
    }

    [Test]
    public async Task Question_of_the_publisher_or_in_a_strange_name_is_refused()
    {
        Assert.That((await _world.With((AskQuestion u) => u.Run(new(_open.Id, "Me?"), _cast.Publisher))).Refusal.Code, Is.EqualTo("question.own_challenge"));
        Assert.That((await _world.With((AskQuestion u) => u.Run(new(_open.Id, "Them?", _cast.LabId), _cast.OtherBidder))).Refusal.Code, Is.EqualTo("not_found"));
        Assert.That((await _world.With((AskQuestion u) => u.Run(new(_open.Id, "As a viewer?"), AsViewer(_cast.Bidder)))).Refusal.Code, Is.EqualTo("not_allowed"));
        Assert.That((await _world.With((AskQuestion u) => u.Run(new(_open.Id, "Nobody?"), Actor.Anonymous))).Refusal.Code, Is.EqualTo("sign_in_first"));
    }

    [Test]
    public async Task Answer_stands_and_is_the_publishers()
    {
        var question = (await Ask("How pure?")).Value;
        Assert.That((await _world.With((AnswerQuestion u) => u.Run(new(_open.Id, question, "Very"), _cast.OtherPublisher))).Refusal.Code, Is.EqualTo("not_allowed"));
        await _world.With((AnswerQuestion u) => u.Run(new(_open.Id, question, "Very."), _cast.Publisher));
        Assert.That((await _world.With((AnswerQuestion u) => u.Run(new(_open.Id, question, "Very."), _cast.Colleague))).IsOk, Is.True);
        Assert.That((await _world.With((AnswerQuestion u) => u.Run(new(_open.Id, question, "Less."), _cast.Colleague))).Refusal.Code, Is.EqualTo("question.answered_before"));
        Assert.That((await _world.Events()).Count(e => e.Type == "challenge.question_answered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Confidential_part_opens_for_the_organisation_that_accepted_the_terms()
    {
        Assert.That((await Confidential(_cast.Bidder))!.IsOpen, Is.False);
        var accepted = await _world.With((AcceptConfidentialityTerms u) => u.Run(new(_open.Id, ConfidentialityTerms.Newest.Version), _cast.Bidder));

        Assert.That(accepted.IsOk, Is.True);
        Assert.That((await Confidential(_cast.Bidder))!.Text, Is.EqualTo("The recipe."));
        Assert.That((await Confidential(_cast.OtherBidder))!.Text, Is.Null);
        Assert.That((await Confidential(Actor.Anonymous))!.Text, Is.Null);
        var row = await _world.Read(db => db.Set<TermsAcceptance>().SingleAsync());
        Assert.That((row.OrganisationId, row.PersonId, row.TermsVersion, row.AcceptedAt),
            Is.EqualTo((_cast.LabId, _cast.Bidder.PersonId!.Value, ConfidentialityTerms.Newest.Version, _world.Clock.GetUtcNow())));
        var told = await _world.With((ChallengeHistory h) => h.Of(_open.Id, _cast.Publisher));
        Assert.That(told.Select(h => h.Type), Has.None.EqualTo("challenge.terms_accepted"));
    }

    [Test]
    public async Task Terms_of_another_version_or_for_another_organisation_are_refused()
    {
        Assert.That((await _world.With((AcceptConfidentialityTerms u) => u.Run(new(_open.Id, 0), _cast.Bidder))).Refusal.Code, Is.EqualTo("terms.version_outdated"));
        Assert.That((await _world.With((AcceptConfidentialityTerms u) => u.Run(new(_open.Id, 1, _cast.LabId), _cast.OtherBidder))).Refusal.Code, Is.EqualTo("not_found"));
        Assert.That(await _world.Read(db => db.Set<TermsAcceptance>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Extension_is_told_to_everybody_bounded_and_allowed_once()
    {
        var deadline = _world.Clock.GetUtcNow().AddDays(60);
        Assert.That((await Extend(deadline)).Refusal.Code, Is.EqualTo("challenge.extension_not_later"));
        Assert.That((await Extend(deadline.AddDays(7).AddTicks(1))).Refusal.Code, Is.EqualTo("challenge.extension_too_far"));
        Assert.That((await Extend(deadline.AddDays(7), reason: "")).Refusal.Field, Is.EqualTo("Reason"));
        Assert.That((await Extend(deadline.AddDays(7))).IsOk, Is.True);
        Assert.That((await Extend(deadline.AddDays(8))).Refusal.Code, Is.EqualTo("challenge.extended_before"));
        Assert.That((await Streams("challenge.extended")).Order(), Is.EqualTo(new[] { $"challenge:{_open.Id}", $"organisation:{_cast.FirmId}", "public" }));
    }

    [Test]
    public async Task Closing_soon_is_told_once_and_again_after_an_extension()
    {
        await _world.RunJobs();
        Assert.That(await Count("challenge.closing_soon"), Is.Zero);
        _world.Clock.Advance(TimeSpan.FromDays(57));
        await _world.RunJobs();
        await _world.RunJobs();
        Assert.That(await Count("challenge.closing_soon"), Is.EqualTo(1));
        await Extend(_world.Clock.GetUtcNow().AddDays(9));
        await _world.RunJobs();
        Assert.That(await Count("challenge.closing_soon"), Is.EqualTo(1));
        _world.Clock.Advance(TimeSpan.FromDays(6));
        await _world.RunJobs();
        Assert.That(await Count("challenge.closing_soon"), Is.EqualTo(2));
    }

    [Test]
    public async Task Cancel_needs_cause_and_reason_and_ends_it()
    {
        var bare = await _world.With((CancelChallenge u) => u.Run(new(_open.Id, null, null), _cast.Publisher));
        Assert.That(bare.Refusals.Select(r => r.Field), Is.EquivalentTo(new[] { "Reason", "Cause" }));
        var cancelled = await _world.With((CancelChallenge u) => u.Run(new(_open.Id, CancelCause.FundingLost, "The line was sold."), _cast.Publisher));
        Assert.That(cancelled.Value.Status, Is.EqualTo(ChallengeStatus.Cancelled));
        Assert.That((await Ask("Still there?")).Refusal.Code, Is.EqualTo("challenge.not_open"));
        Assert.That(await Streams("challenge.cancelled"), Does.Contain("public"));
    }

    [Test]
    public async Task Repost_keeps_the_code_and_the_history()
    {
        await _world.Read(db => db.Set<Challenge>().Where(c => c.Id == _open.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, ChallengeStatus.NoBid)));
        var draft = (await _world.With((RepostChallenge u) => u.Run(new(_open.Id, "More money"), _cast.Publisher))).Value;
        Assert.That((draft.Status, draft.Code), Is.EqualTo((ChallengeStatus.Draft, "PD-JB-2026-0001")));

        await _world.With((SubmitChallenge u) => u.Run(new(_open.Id), _cast.Publisher));
        await _world.With((ApproveChallenge u) => u.Run(new(_open.Id), _cast.Reviewer));
        var again = (await _world.With((PostChallenge u) => u.Run(new(_open.Id), _cast.Approver))).Value;
        Assert.That((again.Status, again.Code), Is.EqualTo((ChallengeStatus.Open, "PD-JB-2026-0001")));
        Assert.That((await TestData.AddOpenChallenge(_world.Services, _cast)).Code, Is.EqualTo("PD-JB-2026-0002"));
        Assert.That((await _world.With((ChallengeHistory h) => h.Of(_open.Id, _cast.Publisher))).Count(h => h.Type == "challenge.posted"), Is.EqualTo(2));
    }

    private static Actor AsViewer(Actor actor) => actor with { Memberships = [.. actor.Memberships.Select(m => m with { Role = MembershipRole.Viewer })] };

    private Task<Result<Guid>> Ask(string text) => _world.With((AskQuestion u) => u.Run(new(_open.Id, text), _cast.Bidder));

    private Task<IReadOnlyList<QuestionView>> Questions(Actor actor) => _world.With((QuestionQueries q) => q.Of(_open.Id, actor));

    private Task<ConfidentialView?> Confidential(Actor actor) => _world.With((ConfidentialQueries q) => q.Of(_open.Id, actor));

    private Task<Result<ChallengeState>> Extend(DateTimeOffset to, string reason = "More time for samples.") =>
        _world.With((ExtendDeadline u) => u.Run(new(_open.Id, to, reason), _cast.Publisher));

    private async Task<int> Count(string type) => (await _world.Events()).Count(e => e.Type == type);

    private async Task<List<string>> Streams(string type)
    {
        var seq = (await _world.Events()).Single(e => e.Type == type).Seq;
        return await _world.Read(db => db.Set<StreamMessage>().Where(m => m.EventSeq == seq).Select(m => m.Stream).ToListAsync());
    }
}
