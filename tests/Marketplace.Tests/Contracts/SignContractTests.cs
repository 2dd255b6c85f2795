using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

[TestFixtureSource(typeof(Databases))]
public sealed class SignContractTests(DatabaseProvider provider)
{
    [Test]
    public async Task Signed_by_both_the_contract_stands_and_the_work_begins()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Create(world.Services);
        _ = (await scene.Draft()).Value;
        Assert.That((await scene.Sign(scene.Publisher)).Value, Is.False);
        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Awarded));
        Assert.That((await scene.Sign(scene.Bidder)).Value, Is.True);

        var contract = await scene.Contract();
        Assert.That((contract.Status, contract.PayeeAccount), Is.EqualTo((ContractStatus.InProgress, "6222 0000 1234")));
        Assert.That(contract.Signatures.Select(s => s.TextSha256), Is.All.EqualTo(contract.TextSha256));
        Assert.That(contract.Milestones.Select(m => m.DueOn), Is.All.Not.Null);
        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.InProgress));
        Assert.That(await world.Read(db => db.Set<Marketplace.Bids.Bid>().Where(b => b.Id == contract.BidId).Select(b => b.Status).SingleAsync()), Is.EqualTo(Marketplace.Bids.BidStatus.Contracted));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(4), Is.EqualTo(new[] { "contract.signed", "contract.signed", "contract.concluded", "challenge.started" }));
    }

    [Test]
    public async Task Signature_cannot_be_changed_or_removed_even_in_the_database()
    {
        await using var world = await World.Create(provider);
        _ = await ContractScene.Signed(world.Services);
        Assert.That(async () => await world.Read(db => db.Set<ContractSignature>().ExecuteUpdateAsync(set => set.SetProperty(s => s.TypedName, "Somebody"))), Throws.Exception.With.Message.Contains("only grows"));
        Assert.That(async () => await world.Read(db => db.Set<ContractSignature>().ExecuteDeleteAsync()), Throws.Exception.With.Message.Contains("only grows"));
    }

    [Test]
    public async Task Signature_of_another_text_by_others_or_twice_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Create(world.Services);
        Assert.That((await scene.Sign(scene.Publisher)).Refusal, Is.EqualTo(Refusal.Stale), "nothing is drafted");
        _ = (await scene.Draft()).Value;
        Assert.That((await scene.Sign(scene.Publisher, new string('0', 64))).Refusal, Is.EqualTo(Refusal.Stale));
        Assert.That((await scene.Sign(scene.Finance)).Refusal, Is.EqualTo(Refusal.NotFound));
        var stranger = await scene.Bids.AddLab("Laboratory of Others");
        Assert.That((await scene.Sign(stranger.Actor)).Refusal, Is.EqualTo(Refusal.NotFound));
        var both = scene.Publisher with { Memberships = [.. scene.Publisher.Memberships, .. scene.Bidder.Memberships] };
        Assert.That((await scene.Sign(both)).Refusal.Code, Is.EqualTo("contract.both_sides"));
        _ = (await scene.Sign(scene.Publisher)).Value;
        Assert.That((await scene.Sign(scene.Bids.SecondPublisher)).Refusal.Code, Is.EqualTo("contract.side_signed_before"));
        var nameless = await scene.With((SignContract u) => u.Run(new(scene.ContractId, null, null), scene.Bidder));
        Assert.That(nameless.Refusal, Is.EqualTo(Refusal.Stale));
        var hash = (await scene.Contract()).TextSha256;
        var bare = await scene.With((SignContract u) => u.Run(new(scene.ContractId, hash, " "), scene.Bidder));
        Assert.That(bare.Refusals.Select(r => r.Field), Is.EqualTo(new[] { "TypedName", "Bank", "Account" }));
    }
}
