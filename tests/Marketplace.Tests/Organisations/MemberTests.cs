using System.Text;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Marketplace.Tests.Files;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations;

/// <summary>Invitations, memberships, suspension, licence and imported outcomes, through the use cases.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class MemberTests(DatabaseProvider provider)
{
    [Test]
    public async Task AcceptInvitation_by_the_invited_address_alone_and_once()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        var (guest, stranger) = (await Person(world, "guest"), await Person(world, "stranger"));
        var invitation = (await Invite(world, id, "Guest@example.org", owner)).Value;
        var token = await world.With((InvitationLinks links) => Task.FromResult(links.Token(invitation)));

        Assert.That((await Accept(world, token, stranger)).Refusal.Code, Is.EqualTo("invitation.other_address"));
        Assert.That((await Accept(world, token + "x", guest)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Accept(world, token, guest)).Value, Is.EqualTo(id));
        Assert.That((await Accept(world, token, guest)).Refusal.Code, Is.EqualTo("invitation.accepted_before"));
        Assert.That((await Load(world, guest)).IsMember(id, MembershipRole.Bidder), Is.True);
    }

    [Test]
    public async Task InviteMember_without_being_owner_is_absent_and_WithdrawInvitation_ends_the_link()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        var guest = await Person(world, "guest");
        Assert.That((await Invite(world, id, "guest@example.org", guest)).Refusal, Is.EqualTo(Refusal.NotFound));
        var invitation = (await Invite(world, id, "guest@example.org", owner)).Value;
        Assert.That((await world.With((WithdrawInvitation u) => u.Run(invitation, owner))).IsOk, Is.True);
        var token = await world.With((InvitationLinks links) => Task.FromResult(links.Token(invitation)));
        Assert.That((await Accept(world, token, guest)).IsOk, Is.False);
    }

    [Test]
    public async Task Last_owner_neither_ChangeMembership_nor_EndMembership()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        var own = await world.Read(db => db.Set<Membership>().Where(m => m.OrganisationId == id).Select(m => m.Id).SingleAsync());
        Assert.That((await world.With((ChangeMembership u) => u.Run(new(own, MembershipRole.Viewer), owner))).Refusal.Code, Is.EqualTo("membership.last_owner"));
        Assert.That((await world.With((EndMembership u) => u.Run(own, owner))).Refusal.Code, Is.EqualTo("membership.last_owner"));
    }

    [Test]
    public async Task EndMembership_takes_the_standing_away_at_once()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        var member = await Person(world, "member");
        await world.With((AddMember u) => u.Run(new(id, member.PersonId!.Value, MembershipRole.Publisher), owner));
        var membership = await world.Read(db => db.Set<Membership>().Where(m => m.PersonId == member.PersonId).Select(m => m.Id).SingleAsync());
        Assert.That((await world.With((ChangeMembership u) => u.Run(new(membership, MembershipRole.Bidder), owner))).IsOk, Is.True);
        Assert.That((await Load(world, member)).IsMember(id, MembershipRole.Bidder), Is.True);
        Assert.That((await world.With((EndMembership u) => u.Run(membership, owner))).IsOk, Is.True);
        Assert.That((await Load(world, member)).IsMember(id), Is.False);
    }

    [Test]
    public async Task SuspendPerson_by_the_duty_alone_and_ReinstatePerson_gives_back()
    {
        await using var world = await World.Create(provider);
        var person = await Person(world, "person");
        var officer = (await Person(world, "officer")) with { Roles = new HashSet<PlatformRole> { PlatformRole.Supervisor } };
        Assert.That((await Suspend(world, person.PersonId!.Value, person)).IsOk, Is.False);
        Assert.That((await Suspend(world, person.PersonId!.Value, officer)).IsOk, Is.True);
        await world.Drain();
        Assert.That(await world.With(async (Actors a) => await a.Load(person.PersonId!.Value)), Is.Null);
        Assert.That((await world.With((ReinstatePerson u) => u.Run(new(person.PersonId!.Value, "cleared"), officer))).IsOk, Is.True);
        Assert.That((await Load(world, person)).PersonId, Is.EqualTo(person.PersonId));
    }

    [Test]
    public async Task UploadLicence_of_a_real_file_is_kept_and_of_a_page_is_refused()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        using var licence = new MemoryStream(Samples.Pdf);
        Assert.That((await world.With((UploadLicence u) => u.Run(new(id, licence, "licence.pdf"), owner))).IsOk, Is.True);
        using var page = new MemoryStream("<html><script>alert(1)</script>"u8.ToArray());
        Assert.That((await world.With((UploadLicence u) => u.Run(new(id, page, "licence.pdf"), owner))).IsOk, Is.False);
        Assert.That(await world.Read(db => db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.LicenceFileId).SingleAsync()), Is.Not.Null);
    }

    [Test]
    public async Task UploadLicence_again_and_again_is_refused_until_a_day_has_passed()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        for (var i = 0; i < UploadLicence.MostPerDay; i++) Assert.That((await Upload(world, id, owner, i)).IsOk, Is.True);
        var over = await Upload(world, id, owner, 100);
        Assert.That((over.Refusal.Code, over.Refusal.Field), Is.EqualTo(("organisation.too_many_licences", "File")));
        Assert.That(await world.Read(db => db.Set<StoredFile>().CountAsync()), Is.EqualTo(UploadLicence.MostPerDay));

        world.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await Upload(world, id, owner, 101)).IsOk, Is.True);
    }

    [Test]
    public async Task CheckOutcomes_reads_a_file_and_ImportOutcomes_adds_its_rows_once()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Firm(world);
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("title,year,type\nGaN on silicon,2024,paper\nHollow cathode,2023,patent\n"));
        var checkedFile = (await world.With((CheckOutcomes u) => u.Run(new(id, file, "outcomes.csv"), owner))).Value;
        Assert.That(await world.Read(db => db.Set<Outcome>().CountAsync()), Is.Zero, "nothing is added before it was looked at");
        Assert.That((await world.With((ImportOutcomes u) => u.Run(checkedFile, owner))).Value, Is.EqualTo(2));
        Assert.That(await world.Read(db => db.Set<Outcome>().CountAsync()), Is.EqualTo(2));
    }

    private static Task<Result<Guid>> Invite(World world, Guid id, string email, Actor actor) =>
        world.With((InviteMember u) => u.Run(new(id, email, MembershipRole.Bidder), actor));

    private static async Task<Result<Guid>> Upload(World world, Guid id, Actor actor, int number)
    {
        using var licence = new MemoryStream([.. Samples.Pdf, (byte)number]);
        return await world.With((UploadLicence u) => u.Run(new(id, licence, "licence.pdf"), actor));
    }

    private static Task<Result<Guid>> Accept(World world, string token, Actor actor) => world.With((AcceptInvitation u) => u.Run(token, actor));

    private static Task<Result<Done>> Suspend(World world, Guid personId, Actor actor) => world.With((SuspendPerson u) => u.Run(new(personId, "misuse"), actor));

    private static async Task<(Actor Owner, Guid Id)> Firm(World world)
    {
        var owner = await Person(world, "owner");
        var content = new OrganisationContent { Name = "Lingang Precision Co.", CreditCode = "91310115MA1K001700" };
        var id = (await world.With((RegisterOrganisation u) => u.Run(new(OrganisationKind.Firm, content), owner))).Value;
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
