using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Organisations;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Hall;

public sealed class HallSnapshotTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(Now);

    [Test]
    public void Page_counts_agree_with_plain_filtering()
    {
        var entries = Enumerable.Range(0, 600).Select(Entry).ToList();
        var snapshot = new HallSnapshot(entries, _clock);
        var filter = new HallFilter { Phases = [HallPhase.Open], Leading = LeadingIndustry.Biomedicine | LeadingIndustry.ArtificialIntelligence, Kinds = [ChallengeKind.Enterprise] };

        var page = snapshot.Page(filter);

        bool Leading(HallEntry e) => (e.Leading & filter.Leading) != LeadingIndustry.None;
        var all = entries.Where(e => e.PhaseAt(Now) == HallPhase.Open && Leading(e) && e.Kind == ChallengeKind.Enterprise).ToList();
        Assert.That(page.Total, Is.EqualTo(all.Count));
        Assert.That(page.Entries, Has.Count.EqualTo(Math.Min(20, all.Count)));
        // A facet's own choice is left aside: the count tells what one would get by choosing it.
        Assert.That(page.Counts.Of(HallFacet.Kind, (int)ChallengeKind.Government),
            Is.EqualTo(entries.Count(e => e.PhaseAt(Now) == HallPhase.Open && Leading(e) && e.Kind == ChallengeKind.Government)));
        Assert.That(page.Counts.Of(HallFacet.Region, (int)Region.Shanghai), Is.EqualTo(all.Count(e => e.Region == Region.Shanghai)));
    }

    [Test]
    public void Page_after_the_deadline_shows_evaluation_though_the_status_still_says_open()
    {
        var snapshot = new HallSnapshot([Entry(0) with { Status = ChallengeStatus.Open, DeadlineAt = Now.AddMinutes(1) }], _clock);
        Assert.That(snapshot.Page(new HallFilter { Phases = [HallPhase.Open] }).Total, Is.EqualTo(1));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(snapshot.Page(new HallFilter { Phases = [HallPhase.Open] }).Total, Is.Zero);
        Assert.That(snapshot.Page(new HallFilter { Phases = [HallPhase.Evaluating] }).Total, Is.EqualTo(1));
    }

    [Test]
    public void Page_beyond_the_last_shows_the_last()
    {
        var page = new HallSnapshot(Enumerable.Range(0, 45).Select(Entry), _clock).Page(new HallFilter { Page = 99 });
        Assert.That((page.Page, page.Pages, page.Entries.Count), Is.EqualTo((3, 3, 5)));
    }

    private static HallEntry Entry(int i) => new(
        Guid.CreateVersion7(), $"PD-JB-2026-{i:D4}", $"Title {i}", null, null, null,
        i % 3 == 0 ? ChallengeKind.Government : ChallengeKind.Enterprise, (AwardMode)(1 + (i % 3)), (LeadingIndustry)(i % 8), (HardCoreIndustry)(i % 64),
        new Bounty { LowMinor = i * 10_000_00L }, i % 4 == 0 ? ChallengeStatus.Evaluating : ChallengeStatus.Open, Now.AddDays(-i), Now.AddDays(1 + (i % 40)),
        Guid.CreateVersion7(), "Publisher", null, (Region)(1 + (i % 5)), false, null, null);
}
