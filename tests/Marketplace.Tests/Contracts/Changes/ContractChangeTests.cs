using Marketplace.Contracts;
using Marketplace.Contracts.Changes;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Changes;

/// <summary>Proposing, answering, deciding and withdrawing belong together.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class ContractChangeTests(DatabaseProvider provider)
{
    [Test]
    public async Task Agreed_date_is_in_force_at_once_with_a_version_that_both_signed()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var before = await scene.Contract();
        _ = (await scene.ProposeChange(scene.Bidder, months: 2)).Value;
        Assert.That((await scene.Contract()).TextSha256, Is.EqualTo(before.TextSha256), "nothing changes before the other side agrees");
        Assert.That((await scene.AnswerChange(scene.Publisher)).Value, Is.EqualTo(ChangeStatus.InForce));

        var after = await scene.Contract();
        Assert.That(Due(after, 2), Is.EqualTo(Due(before, 2).AddMonths(2)));
        Assert.That((after.Changes, after.Draft, after.TextSha256), Is.EqualTo((1, before.Draft + 1, ContractText.Sha256(after.Text!))));
        Assert.That(after.Text, Does.Contain(Due(after, 2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).And.EndWith(after.Pledge!));
        Assert.That(after.Standing.OrderBy(s => s.Party).Select(s => (s.Party, s.TypedName, s.TextSha256)), Is.EqualTo(new[]
        {
            (ContractParty.Publisher, scene.Publisher.Name, after.TextSha256), (ContractParty.Bidder, scene.Bidder.Name, after.TextSha256),
        }));
        Assert.That(after.Signatures, Has.Count.EqualTo(4), "the signatures of the first text stay");
        Assert.That((after.AmountMinor, after.Milestones.Sum(m => m.AmountMinor)), Is.EqualTo((before.AmountMinor, before.AmountMinor)));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.EqualTo(new[] { "change.proposed", "contract.changed" }));
    }

    [Test]
    public async Task Overdue_follows_the_new_date()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var day = Due(await scene.Contract(), 2).AddDays(1);
        Assert.That((await scene.Contract()).Milestones.Single(m => m.Position == 2).IsOverdueOn(day), Is.True);
        _ = (await scene.ProposeChange(scene.Publisher, months: 1)).Value;
        _ = (await scene.AnswerChange(scene.Bidder)).Value;
        Assert.That((await scene.Contract()).Milestones.Single(m => m.Position == 2).IsOverdueOn(day), Is.False);
    }

    [Test]
    public async Task Material_change_waits_for_an_officer_of_neither_side()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.ProposeChange(scene.Bidder, leader: "Prof. Second")).Value;
        Assert.That((await scene.DecideChange(scene.Operator)).Refusal.Code, Is.EqualTo("change.none"), "the other side first");
        Assert.That((await scene.AnswerChange(scene.Publisher)).Value, Is.EqualTo(ChangeStatus.Consented));
        foreach (var other in new[] { scene.Publisher, scene.Bidder, scene.Finance, scene.Operator with { Memberships = scene.Publisher.Memberships } })
        {
            Assert.That((await scene.DecideChange(other)).Refusal, Is.EqualTo(Refusal.NotFound), other.Name);
        }

        Assert.That((await world.With((ChangeQueries q) => q.Waiting(scene.Operator))).Select(r => r.Id), Is.EqualTo(new[] { scene.ContractId }));
        Assert.That(await world.With((ChangeQueries q) => q.Count(scene.Finance)), Is.Zero);
        Assert.That((await scene.With((DecideChange u) => u.Run(new(scene.ContractId, Guid.CreateVersion7(), true, "Reason"), scene.Operator))).Refusal, Is.EqualTo(Refusal.Stale));
        _ = (await scene.DecideChange(scene.Operator)).Value;
        var contract = await scene.Contract();
        Assert.That((contract.Leader, contract.Pledge!.Contains("Prof. Second", StringComparison.Ordinal)), Is.EqualTo(("Prof. Second", true)));
        Assert.That(contract.Text, Does.EndWith(contract.Pledge!));
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(3), Is.EqualTo(new[] { "change.proposed", "change.agreed", "contract.changed" }));
    }

    [Test]
    public async Task Delay_of_more_than_half_a_year_is_material_and_may_be_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var before = await scene.Contract();
        _ = (await scene.ProposeChange(scene.Bidder, months: 7)).Value;
        Assert.That((await scene.AnswerChange(scene.Publisher)).Value, Is.EqualTo(ChangeStatus.Consented));
        Assert.That((await scene.DecideChange(scene.Operator, approves: false)).Value, Is.EqualTo(ChangeStatus.Refused));
        Assert.That((await scene.Contract()).TextSha256, Is.EqualTo(before.TextSha256));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("change.refused"));
    }

    [Test]
    public async Task End_moves_once_and_by_a_year_at_most()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        Assert.That((await scene.ProposeChange(scene.Bidder, months: 13)).Refusal.Code, Is.EqualTo("change.too_long"));
        _ = (await scene.ProposeChange(scene.Bidder, months: 3)).Value;
        _ = (await scene.AnswerChange(scene.Publisher)).Value;
        Assert.That((await scene.ProposeChange(scene.Bidder, months: 1)).Refusal.Code, Is.EqualTo("change.extended_before"));
        _ = (await scene.ProposeChange(scene.Bidder, months: 1, position: 1)).Value;
        Assert.That((await scene.AnswerChange(scene.Publisher)).Value, Is.EqualTo(ChangeStatus.InForce), "a date before the end may move again");
    }

    [Test]
    public async Task Declined_and_withdrawn_changes_leave_the_contract_alone_and_make_room()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        Assert.That((await scene.ProposeChange(scene.Finance, months: 1)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.ProposeChange(scene.Bidder)).Refusal.Code, Is.EqualTo("change.nothing"));
        _ = (await scene.ProposeChange(scene.Bidder, months: 1)).Value;
        Assert.That((await scene.ProposeChange(scene.Publisher, months: 1)).Refusal.Code, Is.EqualTo("change.asked_before"));
        Assert.That((await scene.AnswerChange(scene.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound), "nobody agrees with himself");
        Assert.That((await Withdraw(scene, scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.AnswerChange(scene.Publisher, agrees: false)).Value, Is.EqualTo(ChangeStatus.Declined));
        _ = (await scene.ProposeChange(scene.Publisher, months: 1)).Value;
        Assert.That((await Withdraw(scene, scene.Publisher)).Value, Is.EqualTo(ChangeStatus.Withdrawn));
        Assert.That((await Withdraw(scene, scene.Publisher)).Refusal.Code, Is.EqualTo("change.none"));
        Assert.That((await scene.Contract()).Changes, Is.Zero);
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(4), Is.EqualTo(new[] { "change.proposed", "change.declined", "change.proposed", "change.withdrawn" }));
    }

    [Test]
    public async Task Milestone_that_was_handed_in_meanwhile_keeps_its_date()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.ProposeChange(scene.Bidder, months: 1, position: 1)).Value;
        _ = (await scene.Submit(1)).Value;
        Assert.That((await scene.AnswerChange(scene.Publisher)).Refusal.Code, Is.EqualTo("change.milestone_closed"));
        Assert.That((await world.Read(db => db.Set<ContractChange>().SingleAsync())).Status, Is.EqualTo(ChangeStatus.Proposed));
        _ = (await Withdraw(scene, scene.Bidder)).Value;
        Assert.That((await scene.ProposeChange(scene.Bidder, months: 1, position: 1)).Refusal.Code, Is.EqualTo("change.milestone_closed"));
    }

    [Test]
    public async Task Text_that_was_not_read_and_a_name_that_was_not_typed_are_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        var due = Due(await scene.Contract(), 2).AddMonths(1);
        var unread = await scene.With((ProposeChange u) => u.Run(new(scene.ContractId, [(2, due)], null, "Reason", "Name", "0000"), scene.Bidder));
        Assert.That(unread.Refusal, Is.EqualTo(Refusal.Stale));
        var unnamed = await scene.With((ProposeChange u) => u.Run(new(scene.ContractId, [(2, due)], null, " "), scene.Bidder));
        Assert.That(unnamed.Refusals.Select(r => r.Field), Is.EqualTo(new[] { "Reason", "TypedName" }));
        _ = (await scene.ProposeChange(scene.Bidder, months: 1)).Value;
        var other = await scene.With((AnswerChange u) => u.Run(new(scene.ContractId, Guid.CreateVersion7(), true, null, "Name"), scene.Publisher));
        Assert.That(other.Refusal, Is.EqualTo(Refusal.Stale));
    }

    [Test]
    public async Task End_of_the_contract_withdraws_a_change_on_its_way()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.ProposeChange(scene.Bidder, months: 1)).Value;
        _ = (await scene.End()).Value;
        Assert.That((await world.Read(db => db.Set<ContractChange>().SingleAsync())).Status, Is.EqualTo(ChangeStatus.Withdrawn));
    }

    private static DateOnly Due(Contract contract, int position) => contract.Milestones.Single(m => m.Position == position).DueOn!.Value;

    private static Task<Result<ChangeStatus>> Withdraw(ContractScene scene, Actor by) => scene.With((WithdrawChange u) => u.Run(new(scene.ContractId), by));
}
