using Marketplace.Contracts;
using Marketplace.Contracts.Milestones;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Milestones;

public sealed class SubmitEvidenceTests
{
    [Test]
    public async Task Evidence_with_a_file_is_for_both_sides_and_no_stranger()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        var milestone = (await scene.Contract()).Milestones.Single(m => m.Position == 1).Id;
        _ = (await scene.With((SubmitEvidence u) => u.Run(new(scene.ContractId, milestone, "Ten samples", new MemoryStream(ContractScene.Voucher(5)), "report.pdf"), scene.Bidder))).Value;

        var shown = (await scene.Contract()).Milestones.Single(m => m.Position == 1);
        Assert.That((shown.Status, shown.Evidence), Is.EqualTo((MilestoneStatus.Submitted, "Ten samples")));
        Assert.That((await File(scene, shown.EvidenceFileId!.Value, scene.Publisher))!.Name, Is.EqualTo("report.pdf"));
        var stranger = (await scene.Bids.AddLab("Laboratory of Others")).Actor;
        Assert.That(await File(scene, shown.EvidenceFileId.Value, stranger), Is.Null);
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("milestone.submitted"));
    }

    [Test]
    public async Task Voucher_is_for_the_publisher_and_those_who_see_money()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        _ = (await scene.Claim("120万", "B1")).Value;
        var file = await world.Read(db => db.Set<StoredFile>().Select(f => f.Id).SingleAsync());
        Assert.That(await File(scene, file, scene.Publisher), Is.Not.Null);
        Assert.That(await File(scene, file, scene.Finance), Is.Not.Null);
        Assert.That(await File(scene, file, scene.Bidder), Is.Null);
        Assert.That(await File(scene, file, scene.Bids.Operator), Is.Null);
    }

    [Test]
    public async Task Evidence_by_others_empty_or_before_the_signatures_is_refused()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        _ = (await scene.Draft()).Value;
        Assert.That((await scene.Submit(1)).Refusal.Code, Is.EqualTo("contract.not_in_progress"));
        _ = (await scene.Sign(scene.Publisher)).Value;
        _ = (await scene.Sign(scene.Bidder)).Value;
        Assert.That((await scene.Submit(1, scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        var id = (await scene.Contract()).Milestones[0].Id;
        Assert.That((await scene.With((SubmitEvidence u) => u.Run(new(scene.ContractId, id, "  "), scene.Bidder))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await scene.With((SubmitEvidence u) => u.Run(new(scene.ContractId, id, new string('x', ContractRules.MaxEvidence + 1)), scene.Bidder))).Refusal.Code, Is.EqualTo("text.too_long"));
    }

    private static Task<StoredFile?> File(ContractScene scene, Guid file, Actor by) => scene.With((ContractFiles f) => f.Find(scene.ContractId, file, by));
}
