using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Awards;

public sealed class RejectAwardTests
{
    [Test]
    public async Task Reject_sends_back_to_the_evaluation_and_a_new_proposal_may_follow()
    {
        await using var world = await World.Create();
        var opened = await Opened.Create(world);
        var id = (await opened.Propose(opened.FirstWins())).Value;
        Assert.That((await Reject(opened, id, " ")).Refusal.Code, Is.EqualTo("text.required"));
        _ = (await Reject(opened, id, "The budget is not explained")).Value;

        Assert.That((await opened.Scene.Challenge()).Status, Is.EqualTo(ChallengeStatus.Evaluating));
        Assert.That((await world.Events())[^1].Reason, Is.EqualTo("The budget is not explained"));
        Assert.That((await opened.Confirm(id)).Refusal.Code, Is.EqualTo("challenge.wrong_state"));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = (await opened.Propose(opened.FirstWins())).Value;
        Assert.That((await opened.Confirm(second)).IsOk, Is.True);
        var awards = (await world.With((AwardQueries q) => q.Of(opened.Scene.ChallengeId, opened.Scene.Publisher))).Value;
        Assert.That(awards.Select(a => a.Status), Is.EqualTo(new[] { AwardStatus.OnNotice, AwardStatus.Rejected }));
    }

    [Test]
    public async Task Reject_by_others_is_refused()
    {
        await using var world = await World.Create();
        var opened = await Opened.Create(world);
        var id = (await opened.Propose(opened.FirstWins())).Value;

        Assert.That((await Reject(opened, id, "no", opened.Scene.Labs[0].Actor)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Reject(opened, id, "no", opened.Scene.Operator)).Refusal.Code, Is.EqualTo("not_allowed"));
    }

    private static Task<Result<Done>> Reject(Opened opened, Guid id, string reason, Actor? by = null) =>
        opened.World.With((RejectAward u) => u.Run(new RejectAward.Input(opened.Scene.ChallengeId, id, reason), by ?? opened.Scene.Approver));
}
