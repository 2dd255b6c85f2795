using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts;

public sealed class DraftContractTests
{
    [Test]
    public async Task Draft_divides_the_amount_to_the_last_cent_and_seals_its_text()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services, amount: "1000000.01");
        _ = (await scene.Draft(percents: [33, 33, 34])).Value;

        var contract = await scene.Contract();
        Assert.That(contract.Milestones.OrderBy(m => m.Position).Select(m => m.AmountMinor), Is.EqualTo(new[] { 33_000_000L, 33_000_000L, 34_000_001L }));
        Assert.That(contract.Milestones.Sum(m => m.AmountMinor), Is.EqualTo(contract.AmountMinor));
        Assert.That(contract.TextSha256, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(contract.Text!)))));
        Assert.That(contract.Text, Does.Contain(contract.BidSha256).And.Contain("Laboratory 1").And.Contain("Publishing Firm"));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("contract.drafted"));
    }

    [Test]
    public async Task Changed_draft_makes_earlier_signatures_void()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        _ = (await scene.Draft()).Value;
        Assert.That((await scene.Sign(scene.Bidder)).Value, Is.False);
        _ = (await scene.Draft(seen: 1, percents: [50, 50])).Value;

        var contract = await scene.Contract();
        Assert.That((contract.Draft, contract.Standing.Count(), contract.Signatures.Count), Is.EqualTo((2, 0, 1)));
        Assert.That((await scene.Sign(scene.Publisher)).Value, Is.False, "the other signature was of the earlier draft");
        Assert.That(contract.Milestones, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Draft_by_others_of_a_stale_or_a_signed_contract_is_refused()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        Assert.That((await scene.Draft(by: scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Draft(by: scene.Finance)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.Draft(seen: 3)).Refusal, Is.EqualTo(Refusal.Stale));
        _ = (await scene.Draft()).Value;
        _ = (await scene.Sign(scene.Publisher)).Value;
        _ = (await scene.Sign(scene.Bidder)).Value;
        Assert.That((await scene.Draft(seen: 1)).Refusal.Code, Is.EqualTo("contract.signed_before"));
    }

    [Test]
    public async Task Draft_with_faults_hears_of_each()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        var faulty = await scene.With((DraftContract u) => u.Run(new(scene.ContractId, 0, null, null, null, 0, [new("A", "B", 2, 50), new(" ", null, 1, 51), new("C", "D", 500, 0)]), scene.Publisher));
        Assert.That(faulty.Refusals.Select(r => (r.Code, r.Field)), Is.EquivalentTo(new[]
        {
            ("contract.ip_rule", "IpRule"), ("contract.kind", "Kind"), ("contract.months", "PeriodMonths"), ("contract.month", "Lines[0].Month"), ("text.required", "Lines[1].Title"),
            ("text.required", "Lines[1].Deliverable"), ("contract.month", "Lines[1].Month"), ("contract.month", "Lines[2].Month"), ("contract.percent", "Lines[2].Percent"), ("contract.order", "Lines"),
        }));

        Assert.That((await scene.Draft(percents: [50, 49])).Refusal.Code, Is.EqualTo("contract.percents"));
        var none = await scene.With((DraftContract u) => u.Run(new(scene.ContractId, 0, null, IpRule.Joint, TechnicalKind.Development, 6, []), scene.Publisher));
        Assert.That(none.Refusal.Code, Is.EqualTo("contract.milestones"));
    }
}
