using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations;

/// <summary>Registering, changing and verifying organisations, through the use cases.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class OrganisationTests(DatabaseProvider provider)
{
    private const string GoodCode = "91310115MA1K001700";

    // A real code of the pilot time, whose check character does not follow from the rest.
    private const string PilotCode = "91350100M0001TGQXM";

    [Test]
    public async Task RegisterOrganisation_complete_makes_the_person_its_owner()
    {
        await using var world = await World.Create(provider);
        var owner = await Person(world, "owner");
        var id = (await Register(world, owner)).Value;

        var membership = await world.Read(db => db.Set<Membership>().SingleAsync());
        Assert.That((membership.OrganisationId, membership.PersonId, membership.Role), Is.EqualTo((id, owner.PersonId!.Value, MembershipRole.Owner)));
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "organisation.registered", "membership.started" }));
        Assert.That((await Load(world, owner)).IsMember(id, MembershipRole.Owner), Is.True);
    }

    [TestCase(null, "field.required")]
    [TestCase("12345", "uscc.length")]
    [TestCase("91310115MA1K00170O", "uscc.alphabet")]
    public async Task RegisterOrganisation_code_of_wrong_shape_is_refused(string? code, string expected)
    {
        await using var world = await World.Create(provider);
        var answer = await Register(world, await Person(world, "owner"), code);
        Assert.That(answer.Refusal, Is.EqualTo(new Refusal(expected, "CreditCode") { Args = answer.Refusal.Args }));
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task RegisterOrganisation_same_code_at_once_is_stored_once()
    {
        await using var world = await World.Create(provider);
        var people = new List<Actor>();
        for (var i = 0; i < 8; i++) people.Add(await Person(world, $"owner{i}"));
        var answers = await Task.WhenAll(people.Select(p => Register(world, p)));

        Assert.That(answers.Count(a => a.IsOk), Is.EqualTo(1));
        Assert.That(answers.Where(a => !a.IsOk).Select(a => a.Refusal.Code), Is.All.EqualTo("organisation.code_taken"));
    }

    [Test]
    public async Task SaveOrganisation_of_others_is_absent_and_stale_version_is_refused()
    {
        await using var world = await World.Create(provider);
        var owner = await Person(world, "owner");
        var id = (await Register(world, owner)).Value;
        var member = await Load(world, owner);
        var content = Content() with { Summary = "Laser cutting of brittle wafers" };

        Assert.That((await Save(world, id, 1, content, await Person(world, "stranger"))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Save(world, id, 1, content, member)).Value, Is.EqualTo(2));
        Assert.That((await Save(world, id, 1, content, member)).Refusal, Is.EqualTo(Refusal.Stale));
    }

    [Test]
    public async Task AskForVerification_without_licence_is_refused()
    {
        await using var world = await World.Create(provider);
        var owner = await Person(world, "owner");
        var id = (await Register(world, owner)).Value;
        Assert.That((await Ask(world, id, await Load(world, owner))).Refusal.Code, Is.EqualTo("organisation.licence_missing"));
    }

    [Test]
    public async Task DecideVerification_verifies_and_the_members_may_act_at_once()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Asked(world, GoodCode);
        var officer = await Officer(world, PlatformRole.AdminReviewer);
        Assert.That((await Decide(world, id, VerificationAction.Verify, officer)).Value, Is.EqualTo(VerificationStatus.Verified));
        await world.Drain();
        Assert.That((await Load(world, owner)).MemberOf(id)!.Verified, Is.True);
    }

    [Test]
    public async Task DecideVerification_failing_check_needs_a_district_officer_with_a_reason()
    {
        await using var world = await World.Create(provider);
        var (_, id) = await Asked(world, PilotCode);
        Assert.That((await Decide(world, id, VerificationAction.Verify, await Officer(world, PlatformRole.AdminReviewer))).Refusal.Code, Is.EqualTo("organisation.code_check_failed"));
        Assert.That((await Decide(world, id, VerificationAction.Verify, await Officer(world, PlatformRole.Operator), overrule: "licence seen")).Refusal.Code, Is.EqualTo("not_allowed"));
        Assert.That((await Decide(world, id, VerificationAction.Verify, await Officer(world, PlatformRole.AdminReviewer), overrule: "licence seen")).IsOk, Is.True);
        Assert.That(await world.Read(db => db.Set<Organisation>().Select(o => o.CreditCodeOverruled).SingleAsync()), Is.EqualTo("licence seen"));
    }

    [Test]
    public async Task DecideVerification_about_the_own_organisation_or_without_duty_is_refused()
    {
        await using var world = await World.Create(provider);
        var (owner, id) = await Asked(world, GoodCode);
        Assert.That((await Decide(world, id, VerificationAction.Verify, await Load(world, owner))).Refusal, Is.EqualTo(Refusal.NotFound));
        var insider = (await Load(world, owner)) with { Roles = new HashSet<PlatformRole> { PlatformRole.Operator } };
        Assert.That((await Decide(world, id, VerificationAction.Verify, insider)).Refusal.Code, Is.EqualTo("organisation.own"));
    }

    [Test]
    public async Task AddOutcome_same_twice_is_kept_once_and_RemoveOutcome_takes_it_out()
    {
        await using var world = await World.Create(provider);
        var owner = await Person(world, "owner");
        var id = (await Register(world, owner)).Value;
        var member = await Load(world, owner);
        var rows = new[] { new AddOutcome.Row(OutcomeKind.Paper, "GaN on silicon", 2024, null, null, null), new AddOutcome.Row(OutcomeKind.Paper, " GaN on silicon ", 2024, null, null, null) };

        Assert.That((await world.With((AddOutcome u) => u.Run(new(id, rows), member))).Value, Is.EqualTo(1));
        Assert.That((await world.With((AddOutcome u) => u.Run(new(id, rows), member))).Value, Is.Zero);
        var outcome = await world.Read(db => db.Set<Outcome>().SingleAsync());
        var stranger = await Person(world, "stranger");
        Assert.That((await world.With((RemoveOutcome u) => u.Run(outcome.Id, stranger))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((RemoveOutcome u) => u.Run(outcome.Id, member))).IsOk, Is.True);
        Assert.That(await world.Read(db => db.Set<Outcome>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task GrantRole_to_oneself_is_refused_and_RevokeRole_ends_it_at_once()
    {
        await using var world = await World.Create(provider);
        var approver = await Officer(world, PlatformRole.AdminApprover);
        var person = await Person(world, "person");
        Assert.That((await Grant(world, approver.PersonId!.Value, approver)).Refusal.Code, Is.EqualTo("role.own"));
        Assert.That((await Grant(world, person.PersonId!.Value, person)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Grant(world, person.PersonId!.Value, approver)).IsOk, Is.True);
        await world.Drain();
        Assert.That((await Load(world, person)).Has(PlatformRole.Auditor), Is.True);

        Assert.That((await world.With((RevokeRole u) => u.Run(new(person.PersonId!.Value, PlatformRole.Auditor, "left"), approver))).IsOk, Is.True);
        await world.Drain();
        Assert.That((await Load(world, person)).Has(PlatformRole.Auditor), Is.False);
        Assert.That((await world.With((RevokeRole u) => u.Run(new(approver.PersonId!.Value, PlatformRole.AdminApprover, "x"), approver))).Refusal.Code, Is.EqualTo("role.last_approver"));
    }

    [Test]
    public async Task AddMember_by_the_owner_gives_the_role_and_nobody_else_may()
    {
        await using var world = await World.Create(provider);
        var owner = await Person(world, "owner");
        var id = (await Register(world, owner)).Value;
        var person = await Person(world, "person");
        var input = new AddMember.Input(id, person.PersonId!.Value, MembershipRole.Bidder);

        Assert.That((await world.With((AddMember u) => u.Run(input, person))).Refusal, Is.EqualTo(Refusal.NotFound));
        var member = await Load(world, owner);
        Assert.That((await world.With((AddMember u) => u.Run(input, member))).IsOk, Is.True);
        Assert.That((await Load(world, person)).IsMember(id, MembershipRole.Bidder), Is.True);
        Assert.That((await world.With((AddMember u) => u.Run(input with { PersonId = owner.PersonId!.Value }, member))).Refusal.Code, Is.EqualTo("member.is_owner"));
    }

    private static OrganisationContent Content(string? code = GoodCode) => new() { Name = "Lingang Precision Co.", CreditCode = code };

    private static Task<Result<Guid>> Register(World world, Actor actor, string? code = GoodCode) =>
        world.With((RegisterOrganisation u) => u.Run(new(OrganisationKind.Firm, Content(code), IsDemo: false), actor));

    private static Task<Result<long>> Save(World world, Guid id, long version, OrganisationContent content, Actor actor) =>
        world.With((SaveOrganisation u) => u.Run(new(id, version, content), actor));

    private static Task<Result<Done>> Ask(World world, Guid id, Actor actor) => world.With((AskForVerification u) => u.Run(id, actor));

    private static async Task<Result<VerificationStatus>> Decide(World world, Guid id, VerificationAction action, Actor officer, string? overrule = null)
    {
        var version = await world.Read(db => db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.Version).SingleAsync());
        return await world.With((DecideVerification u) => u.Run(new(id, version, action, null, overrule), officer));
    }

    private static Task<Result<Done>> Grant(World world, Guid personId, Actor actor) =>
        world.With((GrantRole u) => u.Run(new(personId, PlatformRole.Auditor, "audit of 2026"), actor));

    private static async Task<(Actor Owner, Guid Id)> Asked(World world, string code)
    {
        var owner = await Person(world, "owner");
        var id = (await Register(world, owner, code)).Value;
        await world.Read(db => db.Set<Organisation>().ExecuteUpdateAsync(set => set.SetProperty(o => o.LicenceFileId, Guid.CreateVersion7())));
        _ = (await Ask(world, id, await Load(world, owner))).Value;
        return (owner, id);
    }

    private static async Task<Actor> Person(World world, string name)
    {
        var person = await TestData.AddPerson(world.Services, $"{name}@example.org", name);
        return Actor.Anonymous with { PersonId = person.Id, Name = name };
    }

    private static async Task<Actor> Officer(World world, PlatformRole role)
    {
        var officer = await Person(world, $"officer{Guid.CreateVersion7():N}");
        await world.With((GrantRole u) => u.Run(new(officer.PersonId!.Value, role, "appointed"), Actor.System));
        await world.Drain();
        return await Load(world, officer);
    }

    private static async Task<Actor> Load(World world, Actor actor)
    {
        await world.Drain();
        return (await world.With(async (Actors a) => await a.Load(actor.PersonId!.Value)))!;
    }
}
