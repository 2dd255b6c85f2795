using FsCheck;
using FsCheck.Fluent;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using TestData = Marketplace.TestKit.TestData;

namespace Marketplace.Tests.Challenges;

public sealed class ChallengeLifecycleTests
{
    /// <summary>Anybody tries anything at any time: the challenge only ever makes moves that are drawn, and its version grows with each.</summary>
    [FsCheck.NUnit.Property(MaxTest = 25)]
    public FsCheck.Property Any_sequence_of_attempts_makes_only_drawn_moves() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 10), Gen.Choose(0, 11)).ArrayOf(40).ToArbitrary(),
        attempts => Play(attempts).GetAwaiter().GetResult());

    [Test]
    public void Every_state_but_the_last_ones_has_a_way_on_and_every_state_is_reached()
    {
        var ends = new[] { ChallengeStatus.Terminated, ChallengeStatus.Cancelled, ChallengeStatus.Recorded };
        var left = ChallengeLifecycle.Moves.Select(m => m.From).Distinct();
        var reached = ChallengeLifecycle.Moves.Select(m => m.To).Append(ChallengeStatus.Draft).Append(ChallengeStatus.Recorded).Distinct();

        Assert.That(left, Is.EquivalentTo(Enum.GetValues<ChallengeStatus>().Except(ends)));
        Assert.That(reached, Is.EquivalentTo(Enum.GetValues<ChallengeStatus>()));
    }

    [Test]
    public void Moves_of_officers_are_closed_to_publishers_and_the_other_way_round()
    {
        var publishers = ChallengeLifecycle.Moves.Where(m => m.Deed == Marketplace.Organisations.Deed.DraftChallenge).Select(m => m.Action).Distinct();
        Assert.That(publishers, Is.EquivalentTo(new[] { ChallengeAction.Submit, ChallengeAction.Withdraw, ChallengeAction.Repost }));
    }

    private static async Task<bool> Play((int Action, int Actor)[] attempts)
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var id = (await TestData.AddDraft(world.Services, cast)).Id;
        foreach (var (action, who) in attempts)
        {
            var before = await State(world, id);
            var result = await Try(world, id, action, cast.All[who]);
            var after = await State(world, id);
            if (!result.IsOk) Assert.That(after, Is.EqualTo(before), $"refused {action} by {cast.All[who].Name} left a trace");
            else AssertDrawn(before, after, action, cast.All[who].Name);
        }

        return true;
    }

    private static void AssertDrawn((ChallengeStatus Status, long Version) before, (ChallengeStatus Status, long Version) after, int action, string who)
    {
        if (after.Status == before.Status) Assert.That(after.Version, Is.GreaterThanOrEqualTo(before.Version));
        else
        {
            Assert.That(ChallengeLifecycle.Moves.Any(m => m.From == before.Status && m.To == after.Status), Is.True, $"{before} to {after} by {action} of {who}");
            Assert.That(after.Version, Is.GreaterThan(before.Version));
        }
    }

    private static Task<Result<ChallengeState>> Try(World world, Guid id, int action, Actor actor) => action switch
    {
        0 or 1 => world.With((SubmitChallenge u) => u.Run(new(id), actor)),
        2 => world.With((WithdrawChallenge u) => u.Run(new(id), actor)),
        3 => world.With((ReturnChallenge u) => u.Run(new(id, "mend"), actor)),
        4 or 5 => world.With((ApproveChallenge u) => u.Run(new(id), actor)),
        6 or 7 => world.With((PostChallenge u) => u.Run(new(id), actor)),
        8 => Renew(world, id, actor),
        9 => world.With((CancelChallenge u) => u.Run(new(id, CancelCause.Other, "over"), actor)),
        10 => world.With((RepostChallenge u) => u.Run(new(id), actor)),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Unknown attempt."),
    };

    private static async Task<Result<ChallengeState>> Renew(World world, Guid id, Actor actor)
    {
        world.Clock.Advance(TimeSpan.FromDays(1));
        var version = (await State(world, id)).Version;
        var title = $"Renewed on {world.Clock.GetUtcNow():O}";
        return await world.With((SaveChallenge u) => u.Run(new(id, version, TestData.CompleteContent(world.Clock.GetUtcNow(), title)), actor));
    }

    private static async Task<(ChallengeStatus Status, long Version)> State(World world, Guid id)
    {
        var row = await world.Read(db => db.Set<Challenge>().AsNoTracking().Where(c => c.Id == id).Select(c => new { c.Status, c.Version }).SingleAsync());
        return (row.Status, row.Version);
    }
}
