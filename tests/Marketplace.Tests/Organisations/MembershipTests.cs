using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations;

/// <summary>Inviting, joining, changing roles and leaving.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class MembershipTests(DatabaseProvider provider)
{
    [Test]
    public async Task InviteMember_known_and_unknown_address_read_the_same_and_both_get_a_mail()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        await TestData.AddPerson(world.Services, "known@example.org", "Known");
        var known = await Invite(world, owner, id, "known@example.org");
        var unknown = await Invite(world, owner, id, "unknown@example.org");
        await world.Drain();

        Assert.That((known.IsOk, unknown.IsOk), Is.EqualTo((true, true)));
        Assert.That((await TestData.Mails(world.Services)).Select(m => m.To), Has.Some.Contains("known@example.org").And.Some.Contains("unknown@example.org"));
        Assert.That((await world.Events()).Select(e => e.Json), Has.None.Contains("example.org"));
    }

    [Test]
    public async Task AcceptInvitation_with_the_invited_address_joins_once()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var invitation = (await Invite(world, owner, id, "guest@example.org", MembershipRole.Bidder)).Value;
        var token = await Token(world, invitation);
        var stranger = await Person(world, "stranger");
        Assert.That((await Accept(world, token, stranger)).Refusal.Code, Is.EqualTo("invitation.other_address"));

        var guest = await Person(world, "guest");
        Assert.That((await Accept(world, token, guest)).Value, Is.EqualTo(id));
        Assert.That((await Load(world, guest)).IsMember(id, MembershipRole.Bidder), Is.True);
        Assert.That((await Accept(world, token, guest)).Refusal.Code, Is.EqualTo("invitation.accepted_before"));
        Assert.That((await world.Events()).TakeLast(2).Select(e => e.Type), Is.EqualTo(new[] { "invitation.accepted", "membership.started" }));
    }

    [Test]
    public async Task AcceptInvitation_holds_seven_days_to_the_tick()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var token = await Token(world, (await Invite(world, owner, id, "guest@example.org")).Value);
        var guest = await Person(world, "guest");
        world.Clock.Advance(Invitation.HoldsFor);
        Assert.That((await Accept(world, token, guest)).Refusal.Code, Is.EqualTo("invitation.expired"));
        Assert.That((await Accept(world, "forged", guest)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Accept(world, token, Actor.Anonymous)).Refusal.Code, Is.EqualTo("sign_in_first"));
    }

    [Test]
    public async Task InviteMember_again_replaces_and_WithdrawInvitation_ends_the_link()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var first = await Token(world, (await Invite(world, owner, id, "guest@example.org")).Value);
        var second = (await Invite(world, owner, id, "Guest@example.org")).Value;
        var guest = await Person(world, "guest");
        Assert.That((await Accept(world, first, guest)).Refusal.Code, Is.EqualTo("invitation.expired"));

        Assert.That((await world.With((WithdrawInvitation u) => u.Run(second, guest))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((WithdrawInvitation u) => u.Run(second, owner))).IsOk, Is.True);
        Assert.That((await Accept(world, await Token(world, second), guest)).Refusal.Code, Is.EqualTo("invitation.expired"));
    }

    [Test]
    public async Task InviteMember_by_others_wrong_address_or_too_often_is_refused()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        Assert.That((await Invite(world, await Person(world, "stranger"), id, "guest@example.org")).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Invite(world, owner, id, "no address")).Refusal, Is.EqualTo(new Refusal("field.email", "Email")).Using<Refusal>((a, b) => a.Code == b.Code && a.Field == b.Field));
        for (var i = 0; i < InviteMember.MostPerAddress; i++) Assert.That((await Invite(world, owner, id, "guest@example.org")).IsOk, Is.True);
        Assert.That((await Invite(world, owner, id, "guest@example.org")).Refusal.Code, Is.EqualTo("invitation.too_often"));
    }

    [Test]
    public async Task ChangeMembership_and_EndMembership_keep_the_last_owner()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var guest = await Join(world, owner, id, "guest", MembershipRole.Viewer);
        var (mine, theirs) = (await MembershipOf(world, owner), await MembershipOf(world, guest));

        Assert.That((await Change(world, mine, MembershipRole.Viewer, owner)).Refusal.Code, Is.EqualTo("membership.last_owner"));
        Assert.That((await End(world, mine, owner)).Refusal.Code, Is.EqualTo("membership.last_owner"));
        Assert.That((await Change(world, theirs, MembershipRole.Owner, guest)).Refusal, Is.EqualTo(Refusal.NotFound), "a viewer promotes nobody");
        Assert.That((await End(world, mine, guest)).Refusal, Is.EqualTo(Refusal.NotFound));

        Assert.That((await Change(world, theirs, MembershipRole.Owner, owner)).IsOk, Is.True);
        Assert.That((await End(world, mine, owner)).IsOk, Is.True);
        Assert.That((await Load(world, owner)).IsMember(id), Is.False);
        Assert.That((await End(world, mine, guest)).Refusal, Is.EqualTo(Refusal.NotFound), "an ended membership is gone");
    }

    [Test]
    public async Task InviteMember_with_a_last_day_joins_until_then_and_not_a_tick_longer()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var end = world.Clock.GetUtcNow().AddDays(3);
        Assert.That((await Invite(world, owner, id, "guest@example.org", until: world.Clock.GetUtcNow())).Refusal.Code, Is.EqualTo("period.past"));
        var invitation = (await Invite(world, owner, id, "guest@example.org", until: end)).Value;
        var token = await Token(world, invitation);
        Assert.That((await Members(world, id, owner))!.Invitations.Single().UntilAt, Is.EqualTo(end));
        Assert.That((await world.With((MemberQueries q) => q.Invitation(token)))!.UntilAt, Is.EqualTo(end));

        var guest = await Person(world, "guest");
        Assert.That((await Accept(world, token, guest)).Value, Is.EqualTo(id));
        Assert.That((await world.Events()).Last(e => e.Type == "membership.started").Json, Does.Contain("untilAt"));
        world.Clock.SetUtcNow(end.AddTicks(-1));
        Assert.That((await Load(world, guest)).IsMember(id), Is.True);
        Assert.That((await Members(world, id, owner))!.Members.Select(m => m.UntilAt), Is.EquivalentTo(new DateTimeOffset?[] { null, end }));

        // No event tells of it, and what is kept of the person in memory must not outlive it.
        world.Clock.SetUtcNow(end);
        Assert.That((await Load(world, guest)).IsMember(id), Is.False);
        Assert.That((await Members(world, id, owner))!.Members, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task InviteMember_with_a_first_day_joins_on_it_and_not_a_tick_sooner()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var begin = world.Clock.GetUtcNow().AddDays(3);
        Assert.That((await Invite(world, owner, id, "guest@example.org", until: begin, from: begin)).Refusal.Code, Is.EqualTo("period.order"));
        var token = await Token(world, (await Invite(world, owner, id, "guest@example.org", from: begin)).Value);
        Assert.That((await Members(world, id, owner))!.Invitations.Single().FromAt, Is.EqualTo(begin));
        Assert.That((await world.With((MemberQueries q) => q.Invitation(token)))!.FromAt, Is.EqualTo(begin));

        var guest = await Person(world, "guest");
        Assert.That((await Accept(world, token, guest)).Value, Is.EqualTo(id));
        Assert.That((await world.Events()).Last(e => e.Type == "membership.started").Json, Does.Contain("fromAt"));
        var theirs = await MembershipOf(world, guest);
        Assert.That((await Members(world, id, owner))!.Members.Select(m => m.MembershipId), Does.Contain(theirs), "the owner sees who is to come");
        Assert.That((await Change(world, theirs, MembershipRole.Viewer, owner, begin)).Refusal.Code, Is.EqualTo("period.order"));
        world.Clock.SetUtcNow(begin.AddTicks(-1));
        Assert.That((await Load(world, guest)).IsMember(id), Is.False);
        world.Clock.SetUtcNow(begin);
        Assert.That((await Load(world, guest)).IsMember(id), Is.True);
    }

    [Test]
    public async Task EndMembership_before_its_first_day_never_lets_in()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var begin = world.Clock.GetUtcNow().AddDays(3);
        var guest = await Person(world, "guest");
        _ = await Accept(world, await Token(world, (await Invite(world, owner, id, "guest@example.org", from: begin)).Value), guest);
        Assert.That((await End(world, await MembershipOf(world, guest), owner)).IsOk, Is.True);
        world.Clock.SetUtcNow(begin);
        Assert.That((await Load(world, guest)).IsMember(id), Is.False);
        Assert.That((await Members(world, id, owner))!.Members, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task AcceptInvitation_after_the_period_that_it_offers_is_too_late()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var token = await Token(world, (await Invite(world, owner, id, "guest@example.org", until: world.Clock.GetUtcNow().AddDays(1))).Value);
        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await Accept(world, token, await Person(world, "guest"))).Refusal.Code, Is.EqualTo("invitation.expired"));
    }

    [Test]
    public async Task ChangeMembership_sets_and_lifts_the_end_and_keeps_an_owner_without_one()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var guest = await Join(world, owner, id, "guest", MembershipRole.Publisher);
        var (mine, theirs) = (await MembershipOf(world, owner), await MembershipOf(world, guest));
        var end = world.Clock.GetUtcNow().AddDays(30);

        Assert.That((await Change(world, theirs, MembershipRole.Publisher, owner, world.Clock.GetUtcNow())).Refusal.Code, Is.EqualTo("period.past"));
        Assert.That((await Change(world, theirs, MembershipRole.Publisher, owner, end)).IsOk, Is.True);
        Assert.That((await Members(world, id, owner))!.Members.Single(m => m.MembershipId == theirs).UntilAt, Is.EqualTo(end));
        Assert.That((await Change(world, mine, MembershipRole.Owner, owner, end)).Refusal.Code, Is.EqualTo("membership.last_owner"), "the organisation would be nobody's");
        Assert.That((await Change(world, theirs, MembershipRole.Owner, owner, end)).IsOk, Is.True);
        Assert.That((await End(world, mine, owner)).Refusal.Code, Is.EqualTo("membership.last_owner"), "the other owner leaves on a day that is set");

        Assert.That((await Change(world, theirs, MembershipRole.Owner, owner)).IsOk, Is.True);
        Assert.That((await Change(world, mine, MembershipRole.Owner, owner, end)).IsOk, Is.True);
        world.Clock.SetUtcNow(end);
        Assert.That(((await Load(world, owner)).IsMember(id), (await Load(world, guest)).IsMember(id)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task MemberQueries_show_addresses_to_owners_alone_and_nothing_to_strangers()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Organisation(world);
        var guest = await Join(world, owner, id, "guest", MembershipRole.Viewer);
        _ = await Invite(world, owner, id, "next@example.org");

        var forOwner = (await Members(world, id, owner))!;
        var forGuest = (await Members(world, id, guest))!;
        Assert.That((forOwner.Members.Count, forOwner.Invitations.Count, forOwner.Members.All(m => m.Email is not null)), Is.EqualTo((2, 1, true)));
        Assert.That((forGuest.Members.Count, forGuest.Invitations.Count, forGuest.Members.All(m => m.Email is null)), Is.EqualTo((2, 0, true)));
        Assert.That(await Members(world, id, await Person(world, "stranger")), Is.Null);
    }

    private static Task<Result<Guid>> Invite(World world, Actor actor, Guid id, string email, MembershipRole role = MembershipRole.Viewer, DateTimeOffset? until = null, DateTimeOffset? from = null) =>
        world.With((InviteMember u) => u.Run(new(id, email, role, until, from), actor));

    private static Task<Result<Guid>> Accept(World world, string token, Actor actor) => world.With((AcceptInvitation u) => u.Run(token, actor));

    private static Task<string> Token(World world, Guid invitation) => world.With((InvitationLinks l) => Task.FromResult(l.Token(invitation)));

    private static Task<Result<Done>> Change(World world, Guid membership, MembershipRole role, Actor actor, DateTimeOffset? until = null) =>
        world.With((ChangeMembership u) => u.Run(new(membership, role, until), actor));

    private static Task<Result<Done>> End(World world, Guid membership, Actor actor) => world.With((EndMembership u) => u.Run(membership, actor));

    private static Task<MemberList?> Members(World world, Guid id, Actor actor) => world.With((MemberQueries q) => q.Of(id, actor));

    private static Task<Guid> MembershipOf(World world, Actor actor) => world.Read(db => db.Set<Membership>().Where(m => m.PersonId == actor.PersonId).Select(m => m.Id).SingleAsync());

    private static async Task<Actor> Join(World world, Actor owner, Guid id, string name, MembershipRole role)
    {
        var token = await Token(world, (await Invite(world, owner, id, $"{name}@example.org", role)).Value);
        var person = await Person(world, name);
        _ = (await Accept(world, token, person)).Value;
        return await Load(world, person);
    }

    private static async Task<(Actor Owner, Guid Id)> Organisation(World world)
    {
        var owner = await Person(world, "owner");
        var id = (await world.With((RegisterOrganisation u) => u.Run(new(OrganisationKind.Firm, new() { Name = "Lingang Precision Co.", CreditCode = "91310115MA1K001700" }), owner))).Value;
        return (await Load(world, owner), id);
    }

    private static async Task<Actor> Person(World world, string name)
    {
        var person = await TestData.AddPerson(world.Services, $"{name}@example.org", name);
        return Actor.Anonymous with { PersonId = person.Id, Name = name };
    }

    private static async Task<Actor> Load(World world, Actor actor)
    {
        await world.Drain();
        return (await world.With(async (Actors a) => await a.Load(actor.PersonId!.Value)))!;
    }
}
