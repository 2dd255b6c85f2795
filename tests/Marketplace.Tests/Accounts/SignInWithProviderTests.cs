using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class SignInWithProviderTests(DatabaseProvider provider)
{
    private static readonly ProviderIdentity Identity = new("https://id.example.cn", "u-1", "Lin@Example.org", EmailVerified: true, "Lin Yue");

    [Test]
    public async Task Run_without_a_link_lets_nobody_in_and_tells_whether_the_proven_address_has_an_account()
    {
        await using var world = await World.Create(provider);
        Assert.That((await SignIn(world, Identity)).Value, Is.EqualTo(new ProviderAnswer(null, MailIsKnown: false)));
        await TestData.AddPerson(world.Services, "new@example.org", confirmed: false);
        Assert.That((await SignIn(world, Identity with { Email = "new@example.org" })).Value.MailIsKnown, Is.False, "nobody's account before its mail was opened");
        await TestData.AddPerson(world.Services);
        Assert.That((await SignIn(world, Identity)).Value, Is.EqualTo(new ProviderAnswer(null, MailIsKnown: true)));
        Assert.That((await SignIn(world, Identity with { EmailVerified = false })).Value.MailIsKnown, Is.False);
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task Run_with_a_link_is_let_in_whatever_the_address_is_by_now()
    {
        await using var world = await World.Create(provider);
        var person = await Linked(world);
        var answer = await SignIn(world, Identity with { Email = null, EmailVerified = false });

        Assert.That(answer.Value.Step, Is.EqualTo(new SignInStep(person.Id, NeedsCode: false)));
        Assert.That((await world.Events())[^1].Json, Does.Contain("\"method\":\"Provider\""));
        Assert.That((await SignIn(world, Identity with { Subject = "u-2" })).Value.Step, Is.Null);
        Assert.That((await SignIn(world, Identity with { Issuer = "https://evil.example" })).Value.Step, Is.Null);
    }

    [Test]
    public async Task Run_with_a_second_factor_asks_for_the_code_and_suspended_is_refused()
    {
        await using var world = await World.Create(provider);
        await Linked(world);
        var before = (await world.Events()).Count;
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, true)));
        Assert.That((await SignIn(world, Identity)).Value.Step!.NeedsCode, Is.True);
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, world.Clock.GetUtcNow())));
        Assert.That((await SignIn(world, Identity)).Refusal.Code, Is.EqualTo("account.suspended"));
        Assert.That(await world.Events(), Has.Count.EqualTo(before));
    }

    private static Task<Result<ProviderAnswer>> SignIn(World world, ProviderIdentity identity) => world.With((SignInWithProvider u) => u.Run(identity, default));

    private static async Task<Person> Linked(World world)
    {
        var person = await TestData.AddPerson(world.Services);
        _ = (await world.With((LinkProvider u) => u.Run(Identity, person.AsActor(), default))).Value;
        return person;
    }
}
