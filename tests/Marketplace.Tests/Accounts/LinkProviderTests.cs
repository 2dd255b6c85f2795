using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class LinkProviderTests(DatabaseProvider provider)
{
    private static readonly ProviderIdentity Identity = new("https://id.example.cn", "u-1", "LIN@example.org", EmailVerified: true, null);

    [Test]
    public async Task Run_same_proven_address_is_linked_once_and_mailed()
    {
        await using var world = await World.Create(provider);
        var person = await TestData.AddPerson(world.Services);
        for (var i = 0; i < 2; i++) Assert.That((await Link(world, person)).IsOk, Is.True);

        var link = await world.Read(db => db.Set<IdentityUserLogin<Guid>>().SingleAsync());
        Assert.That((link.UserId, link.ProviderKey.Contains("u-1", StringComparison.Ordinal)), Is.EqualTo((person.Id, false)));
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.provider_linked" }));
        await world.Drain();
        Assert.That((await TestData.Mails(world.Services)).Single().Text, Does.Contain("linked"));
    }

    [Test]
    public async Task Run_other_or_unverified_address_nobody_and_anothers_identity_are_refused()
    {
        await using var world = await World.Create(provider);
        var person = await TestData.AddPerson(world.Services);
        Assert.That((await Link(world, person, Identity with { Email = "other@example.org" })).Refusal.Code, Is.EqualTo("account.provider_other_mail"));
        Assert.That((await Link(world, person, Identity with { EmailVerified = false })).Refusal.Code, Is.EqualTo("account.provider_other_mail"));
        Assert.That((await world.With((LinkProvider u) => u.Run(Identity, Actor.Anonymous, default))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Link(world, person)).IsOk, Is.True);

        var other = await TestData.AddPerson(world.Services, "other@example.org");
        Assert.That((await Link(world, other, Identity with { Email = "other@example.org" })).Refusal.Code, Is.EqualTo("account.provider_taken"));
    }

    private static Task<Result<Done>> Link(World world, Person person, ProviderIdentity? identity = null) =>
        world.With((LinkProvider u) => u.Run(identity ?? Identity, person.AsActor(), default));
}
