using Marketplace.Contracts.Papers;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Papers;

[TestFixtureSource(typeof(Databases))]
public sealed class RegisterContractTests(DatabaseProvider provider)
{
    private const string Number = "2026310101000123";

    [Test]
    public async Task Winner_enters_the_number_and_mends_it_and_both_read_it()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services);
        var today = ShanghaiTime.DayOf((await scene.Contract()).ConcludedAt!.Value);
        _ = (await Register(scene, "2026 3101 0100 0122", today, scene.Bidder)).Value;
        _ = (await Register(scene, Number, today, scene.Bidder)).Value;
        Assert.That((await world.Events()).Select(e => e.Type).TakeLast(2), Is.All.EqualTo("contract.registered"));
        foreach (var reader in new[] { scene.Publisher, scene.Bidder })
        {
            var contract = (await scene.View(reader))!.Contract;
            Assert.That((contract.RegistrationNumber, contract.RegisteredOn), Is.EqualTo((Number, (DateOnly?)today)));
        }
    }

    [Test]
    public async Task Number_by_others_before_the_signing_and_of_a_wrong_form_is_refused()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Create(world.Services);
        _ = (await scene.Draft()).Value;
        Assert.That((await Register(scene, Number, new DateOnly(2026, 1, 5), scene.Bidder)).Refusal.Code, Is.EqualTo("funding.not_concluded"));
        _ = (await scene.Sign(scene.Publisher)).Value;
        _ = (await scene.Sign(scene.Bidder)).Value;
        var today = ShanghaiTime.DayOf((await scene.Contract()).ConcludedAt!.Value);
        foreach (var other in new[] { scene.Publisher, scene.Finance }) Assert.That((await Register(scene, Number, today, other)).Refusal, Is.EqualTo(Refusal.NotFound), other.Name);
        foreach (var number in new[] { null, "", "123456789012345", "12345678901234567", "2026310101O00123" })
        {
            Assert.That((await Register(scene, number, today, scene.Bidder)).Refusal.Code, Is.EqualTo("contract.registration_number"), number);
        }

        Assert.That((await Register(scene, "x", null, scene.Bidder)).Refusals.Select(r => r.Field), Is.EqualTo(new[] { "Number", "On" }));
        foreach (var day in new[] { today.AddDays(1), today.AddDays(-1) }) Assert.That((await Register(scene, Number, day, scene.Bidder)).Refusal.Code, Is.EqualTo("contract.registration_day"));
        _ = (await Register(scene, "20263101010001", today, scene.Bidder)).Value;
    }

    private static Task<Result<Done>> Register(ContractScene scene, string? number, DateOnly? on, Actor by) =>
        scene.With((RegisterContract u) => u.Run(new(scene.ContractId, number, on), by));
}
