using System.Text;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Organisations.OutcomeImport;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations;

/// <summary>Directory, queue, people list, licence and import, on both databases because their queries differ in SQL.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class OrganisationReadingTests(DatabaseProvider provider)
{
    private static readonly byte[] Pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray();

    [Test]
    public async Task OrganisationDirectory_shows_verified_only_and_counts_with_the_other_filters()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await world.Read(async db =>
        {
            var lab = await db.Set<Organisation>().SingleAsync(o => o.Id == cast.LabId);
            (lab.Fields, lab.Keywords) = (["Optics"], ["gallium nitride"]);
            await db.Set<Organisation>().Where(o => o.Name.StartsWith("Zhangjiang")).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verification, VerificationStatus.Suspended));
            return await db.SaveChangesAsync();
        });

        var all = await Find(world, new());
        Assert.That(all.Rows.Select(r => r.Name), Is.EqualTo(new[] { "Institute of Fine Optics", "Institute of Surface Physics", "Lingang Precision Co." }));
        var institutes = await Find(world, new() { Kinds = [OrganisationKind.Institute] });
        Assert.That((institutes.Total, institutes.Counts.Kinds[OrganisationKind.Firm]), Is.EqualTo((2, 1)), "a facet counts without its own choice");
        Assert.That((await Find(world, new() { Words = "GALLIUM optics" })).Rows.Single().Id, Is.EqualTo(cast.LabId));
        Assert.That((await Find(world, new() { Field = "optics" })).Rows.Single().Id, Is.EqualTo(cast.LabId));
        Assert.That((await Find(world, new() { Words = "100%_nothing" })).Total, Is.Zero);
        Assert.That((await Find(world, new() { Page = 99 })).Page, Is.EqualTo(1));
    }

    [Test]
    public async Task Profile_of_unverified_is_for_its_members_alone()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await world.Read(db => db.Set<Organisation>().Where(o => o.Id == cast.FirmId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verification, VerificationStatus.Submitted)));
        Assert.That(await world.With((OrganisationQueries q) => q.Profile(cast.FirmId, Actor.Anonymous)), Is.Null);
        Assert.That(await world.With((OrganisationQueries q) => q.Profile(cast.FirmId, cast.Bidder)), Is.Null);
        Assert.That(await world.With((OrganisationQueries q) => q.Profile(cast.FirmId, cast.Publisher)), Is.Not.Null);
        Assert.That(await world.With((OrganisationQueries q) => q.Own(cast.FirmId, cast.Bidder)), Is.Null);
        Assert.That((await world.With((OrganisationQueries q) => q.Mine(cast.Publisher))).Single().Members, Is.EqualTo(2));
    }

    [Test]
    public async Task VerificationQueue_is_for_officers_and_shows_what_was_verified_before()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var owner = cast.Colleague;
        var own = (await world.With((OrganisationQueries q) => q.Own(cast.FirmId, owner)))!;
        await world.Read(db => db.Set<Organisation>().Where(o => o.Id == cast.FirmId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verification, VerificationStatus.Submitted)));
        _ = (await world.With((DecideVerification u) => u.Run(new(cast.FirmId, own.Version, VerificationAction.Verify, null), cast.Reviewer))).Value;
        var saved = (await world.With((SaveOrganisation u) => u.Run(new(cast.FirmId, own.Version + 1, own.Content with { Name = "Lingang Ultra Precision Co.", CreditCode = "91310115MA1K001700" }), owner)));
        Assert.That(saved.IsOk, Is.True);

        var found = (await world.With((VerificationQueue q) => q.Find(cast.FirmId, cast.Operator)))!;
        Assert.That((found.Verification, found.VerifiedName, found.Name), Is.EqualTo((VerificationStatus.Submitted, "Lingang Precision Co.", "Lingang Ultra Precision Co.")));
        Assert.That((await world.With((VerificationQueue q) => q.Page(VerificationStatus.Submitted, 1, cast.Auditor))).Single().Again, Is.True);
        Assert.That((await world.With((VerificationQueue q) => q.Counts(cast.Operator)))[VerificationStatus.Submitted], Is.EqualTo(1));
        Assert.That(await world.With((VerificationQueue q) => q.Find(cast.FirmId, cast.Publisher)), Is.Null);
        Assert.That(await world.With((VerificationQueue q) => q.Counts(cast.Publisher)), Is.Empty);
    }

    [Test]
    public async Task UploadLicence_by_owner_is_kept_and_read_by_members_and_officers_alone()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        Assert.That((await Upload(world, cast, cast.Publisher, Pdf, "licence.pdf")).Refusal, Is.EqualTo(Refusal.NotFound), "only owners edit");
        Assert.That((await Upload(world, cast, cast.Colleague, "plain"u8.ToArray(), "licence.pdf")).Refusal.Field, Is.EqualTo("File"));
        Assert.That((await Upload(world, cast, cast.Colleague, Pdf, "licence.pdf")).IsOk, Is.True);

        Assert.That((await world.With((LicenceQueries q) => q.File(cast.FirmId, cast.Publisher)))!.Name, Is.EqualTo("licence.pdf"));
        Assert.That(await world.With((LicenceQueries q) => q.File(cast.FirmId, cast.Operator)), Is.Not.Null);
        Assert.That(await world.With((LicenceQueries q) => q.File(cast.FirmId, cast.Bidder)), Is.Null);
        Assert.That((await world.Events()).Single().Type, Is.EqualTo("organisation.licence_uploaded"));
    }

    [Test]
    public async Task CheckOutcomes_changes_nothing_and_ImportOutcomes_takes_the_readable_rows_once()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        const string table = "Title,Year,Type\nGaN on silicon,2024,paper\n,2023,paper\nLaser dicing,2022,patent\n";
        var owner = cast.OtherBidder;
        var id = owner.Memberships[0].OrganisationId;
        Assert.That((await Check(world, id, table, cast.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Check(world, id, "", owner)).Refusal.Code, Is.EqualTo("import.empty"));

        var file = (await Check(world, id, table, owner)).Value;
        var report = (await world.With((OutcomeFileQueries q) => q.Last(id, owner)))!;
        Assert.That((report.Read.Outcomes.Count, report.Read.Count(RowVerdict.Refused), report.ImportedAt), Is.EqualTo((2, 1, (DateTimeOffset?)null)));
        Assert.That(await world.Read(db => db.Set<Outcome>().CountAsync()), Is.Zero);
        Assert.That(await world.With((OutcomeFileQueries q) => q.Last(id, cast.Bidder)), Is.Null);

        Assert.That((await world.With((ImportOutcomes u) => u.Run(file, cast.Bidder))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((ImportOutcomes u) => u.Run(file, owner))).Value, Is.EqualTo(2));
        Assert.That((await world.With((ImportOutcomes u) => u.Run(file, owner))).Value, Is.EqualTo(2));
        var stored = await world.Read(db => db.Set<Outcome>().OrderBy(o => o.Year).Select(o => o.Source).ToListAsync());
        Assert.That(stored, Is.EqualTo(new[] { "outcomes.csv, 4", "outcomes.csv, 2" }));
        var page = await world.With((OutcomeQueries q) => q.Of(id, new(OutcomeKind.Patent)));
        Assert.That((page.Total, page.All, page.Years.Count), Is.EqualTo((1, 2, 2)));
    }

    [Test]
    public async Task SuspendPerson_shuts_the_session_and_ReinstatePerson_opens_the_sign_in()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var bidder = cast.Bidder.PersonId!.Value;
        Assert.That((await world.With((SuspendPerson u) => u.Run(new(bidder, "misuse"), cast.Operator))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((SuspendPerson u) => u.Run(new(bidder, " "), cast.Supervisor))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await world.With((SuspendPerson u) => u.Run(new(cast.Supervisor.PersonId!.Value, "x"), cast.Supervisor))).Refusal.Code, Is.EqualTo("person.own"));
        Assert.That((await world.With((SuspendPerson u) => u.Run(new(cast.Approver.PersonId!.Value, "x"), cast.Supervisor))).Refusal.Code, Is.EqualTo("role.last_approver"));

        Assert.That((await world.With((SuspendPerson u) => u.Run(new(bidder, "misuse"), cast.Supervisor))).IsOk, Is.True);
        await world.Drain();
        Assert.That(await world.With(async (Actors a) => await a.Load(bidder)), Is.Null);
        Assert.That((await world.Events()).Last(e => e.Type == "person.suspended").Reason, Is.EqualTo("misuse"));
        Assert.That((await world.With((ReinstatePerson u) => u.Run(new(bidder, "cleared"), cast.Approver))).IsOk, Is.True);
        await world.Drain();
        Assert.That(await world.With(async (Actors a) => await a.Load(bidder)), Is.Not.Null);
    }

    [Test]
    public async Task PeopleQueries_find_by_name_address_and_duty_for_officers_alone()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        Task<PeoplePage> People(PeopleFilter filter, Actor actor) => world.With((PeopleQueries q) => q.Find(filter, actor));
        Assert.That((await People(new(Words: "OTHER-bidder@"), cast.Auditor)).Rows.Single().Memberships.Single().Role, Is.EqualTo(MembershipRole.Owner));
        Assert.That((await People(new(Role: PlatformRole.Supervisor), cast.Auditor)).Rows.Single().Id, Is.EqualTo(cast.Supervisor.PersonId));
        Assert.That((await People(new(SuspendedOnly: true), cast.Auditor)).Total, Is.Zero);
        Assert.That((await People(new(), cast.Publisher)).Total, Is.Zero);
        Assert.That((await world.With((PeopleQueries q) => q.One(cast.Supervisor.PersonId!.Value, cast.Operator)))!.Grants.Single().Reason, Is.EqualTo("test"));
        Assert.That(await world.With((PeopleQueries q) => q.One(cast.Supervisor.PersonId!.Value, cast.Publisher)), Is.Null);
    }

    private static Task<DirectoryPage> Find(World world, DirectoryFilter filter) => world.With((OrganisationDirectory d) => d.Find(filter));

    private static Task<Result<Guid>> Upload(World world, ChallengeCast cast, Actor actor, byte[] content, string name) =>
        world.With((UploadLicence u) => u.Run(new(cast.FirmId, new MemoryStream(content), name), actor));

    private static Task<Result<Guid>> Check(World world, Guid id, string table, Actor actor) =>
        world.With((CheckOutcomes u) => u.Run(new(id, new MemoryStream(Encoding.UTF8.GetBytes(table)), "outcomes.csv"), actor));
}
