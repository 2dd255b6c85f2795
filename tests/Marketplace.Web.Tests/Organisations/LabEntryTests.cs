using System.Reflection;
using System.Text;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Marketplace.Web.Pages.Workspace.Organisations;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Organisations;

/// <summary>A laboratory comes in through the pages: registration, licence, verification against a failing code, outcomes, and its public profile.</summary>
public sealed class LabEntryTests
{
    /// <summary>A real code of the pilot time, which fails the check.</summary>
    private const string PilotCode = "91350100M0001TGQXM";

    private static readonly (string Name, string Typed, string? Page, bool Public)[] Typed =
    [
        ("Name", Text("软物质研究所"), null, true), ("NameEn", Text("Institute of Soft Matter"), null, true), ("CreditCode", PilotCode, null, false), ("Country", "CN", null, false),
        ("Region", "YangtzeDelta", "Yangtze River Delta", true), ("Tier", "LittleGiant", "SRDI \"little giant\"", true), ("Address", Text("Road 1"), null, true),
        ("Website", "https://soft.example.org/?a=1&b=2", null, true), ("Summary", Text("凝胶"), null, true), ("SummaryEn", Text("Gels"), null, true),
        ("Fields", Text("Rheology"), null, true), ("Keywords", Text("hydrogel"), null, true), ("Equipment", Text("Rheometer"), null, true),
    ];

    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private Visitor _owner = null!;
    private Guid _id;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        _owner = await _host.Visit((await TestData.AddPerson(_host.Services, "owner@example.org", "Owner")).Id);
        var form = await _owner.Open("/workspace/organisations/new");
        var registered = await _owner.Submit(form, "form#organisation", Typed.Select(f => KeyValuePair.Create("Form." + f.Name, f.Typed)).Append(new("Kind", "Institute")));
        Assert.That(registered.Document.QuerySelector("form#licence"), Is.Not.Null, registered.Text);
        _id = Guid.Parse(registered.Address.AbsolutePath.Split('/')[3]);
    }

    [TearDown]
    public async Task End()
    {
        _owner.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public void Fields_of_the_profile_are_all_typed_here() =>
        Assert.That(Typed.Select(f => f.Name), Is.EquivalentTo(typeof(OrganisationForm).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.Name).Except([nameof(OrganisationForm.Version)])));

    [Test]
    public async Task Laboratory_with_a_failing_code_is_verified_with_a_reason_and_shows_all_that_it_typed()
    {
        await HandIn();
        using var officer = await _host.Visit(_cast.Reviewer.PersonId);
        Assert.That((await officer.Open("/admin/organisations")).Document.QuerySelector($"a[href='/admin/organisations/{_id}']"), Is.Not.Null, "it waits in the queue");
        var page = await officer.Open($"/admin/organisations/{_id}");
        Assert.That(page.Text, Does.Contain(PilotCode).And.Contain("licence.pdf"));
        Assert.That(Hostile.Acting(page), Is.Empty);
        var refused = await officer.Submit(page, "form#decide", [new("Form.Action", "Verify")]);
        Assert.That(refused.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_OverruleReason" }), "the code's check fails");
        Assert.That((await Stored()).Verification, Is.EqualTo(VerificationStatus.Submitted));

        var verified = await officer.Submit(refused, "form#decide", [new("Form.Action", "Verify"), new("Form.OverruleReason", Text("Original seen"))]);
        Assert.That(verified.Text, Does.Contain(Text("Original seen")));
        Assert.That(Hostile.Acting(verified), Is.Empty);
        Assert.That(((await Stored()).Verification, (await Stored()).CreditCodeOverruled), Is.EqualTo((VerificationStatus.Verified, Text("Original seen"))));
        Assert.That((await _host.Events())[^1].Type, Is.EqualTo("organisation.verified"));
        await AssertPublic();
    }

    [Test]
    public async Task Operator_finds_no_field_for_overruling_and_cannot_verify_a_failing_code()
    {
        await HandIn();
        using var officer = await _host.Visit(_cast.Operator.PersonId);
        var page = await officer.Open($"/admin/organisations/{_id}");
        Assert.That(page.Document.QuerySelector("[name='Form.OverruleReason']"), Is.Null);
        var refused = await officer.Submit(page, "form#decide", [new("Form.Action", "Verify"), new("Form.OverruleReason", "Original seen")]);
        Assert.That(refused.Document.QuerySelector(".error-summary"), Is.Not.Null, refused.Text);
        Assert.That((await Stored()).Verification, Is.EqualTo(VerificationStatus.Submitted));
    }

    [Test]
    public async Task Outcomes_are_typed_in_imported_with_a_report_of_the_rows_and_read_on_the_profile()
    {
        await _host.Read(db => db.Set<Organisation>().Where(o => o.Id == _id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verification, VerificationStatus.Verified)));
        var address = $"/workspace/organisations/{_id}/outcomes";
        var added = await _owner.Submit(await _owner.Open(address), "form#add-form",
            [new("Form.Kind", "Prototype"), new("Form.Title", Text("Gel pump")), new("Form.Year", "２０２４"), new("Form.Identifier", "GP-1"), new("Form.Keywords", "pump"), new("Form.Abstract", Text("Pumps gel"))]);
        Assert.That(added.Document.QuerySelector(".note.is-good"), Is.Not.Null, added.Text);
        Assert.That(Hostile.Acting(added), Is.Empty);

        var table = "Title,Year,Type\nGaN <b>on</b> silicon,2024,paper\n,2023,paper\nLaser dicing,2022,patent\n";
        var check = await _owner.Attach(await _owner.Open(address), "form#check", "file", "outcomes.csv", Encoding.UTF8.GetBytes(table));
        Assert.That(check.Text, Does.Contain("2 rows can be imported").And.Contain("1 row cannot be imported"));
        Assert.That(check.Document.QuerySelectorAll("#import, section[aria-labelledby=import] tbody tr").SelectMany(r => r.QuerySelectorAll("td")).Select(c => c.TextContent).Take(2), Is.EqualTo(new[] { "3", "Refused" }), "the row without a title");
        Assert.That(await Outcomes(), Has.Count.EqualTo(1), "checked and not yet imported");
        var imported = await _owner.Submit(check, "form#import-form");
        Assert.That(imported.Document.QuerySelector("form#import-form"), Is.Null, imported.Text);
        const string bib = "@article{a, title = {Soft {robots}}, year = {2021}, doi = {10.1000/x1}}";
        await _owner.Submit(await _owner.Attach(await _owner.Open(address), "form#check", "file", "more.bib", Encoding.UTF8.GetBytes(bib)), "form#import-form");

        string[] all = [Text("Gel pump"), "GaN <b>on</b> silicon", "Laser dicing", "Soft robots"];
        Assert.That((await Outcomes()).Select(o => o.Title), Is.EquivalentTo(all));
        using var anybody = await _host.Visit();
        var profile = await anybody.Open($"/organisations/{_id}");
        Assert.That(profile.Document.QuerySelectorAll(".outcome-list h3").Select(t => t.TextContent), Is.EquivalentTo(all));
        Assert.That(profile.Text, Does.Contain(Text("Pumps gel")).And.Contain("GP-1").And.Contain("2024"));
        Assert.That(Hostile.Acting(profile), Is.Empty);
        Assert.That((await anybody.Open($"/organisations/{_id}?kind=Patent")).Document.QuerySelectorAll(".outcome-list h3").Select(t => t.TextContent), Is.EqualTo(new[] { "Laser dicing" }));

        var row = (await _owner.Open(address)).Document.QuerySelectorAll(".outcome-list li").ToList().FindIndex(l => l.TextContent.Contains("Laser dicing", StringComparison.Ordinal)) + 1;
        await _owner.Submit(await _owner.Open(address), $".outcome-list li:nth-child({row}) form");
        Assert.That((await Outcomes()).Select(o => o.Title), Is.EquivalentTo(all.Except(["Laser dicing"])));
        Assert.That((await _host.Events()).Count(e => e.Type.StartsWith("organisation.outcomes", StringComparison.Ordinal)), Is.EqualTo(4), "added, imported twice, removed");
    }

    private async Task HandIn()
    {
        var profile = await _owner.Open($"/workspace/organisations/{_id}");
        Assert.That(profile.Document.QuerySelector("#credit-code-finding .note"), Is.Not.Null, "a failing code is a warning");
        var licence = await _owner.Attach(profile, "form#licence", "file", "licence.pdf", BadFiles.Pdf);
        Assert.That(licence.Document.QuerySelector($"a[href='/organisations/{_id}/licence']")?.TextContent, Is.EqualTo("licence.pdf"), licence.Text);
        var asked = await _owner.Submit(licence, "form#ask");
        Assert.That((asked.Document.QuerySelector("form#ask"), (await Stored()).Verification), Is.EqualTo(((object?)null, VerificationStatus.Submitted)), asked.Text);
        Assert.That((await _host.Events())[^1].Type, Is.EqualTo("organisation.verification_asked"));
    }

    private async Task AssertPublic()
    {
        await _host.Drain();
        using var anybody = await _host.Visit();
        using var chinese = await _host.Visit(culture: "zh-CN");
        Page[] pages = [await anybody.Open($"/organisations/{_id}"), await chinese.Open($"/organisations/{_id}")];
        var text = string.Join('\n', pages.Select(p => p.Text));
        Assert.That(Typed.Where(f => f.Public && !text.Contains(f.Page ?? f.Typed, StringComparison.Ordinal)).Select(f => f.Name), Is.Empty, text);
        Assert.That(text, Does.Not.Contain(PilotCode).And.Not.Contain("Original seen"), "the code and the officer's reason are not everybody's");
        Assert.That(pages.Append(await anybody.Open("/organisations")).SelectMany(Hostile.Acting), Is.Empty);
    }

    private Task<Organisation> Stored() => _host.Read(db => db.Set<Organisation>().AsNoTracking().SingleAsync(o => o.Id == _id));

    private Task<List<Outcome>> Outcomes() => _host.Read(db => db.Set<Outcome>().AsNoTracking().Where(o => o.OrganisationId == _id).ToListAsync());

    private static string Text(string words) => $"{words} {Hostile.Text}";
}
