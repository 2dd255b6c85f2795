using System.Net;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

public sealed class OrganisationsApiTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Organisation_is_registered_saved_handed_in_and_verified_through_the_api()
    {
        var person = await TestData.AddPerson(_host.Services);
        using var owner = await ApiCaller.Create(_host, person.AsActor());
        var made = await owner.Send(HttpMethod.Post, "/api/v1/organisations", """{ "kind": "Institute", "content": { "name": "Institute of Plasma", "creditCode": "91350100M000100Y43", "region": "Pudong" } }""");
        Assert.That(made.Status, Is.EqualTo(HttpStatusCode.Created), made.Text);
        var id = made.Json["id"]!.GetValue<string>();
        var own = await owner.Get($"/api/v1/workspace/organisations/{id}");
        Assert.That((own.Status, own.Json["verification"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.OK, "Draft")), own.Text);

        const string Better = """{ "name": "Institute of Plasma", "creditCode": "91350100M000100Y43", "region": "Pudong", "summary": "Etching", "fields": ["Plasma"] }""";
        Assert.That((await owner.Send(HttpMethod.Put, $"/api/v1/organisations/{id}", Better)).Code, Is.EqualTo("version_missing"));
        var saved = await owner.Send(HttpMethod.Put, $"/api/v1/organisations/{id}", Better, own.ETag);
        Assert.That(saved.Status, Is.EqualTo(HttpStatusCode.NoContent), saved.Text);
        Assert.That((await owner.Send(HttpMethod.Put, $"/api/v1/organisations/{id}", Better, own.ETag)).Code, Is.EqualTo("stale"));
        Assert.That((await owner.Send(HttpMethod.Post, $"/api/v1/organisations/{id}/verification", "{}")).Code, Is.EqualTo("organisation.licence_missing"));
        var licence = await owner.Upload($"/api/v1/organisations/{id}/licence", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray(), "licence.pdf");
        Assert.That(licence.Status, Is.EqualTo(HttpStatusCode.Created), licence.Text);
        Assert.That((await owner.Send(HttpMethod.Post, $"/api/v1/organisations/{id}/verification", "{}")).Status, Is.EqualTo(HttpStatusCode.NoContent));

        using var nobody = await ApiCaller.Create(_host, Actor.Anonymous);
        Assert.That((await nobody.Get($"/api/v1/organisations/{id}")).Status, Is.EqualTo(HttpStatusCode.NotFound), "not before it is verified");
        using var officer = await ApiCaller.Create(_host, _cast.Reviewer);
        var waiting = await officer.Get("/api/v1/admin/organisations");
        Assert.That(waiting.Json["organisations"]!.AsArray().Select(o => o!["id"]!.GetValue<string>()), Is.EqualTo(new[] { id }));
        var looked = await officer.Get($"/api/v1/admin/organisations/{id}");
        var decided = await officer.Send(HttpMethod.Post, $"/api/v1/admin/organisations/{id}/decision", """{ "action": "Verify" }""", looked.ETag);
        Assert.That((decided.Status, decided.Json["status"]!.GetValue<string>()), Is.EqualTo((HttpStatusCode.OK, "Verified")), decided.Text);
        Assert.That((await nobody.Get($"/api/v1/organisations/{id}")).Json["summary"]!.GetValue<string>(), Is.EqualTo("Etching"));
    }

    [Test]
    public async Task Directory_is_paged_and_filtered_and_shows_nothing_of_the_owners()
    {
        using var nobody = await ApiCaller.Create(_host, Actor.Anonymous);
        var all = await nobody.Get("/api/v1/organisations");
        var labs = await nobody.Get("/api/v1/organisations?kind=Institute&q=optics");

        Assert.That((all.Json["total"]!.GetValue<int>(), all.Json["pages"]!.GetValue<int>()), Is.EqualTo((4, 1)), all.Text);
        Assert.That(labs.Json["organisations"]!.AsArray().Select(o => o!["name"]!.GetValue<string>()), Is.EqualTo(new[] { "Institute of Fine Optics" }));
        Assert.That(all.Text, Does.Not.Contain("creditCode").And.Not.Contain("example.org"));
    }

    [Test]
    public async Task Organisation_of_others_and_absent_one_get_the_same_answer()
    {
        using var stranger = await ApiCaller.Create(_host, _cast.OtherPublisher);
        foreach (var (method, path, body) in new (HttpMethod, string, string?)[]
        {
            (HttpMethod.Get, "/api/v1/workspace/organisations/{0}", null), (HttpMethod.Put, "/api/v1/organisations/{0}", """{ "name": "Mine now" }"""),
            (HttpMethod.Post, "/api/v1/organisations/{0}/verification", "{}"), (HttpMethod.Post, "/api/v1/organisations/{0}/outcomes", """{ "outcomes": [] }"""),
            (HttpMethod.Get, "/api/v1/admin/organisations/{0}", null), (HttpMethod.Post, "/api/v1/admin/organisations/{0}/decision", """{ "action": "Verify" }"""),
        })
        {
            var foreign = await stranger.Send(method, path.Replace("{0}", _cast.FirmId.ToString(), StringComparison.Ordinal), body, "\"1\"");
            var absent = await stranger.Send(method, path.Replace("{0}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal), body, "\"1\"");
            Assert.That((foreign.Status, foreign.Said), Is.EqualTo((absent.Status, absent.Said)), path);
            Assert.That(foreign.Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        }
    }

    [Test]
    public async Task Licence_is_judged_by_its_content()
    {
        using var owner = await ApiCaller.Create(_host, _cast.Colleague);
        foreach (var (name, bytes, code) in BadFiles.All.Append(("notes.txt", "A text"u8.ToArray(), "file.type_not_allowed")))
        {
            var refused = await owner.Upload($"/api/v1/organisations/{_cast.FirmId}/licence", bytes, name);
            Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, code)), $"{name}: {refused.Text}");
        }

        var large = await owner.Upload($"/api/v1/organisations/{_cast.FirmId}/licence", new byte[UploadLicence.Limits.MaxBytes + 1], "licence.pdf");
        Assert.That((large.Status, large.Code), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "file.too_large")), large.Text);
        Assert.That(await _host.Read(db => db.Set<StoredFile>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Outcomes_are_added_imported_and_read()
    {
        using var owner = await ApiCaller.Create(_host, _cast.OtherBidder);
        var lab = _cast.OtherBidder.Memberships[0].OrganisationId;
        var added = await owner.Send(HttpMethod.Post, $"/api/v1/organisations/{lab}/outcomes", """{ "outcomes": [{ "kind": "Paper", "title": "On films", "year": 2024 }] }""");
        Assert.That((added.Status, added.Text), Is.EqualTo((HttpStatusCode.OK, """{"added":1}""")));
        var bad = await owner.Send(HttpMethod.Post, $"/api/v1/organisations/{lab}/outcomes", """{ "outcomes": [{ "kind": "Paper", "title": "" }] }""");
        Assert.That((int)bad.Status, Is.EqualTo(422), bad.Text);
        using var file = new StringContent("title,year,kind\nOn surfaces,2023,paper\n,2020,paper\n", System.Text.Encoding.UTF8, "text/csv");
        var imported = await owner.SendContent(HttpMethod.Post, $"/api/v1/organisations/{lab}/outcomes/import?name=list.csv", file);
        Assert.That((imported.Status, imported.Json["added"]!.GetValue<int>()), Is.EqualTo((HttpStatusCode.OK, 1)), imported.Text);
        using var nobody = await ApiCaller.Create(_host, Actor.Anonymous);
        Assert.That((await nobody.Get($"/api/v1/organisations/{lab}/outcomes")).Json["total"]!.GetValue<int>(), Is.EqualTo(2));
    }
}
