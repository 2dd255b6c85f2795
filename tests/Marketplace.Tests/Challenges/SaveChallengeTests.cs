using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

public sealed class SaveChallengeTests
{
    private World _world = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create();
        _cast = await TestData.AddChallengeCast(_world.Services);
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Save_one_step_leaves_the_others_as_they_stand()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var saved = await Save(draft, new() { Terms = new() { IpRule = IpRule.Bidder, TrlFrom = 3, TrlTo = 6 } });

        var now = await Dossier(draft.Id);
        Assert.That((now.Challenge.IpRule, now.Challenge.TrlFrom, now.Challenge.AcceptanceMethod), Is.EqualTo(((IpRule?)IpRule.Bidder, (int?)3, (string?)null)));
        Assert.That(now.Challenge.Indicators, Has.Count.EqualTo(1));
        Assert.That(saved.Value.Version, Is.EqualTo(draft.Version + 1));
        Assert.That((await _world.Events())[^1].Json, Does.Contain("IpRule").And.Not.Contain("Background"));
    }

    [Test]
    public async Task Save_the_same_again_changes_nothing_and_tells_nobody()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var saved = await Save(draft, TestData.CompleteContent(_world.Clock.GetUtcNow()));

        Assert.That(saved.Value.Version, Is.EqualTo(draft.Version));
        Assert.That(await _world.Events(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Save_rows_keeps_adds_and_removes_them_in_order()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var first = (await Dossier(draft.Id)).Content.Indicators!.Indicators[0];
        var saved = (await Save(draft, Rows(new() { Name = "Yield", Value = 85, Unit = "%", TestMethod = "Weighing" }, new(), first))).Value;
        var rows = (await Dossier(draft.Id)).Challenge.Indicators;
        Assert.That(rows.Select(r => (r.Position, r.Name)), Is.EqualTo(new[] { (1, "Yield"), (2, "Single metal") }));
        Assert.That(rows[1].Id, Is.EqualTo(first.Id));

        await Save(saved, Rows(new IndicatorInput { Id = rows[0].Id, Name = "Yield", Value = 90.125m, Unit = "%" }));
        var last = (await Dossier(draft.Id)).Challenge.Indicators.Single();
        Assert.That((last.Id, last.Value, last.TestMethod), Is.EqualTo((rows[0].Id, (decimal?)90.125m, "")));
    }

    [Test]
    public async Task Save_with_an_old_version_is_stale_and_the_difference_can_be_seen()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await Save(draft, new() { Terms = new() { IpRule = IpRule.Bidder, AcceptanceMethod = "Theirs" } }, _cast.Colleague);
        var mine = new ChallengeContent { Terms = new() { IpRule = IpRule.Bidder, AcceptanceMethod = "Mine" } };

        Assert.That((await Save(draft, mine)).Refusal, Is.EqualTo(Refusal.Stale));
        var differences = await _world.With((ChallengeQueries q) => q.DifferencesTo(draft.Id, mine, _cast.Publisher));
        Assert.That(differences!.Single(), Is.EqualTo(new FieldDifference(ChallengeStep.Terms, "AcceptanceMethod", "Theirs", "Mine")));
    }

    [Test]
    public async Task Save_by_many_at_once_takes_exactly_one_for_each_version()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => Save(draft, new() { Terms = new() { AcceptanceMethod = $"Method {i}" } }))));

        Assert.That(results.Count(r => r.IsOk), Is.EqualTo(1));
        Assert.That(results.Where(r => !r.IsOk).Select(r => r.Refusal.Code), Is.All.EqualTo("stale"));
    }

    [Test]
    public async Task Save_after_submission_is_refused_and_strangers_find_nothing()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        foreach (var stranger in _cast.All.Except([_cast.Publisher, _cast.Colleague]))
        {
            Assert.That((await Save(draft, new(), stranger)).Refusal, Is.EqualTo(Refusal.NotFound), stranger.Name);
        }

        var submitted = (await _world.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher))).Value;
        Assert.That((await Save(submitted, new())).Refusal.Code, Is.EqualTo("challenge.not_editable"));
    }

    [Test]
    public async Task Draft_sent_twice_with_its_id_is_one_and_in_a_strange_name_nothing()
    {
        var input = new DraftChallenge.Input(_cast.FirmId, Id: Guid.CreateVersion7());
        var first = await _world.With((DraftChallenge u) => u.Run(input, _cast.Publisher));
        var again = await _world.With((DraftChallenge u) => u.Run(input, _cast.Publisher));
        var forged = await _world.With((DraftChallenge u) => u.Run(input, _cast.OtherPublisher));
        var stolen = await _world.With((DraftChallenge u) => u.Run(input with { PublisherId = _cast.OtherPublisher.ActingFor!.Value }, _cast.OtherPublisher));

        Assert.That(again.Value, Is.EqualTo(first.Value));
        var other = await _world.With((DraftChallenge u) => u.Run(input with { Content = new() { Need = new() { Title = "Another" } } }, _cast.Publisher));
        Assert.That(other.Refusal.Code, Is.EqualTo("challenge.draft_exists"), "what was typed is not dropped without a word");
        Assert.That((forged.Refusal, stolen.Refusal), Is.EqualTo((Refusal.NotFound, Refusal.NotFound)));
        Assert.That(await _world.Read(db => db.Set<Challenge>().CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Draft_over_the_limit_of_an_organisation_is_refused()
    {
        for (var i = 0; i < DraftChallenge.MostDrafts; i++) await _world.With((DraftChallenge u) => u.Run(new(_cast.FirmId), _cast.Publisher));

        Assert.That((await _world.With((DraftChallenge u) => u.Run(new(_cast.FirmId), _cast.Publisher))).Refusal.Code, Is.EqualTo("challenge.too_many_drafts"));
    }

    [Test]
    public async Task Own_list_and_queue_show_each_their_own()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        var approved = await TestData.AddApproved(_world.Services, _cast);

        Assert.That((await _world.With((ChallengeQueries q) => q.Own(_cast.Colleague))).Select(c => (c.Id, c.WaitsFor)),
            Is.EqualTo(new[] { (approved.Id, WaitsFor.Officers), (draft.Id, WaitsFor.Publisher) }));
        Assert.That(await _world.With((ChallengeQueries q) => q.Own(_cast.OtherPublisher)), Is.Empty);
        Assert.That(await _world.With((ReviewQueue q) => q.Counts(_cast.Reviewer)), Is.EqualTo(new Dictionary<ChallengeStatus, int> { [ChallengeStatus.Approved] = 1 }));
        Assert.That((await _world.With((ReviewQueue q) => q.Page(ChallengeStatus.Approved, 1, _cast.Approver))).Single().WaitingSince, Is.EqualTo(_world.Clock.GetUtcNow()));
        Assert.That(await _world.With((ReviewQueue q) => q.Page(ChallengeStatus.Approved, 1, _cast.Publisher)), Is.Empty);
        Assert.That(await _world.With((ChallengeQueries q) => q.Dossier(draft.Id, _cast.Reviewer)), Is.Null);
        Assert.That(await _world.With((ChallengeQueries q) => q.Dossier(approved.Id, _cast.Reviewer)), Is.Not.Null);
    }

    private static ChallengeContent Rows(params IndicatorInput[] rows) => new() { Indicators = new() { Indicators = rows, Deliverables = "Process package and five batch reports." } };

    private async Task<ChallengeDossier> Dossier(Guid id) => (await _world.With((ChallengeQueries q) => q.Dossier(id, _cast.Publisher)))!;

    private Task<Result<ChallengeState>> Save(ChallengeState seen, ChallengeContent content, Actor? actor = null) =>
        _world.With((SaveChallenge u) => u.Run(new(seen.Id, seen.Version, content), actor ?? _cast.Publisher));
}
