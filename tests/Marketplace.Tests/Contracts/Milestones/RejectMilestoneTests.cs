using Marketplace.Contracts.Milestones;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Milestones;

public sealed class RejectMilestoneTests
{
    [Test]
    public async Task Milestone_is_put_right_once_and_then_passes_or_fails()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        Assert.That((await scene.Reject(1, by: scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Reject(1, " ")).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await scene.Reject(1)).Value, Is.EqualTo(MilestoneStatus.Rectifying));
        Assert.That((await scene.Accept(1)).Refusal.Code, Is.EqualTo("milestone.wrong_state"));
        _ = (await scene.Submit(1)).Value;
        Assert.That((await scene.Reject(1)).Value, Is.EqualTo(MilestoneStatus.Failed));
        Assert.That((await scene.Submit(1)).Refusal.Code, Is.EqualTo("milestone.wrong_state"));

        _ = (await scene.Submit(2)).Value;
        _ = (await scene.Reject(2)).Value;
        _ = (await scene.Submit(2)).Value;
        _ = (await scene.Accept(2)).Value;
        Assert.That((await scene.Contract()).Milestones.Single(m => m.Position == 2).IsAfterRectification, Is.True);
        Assert.That((await world.Events()).Count(e => e.Type == "milestone.rejected"), Is.EqualTo(3));
    }
}
