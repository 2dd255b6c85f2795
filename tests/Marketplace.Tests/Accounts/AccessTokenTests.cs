using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class AccessTokenTests(DatabaseProvider provider)
{
    [Test]
    public async Task CreateAccessToken_shows_the_key_once_and_keeps_only_its_hash()
    {
        await using var world = await World.Create(provider);
        var actor = (await TestData.AddPerson(world.Services)).AsActor();
        var made = (await Create(world, actor, "Research office")).Value;
        var stored = await world.Read(db => db.Set<AccessToken>().SingleAsync());

        Assert.That(made.Key, Does.StartWith("pdjb_").And.Length.EqualTo(48));
        Assert.That((stored.Hash, stored.Ending), Is.EqualTo((AccessToken.HashOf(made.Key), made.Key[^4..])));
        Assert.That(stored.Hash, Does.Not.Contain(made.Key));
        Assert.That((await world.Events())[^1].Json, Does.Contain(made.Id.ToString()).And.Not.Contain(made.Key));
        var owner = await Use(world, made.Key);
        Assert.That((owner!.PersonId, owner.Scope), Is.EqualTo((actor.PersonId!.Value, AccessScope.Read)));
        Assert.That((await world.With((AccessTokenQueries q) => q.Own(actor, default))).Single().LastUsedAt, Is.EqualTo(world.Clock.GetUtcNow()));
    }

    [TestCase("", AccessScope.Read, 90, "text.required", "Name")]
    [TestCase("x", null, 90, "field.required", "Scope")]
    [TestCase("x", (AccessScope)9, 90, "field.required", "Scope")]
    [TestCase("x", AccessScope.Read, 0, "account.token_days", "Days")]
    [TestCase("x", AccessScope.Read, 367, "account.token_days", "Days")]
    [TestCase("x", AccessScope.Read, null, "account.token_days", "Days")]
    public async Task CreateAccessToken_of_bad_input_is_refused(string name, AccessScope? scope, int? days, string code, string field)
    {
        await using var world = await World.Create(provider);
        var actor = (await TestData.AddPerson(world.Services)).AsActor();
        var refused = await world.With((CreateAccessToken u) => u.Run(new(name, scope, days), actor, default));

        Assert.That((refused.Refusal.Code, refused.Refusal.Field), Is.EqualTo((code, field)));
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task CreateAccessToken_sent_twice_makes_one_and_twenty_are_enough()
    {
        await using var world = await World.Create(provider);
        var actor = (await TestData.AddPerson(world.Services)).AsActor();
        for (var i = 0; i < CreateAccessToken.MostPerPerson; i++)
        {
            Assert.That((await Create(world, actor, $"Key {i}")).IsOk, Is.True);
            if (i == 0) Assert.That((await Create(world, actor, "KEY 0")).Refusal.Code, Is.EqualTo("account.token_name_taken"));
        }

        Assert.That((await Create(world, actor, "One more")).Refusal.Code, Is.EqualTo("account.token_too_many"));
        world.Clock.Advance(TimeSpan.FromDays(31));
        Assert.That((await Create(world, actor, "Key 0")).IsOk, Is.True, "expired keys do not count");
    }

    [Test]
    public async Task Key_holds_to_its_last_tick_and_RevokeAccessToken_ends_it_at_once()
    {
        await using var world = await World.Create(provider);
        var actor = (await TestData.AddPerson(world.Services)).AsActor();
        var other = (await TestData.AddPerson(world.Services, "other@example.org")).AsActor();
        var first = (await Create(world, actor, "First")).Value;
        var second = (await Create(world, actor, "Second")).Value;

        Assert.That((await Revoke(world, first.Id, other)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Revoke(world, first.Id, actor)).IsOk, Is.True);
        Assert.That((await Revoke(world, first.Id, actor)).IsOk, Is.True, "once more changes nothing");
        Assert.That((await world.Events()).Count(e => e.Type == "person.token_revoked"), Is.EqualTo(1));
        Assert.That(await Use(world, first.Key), Is.Null);
        world.Clock.SetUtcNow(second.ExpiresAt.AddTicks(-1));
        Assert.That(await Use(world, second.Key), Is.Not.Null);
        world.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.That(await Use(world, second.Key), Is.Null);
        Assert.That((await world.With((AccessTokenQueries q) => q.Own(actor, default))).Select(t => t.State),
            Is.EquivalentTo([AccessTokenState.Revoked, AccessTokenState.Expired]));
    }

    private static Task<Result<CreateAccessToken.Created>> Create(World world, Actor actor, string name) =>
        world.With((CreateAccessToken u) => u.Run(new(name, AccessScope.Read, 30), actor, default));

    private static Task<Result<Done>> Revoke(World world, Guid id, Actor actor) => world.With((RevokeAccessToken u) => u.Run(id, actor, default));

    private static Task<AccessTokenOwner?> Use(World world, string key) => world.With((AccessTokenQueries q) => q.Use(key, default));
}
