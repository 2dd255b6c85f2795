using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

/// <summary>From the draft to the posted challenge, by the people whose turn it is.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class ChallengeReviewTests(DatabaseProvider provider)
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
    public async Task Draft_to_posted_gives_code_and_tells_everybody_only_at_the_end()
    {
        var open = await TestData.AddOpenChallenge(_world.Services, _cast);

        Assert.That((open.Code, open.Status), Is.EqualTo(("PD-JB-2026-0001", ChallengeStatus.Open)));
        var events = await _world.Events();
        Assert.That(events.Select(e => e.Type), Is.EqualTo(new[] { "challenge.drafted", "challenge.submitted", "challenge.approved", "challenge.posted" }));
        var stored = await _world.Read(db => db.Set<Marketplace.Events.StreamMessage>().Where(m => m.Stream == "public").Select(m => m.EventSeq).ToListAsync());
        Assert.That(stored, Is.EqualTo(new[] { events[^1].Seq }));
    }

    [Test]
    public async Task Post_fifty_at_once_numbers_them_without_gap_or_duplicate()
    {
        var approved = new List<Guid>();
        for (var i = 0; i < 50; i++) approved.Add((await TestData.AddApproved(_world.Services, _cast)).Id);

        var posted = await Task.WhenAll(approved.Select(id => Task.Run(() => _world.With((PostChallenge u) => u.Run(new(id), _cast.Approver)))));

        Assert.That(posted.Select(p => p.Value.Code).Order(), Is.EqualTo(Enumerable.Range(1, 50).Select(n => $"PD-JB-2026-{n:D4}")));
    }

    [Test]
    public async Task Post_refused_wastes_no_number()
    {
        var late = await TestData.AddApproved(_world.Services, _cast);
        _world.Clock.Advance(TimeSpan.FromDays(50));
        var refused = await Post(late.Id);
        var other = await TestData.AddOpenChallenge(_world.Services, _cast);

        Assert.That(refused.Refusal.Code, Is.EqualTo("challenge.deadline_too_close"));
        Assert.That(other.Code, Is.EqualTo("PD-JB-2026-0001"));
    }

    [Test]
    public async Task Post_in_the_first_shanghai_minute_of_a_year_counts_in_that_year()
    {
        _world.Clock.Advance(new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero) - _world.Clock.GetUtcNow());

        Assert.That((await TestData.AddOpenChallenge(_world.Services, _cast)).Code, Is.EqualTo("PD-JB-2027-0001"));
    }

    [Test]
    public async Task Post_one_tick_after_the_preset_allows_is_refused_and_one_tick_before_is_done()
    {
        var deadline = _world.Clock.GetUtcNow().AddDays(40);
        var content = TestData.CompleteContent(_world.Clock.GetUtcNow());
        content = content with { Procedure = content.Procedure! with { DeadlineAt = deadline } };
        var onTime = await TestData.AddApproved(_world.Services, _cast, content);
        var late = await TestData.AddApproved(_world.Services, _cast, content);

        _world.Clock.Advance(deadline.AddDays(-15) - _world.Clock.GetUtcNow());
        Assert.That((await Post(onTime.Id)).IsOk, Is.True);
        _world.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That((await Post(late.Id)).Refusal.Code, Is.EqualTo("challenge.deadline_too_close"));
    }

    [Test]
    public async Task Same_officer_reviewing_and_posting_is_refused()
    {
        var both = _cast.Approver with { Roles = new HashSet<PlatformRole> { PlatformRole.AdminReviewer, PlatformRole.AdminApprover } };
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await Submit(draft.Id);
        Assert.That((await _world.With((ApproveChallenge u) => u.Run(new(draft.Id), both))).IsOk, Is.True);

        Assert.That((await _world.With((PostChallenge u) => u.Run(new(draft.Id), both))).Refusal.Code, Is.EqualTo("challenge.same_officer"));
        Assert.That((await Post(draft.Id, _cast.Approver with { PersonId = Guid.CreateVersion7() })).IsOk, Is.True);
    }

    [Test]
    public async Task Officer_who_approved_in_an_earlier_round_does_not_post_in_a_later_one()
    {
        var both = _cast.Approver with { Roles = new HashSet<PlatformRole> { PlatformRole.AdminReviewer, PlatformRole.AdminApprover } };
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await Submit(draft.Id);
        Assert.That((await _world.With((ApproveChallenge u) => u.Run(new(draft.Id), both))).IsOk, Is.True);
        Assert.That((await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, "Name the test method"), both with { PersonId = Guid.CreateVersion7() }))).IsOk, Is.True);
        await Submit(draft.Id);
        Assert.That((await _world.With((ApproveChallenge u) => u.Run(new(draft.Id), _cast.Reviewer))).IsOk, Is.True);

        Assert.That((await _world.With((PostChallenge u) => u.Run(new(draft.Id), both))).Refusal.Code, Is.EqualTo("challenge.same_officer"));
    }

    [Test]
    public async Task Officer_who_belongs_to_the_publisher_neither_approves_nor_returns_nor_posts()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await Submit(draft.Id);
        var (reviewer, approver) = (OfPublisher(_cast.Reviewer), OfPublisher(_cast.Approver));

        Assert.That((await _world.With((ApproveChallenge u) => u.Run(new(draft.Id), reviewer))).Refusal.Code, Is.EqualTo("challenge.own_organisation"));
        Assert.That((await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, "Mend it"), reviewer))).Refusal.Code, Is.EqualTo("challenge.own_organisation"));
        Assert.That((await _world.With((ApproveChallenge u) => u.Run(new(draft.Id), _cast.Reviewer))).IsOk, Is.True);
        Assert.That((await Post(draft.Id, approver)).Refusal.Code, Is.EqualTo("challenge.own_organisation"));
        Assert.That((await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, "Mend it"), approver))).Refusal.Code, Is.EqualTo("challenge.own_organisation"));
        Assert.That((await _world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "challenge.drafted", "challenge.submitted", "challenge.approved" }));
        Assert.That((await Post(draft.Id)).IsOk, Is.True);
    }

    // A mere reader of the publisher's organisation is one of its own all the same.
    private Actor OfPublisher(Actor officer) =>
        officer with { Memberships = [_cast.Publisher.Memberships[0] with { Role = MembershipRole.Viewer }] };

    [Test]
    public async Task Submit_twice_at_once_happens_once()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Task.Run(() => Submit(draft.Id, i % 2 == 0 ? _cast.Publisher : _cast.Colleague, draft.Version))));

        Assert.That(results.Count(r => r.IsOk), Is.EqualTo(1));
        Assert.That(results.Where(r => !r.IsOk).Select(r => r.Refusal.Code).Distinct(), Is.SubsetOf(new[] { "stale", "challenge.wrong_state" }));
        Assert.That((await _world.Events()).Count(e => e.Type == "challenge.submitted"), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_for_an_unverified_organisation_is_refused()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var unverified = _cast.Publisher with { Memberships = [_cast.Publisher.Memberships[0] with { Verified = false }] };

        Assert.That((await Submit(draft.Id, unverified)).Refusal.Code, Is.EqualTo("organisation.not_verified"));
    }

    [Test]
    public async Task Submit_an_empty_draft_names_every_missing_field()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast, new ChallengeContent());
        var refused = await Submit(draft.Id);

        Assert.That(refused.Refusals.Select(r => r.Field), Is.EquivalentTo(new[]
        {
            "Category", "NeedType", "Title", "PublicSummary", "Background", "Target", "Leading", "Indicators", "Deliverables",
            "BountyLowMinor", "PaymentPlan", "PeriodMonths", "DeadlineAt", "IpRule", "AcceptanceMethod", "ContactName", "ContactPhone",
        }));
        Assert.That(refused.Refusals.Select(r => ChallengeContent.StepOf(r.Field)), Has.None.Null);
    }

    [Test]
    public async Task Return_needs_a_reason_which_the_publisher_reads()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await Submit(draft.Id);
        var silent = await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, " \r\n "), _cast.Reviewer));
        var returned = await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, "Name the test laboratory."), _cast.Reviewer));

        Assert.That((silent.Refusal.Code, silent.Refusal.Field), Is.EqualTo(("text.required", "Reason")));
        Assert.That(returned.Value.Status, Is.EqualTo(ChallengeStatus.Returned));
        Assert.That((await _world.With((ChallengeQueries q) => q.Own(_cast.Publisher)))[0].StatusReason, Is.EqualTo("Name the test laboratory."));
        Assert.That((await _world.Events())[^1].Reason, Is.EqualTo("Name the test laboratory."));
        Assert.That((await Submit(draft.Id)).IsOk, Is.True);
    }

    [Test]
    public async Task Approve_what_was_changed_meanwhile_is_stale()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var seen = (await Submit(draft.Id)).Value;
        await _world.With((WithdrawChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        await Submit(draft.Id);

        Assert.That((await _world.With((ApproveChallenge u) => u.Run(new(draft.Id, Version: seen.Version), _cast.Reviewer))).Refusal, Is.EqualTo(Refusal.Stale));
    }

    [Test]
    public async Task Withdraw_after_approval_leads_back_to_the_draft_and_the_next_review_starts_anew()
    {
        var approved = await TestData.AddApproved(_world.Services, _cast);
        var withdrawn = await _world.With((WithdrawChallenge u) => u.Run(new(approved.Id, "New figures"), _cast.Publisher));

        Assert.That(withdrawn.Value.Status, Is.EqualTo(ChallengeStatus.Draft));
        Assert.That(await _world.Read(db => db.Set<Challenge>().Select(c => c.ReviewedById).SingleAsync()), Is.Null);
    }

    private Task<Result<ChallengeState>> Submit(Guid id, Actor? actor = null, long? version = null) =>
        _world.With((SubmitChallenge u) => u.Run(new(id, version), actor ?? _cast.Publisher));

    private Task<Result<ChallengeState>> Post(Guid id, Actor? actor = null) => _world.With((PostChallenge u) => u.Run(new(id), actor ?? _cast.Approver));
}
