using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class UnlinkProviderTests(DatabaseProvider provider)
{
    private static readonly ProviderIdentity Identity = new("https://id.example.cn", "u-1", "lin@example.org", EmailVerified: true, null);

    [Test]
    public async Task Run_takes_the_own_link_away_and_nobody_elses()
    {
        await using var world = await World.Create(provider);
        var person = await TestData.AddPerson(world.Services, password: TestData.Password);
        var other = await TestData.AddPerson(world.Services, "other@example.org", password: TestData.Password);
        _ = (await world.With((LinkProvider u) => u.Run(Identity, person.AsActor(), default))).Value;
        Assert.That((await Unlink(world, other)).IsOk, Is.True, "there is nothing to take away");
        Assert.That(await world.Read(db => db.Set<IdentityUserLogin<Guid>>().CountAsync()), Is.EqualTo(1));

        Assert.That((await Unlink(world, person)).IsOk, Is.True);
        Assert.That(await world.Read(db => db.Set<IdentityUserLogin<Guid>>().CountAsync()), Is.Zero);
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.provider_linked", "person.provider_unlinked" }));
    }

    [Test]
    public async Task Run_only_way_in_is_kept()
    {
        await using var world = await World.Create(provider);
        var id = (await world.With((RegisterWithProvider u) => u.Run(new(Identity, "Lin Yue", "en"), default))).Value;
        var actor = Actor.Anonymous with { PersonId = id };
        Assert.That((await world.With((UnlinkProvider u) => u.Run(actor, default))).Refusal.Code, Is.EqualTo("account.provider_only_way"));
        Assert.That(await world.Read(db => db.Set<IdentityUserLogin<Guid>>().CountAsync()), Is.EqualTo(1));
    }

    private static Task<Result<Done>> Unlink(World world, Person person) => world.With((UnlinkProvider u) => u.Run(person.AsActor(), default));
}
