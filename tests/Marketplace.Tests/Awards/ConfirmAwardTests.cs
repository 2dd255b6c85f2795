using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Awards;

[TestFixtureSource(typeof(Databases))]
public sealed class ConfirmAwardTests(DatabaseProvider provider)
{
    [Test]
    public async Task Confirm_by_a_second_person_starts_the_public_notice()
    {
        await using var world = await World.Create(provider);
        var opened = await Opened.Create(world);
        var id = (await opened.Propose(opened.FirstWins())).Value;
        var code = (await opened.Confirm(id)).Value;

        Assert.That(code, Is.EqualTo("PD-GS-2026-0001"));
        var notice = await world.With((NoticeQueries q) => q.One(code));
        Assert.That(notice!.Lines.Select(l => (l.Outcome, l.Organisation, l.Amount)), Is.EqualTo(new[] { (AwardOutcome.Winner, "Laboratory 1", (Money?)null) }));
        // 1 April 2026 is a Wednesday; the scene's deadline falls on 09:00 in Shanghai. 4 to 6 April are days off (Qingming).
        Assert.That((notice.Notice.FirstDay, notice.Notice.LastDay), Is.EqualTo((new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 8))));
        Assert.That(notice.Notice.EndsAt, Is.EqualTo(ShanghaiTime.StartOf(new DateOnly(2026, 4, 9))));
        Assert.That((await world.With((NoticeQueries q) => q.Current())).Select(n => n.Code), Is.EqualTo(new[] { code }));
        Assert.That((await opened.Scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.PublicNotice));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("notice.started"));
    }

    [Test]
    public async Task Confirm_by_the_proposer_a_stranger_or_of_another_proposal_is_refused()
    {
        await using var world = await World.Create(provider);
        var opened = await Opened.Create(world);
        var id = (await opened.Propose(opened.FirstWins())).Value;

        Assert.That((await opened.Confirm(id, opened.Scene.Publisher)).Refusal.Code, Is.EqualTo("award.second_person"));
        Assert.That((await opened.Confirm(id, opened.Scene.Labs[1].Actor)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await opened.Confirm(id, opened.Scene.Reviewer)).Refusal.Code, Is.EqualTo("not_allowed"));
        Assert.That((await opened.Confirm(Guid.CreateVersion7())).Refusal, Is.EqualTo(Refusal.Stale));
        Assert.That(await world.With((NoticeQueries q) => q.Current()), Is.Empty);
    }

    [Test]
    public async Task Confirm_of_a_government_list_is_for_the_approver_alone()
    {
        await using var world = await World.Create(provider);
        var opened = await Opened.Create(world, kind: ChallengeKind.Government, preset: "government");
        var id = (await opened.Propose(opened.FirstWins())).Value;

        Assert.That((await opened.Confirm(id)).Refusal.Code, Is.EqualTo("not_allowed"));
        var code = (await opened.Confirm(id, opened.Scene.Approver)).Value;
        var notice = await world.With((NoticeQueries q) => q.One(code));
        Assert.That(notice!.Lines.Single().Amount, Is.EqualTo(new Money(120_000_000, Currency.CNY)), "the money of a government list is public");
    }
}
