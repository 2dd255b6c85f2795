using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class SignOutTests(DatabaseProvider provider)
{
    [Test]
    public async Task Run_ends_the_session_at_once_and_leaves_the_others()
    {
        await using var world = await World.Create(provider);
        var lin = await TestData.AddPerson(world.Services);
        var (session, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.That(await Load(world, lin, session), Is.Not.Null);
        await Run(world, session, lin.AsActor());

        Assert.That((await Load(world, lin, session), await Load(world, lin, other) is null), Is.EqualTo(((Actor?)null, false)));
        Assert.That((await world.Events()).Select(e => (e.Type, e.ActorId)), Is.EqualTo(new[] { ("person.signed_out", (Guid?)lin.Id) }));
    }

    [Test]
    public async Task Run_is_known_after_a_restart_for_as_long_as_a_session_lasts()
    {
        await using var world = await World.Create(provider);
        var lin = await TestData.AddPerson(world.Services);
        var session = Guid.CreateVersion7();
        await Run(world, session, lin.AsActor());
        world.Clock.Advance(BegunSession.Longest - TimeSpan.FromTicks(1));
        var last = await Restarted(world).Has(session, default);
        world.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.That((last, await Restarted(world).Has(session, default)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Run_by_nobody_is_refused()
    {
        await using var world = await World.Create(provider);
        Assert.That((await world.With((SignOut use) => use.Run(Guid.CreateVersion7(), Actor.Anonymous, default))).Refusal, Is.EqualTo(Refusal.NotFound));
    }

    private static async Task Run(World world, Guid session, Actor actor) =>
        Assert.That((await world.With((SignOut use) => use.Run(session, actor, default))).IsOk, Is.True);

    private static Task<Actor?> Load(World world, Person person, Guid session) =>
        world.With(async (Actors actors) => await actors.Load(new BegunSession(person.Id, person.SecurityStamp, session), default));

    private static EndedSessions Restarted(World world) => ActivatorUtilities.CreateInstance<EndedSessions>(world.Services);
}
