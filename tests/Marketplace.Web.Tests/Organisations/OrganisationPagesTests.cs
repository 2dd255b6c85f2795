using System.Net;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Organisations;

/// <summary>The pages of organisations as visitors see them: public, members, strangers.</summary>
public sealed class OrganisationPagesTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [TestCase("en")]
    [TestCase("zh-CN")]
    public async Task Directory_and_profile_are_open_to_everybody(string culture)
    {
        using var visitor = await _host.Visit(culture: culture);
        var list = await visitor.Open("/organisations?q=optics");
        Assert.That(list.Document.QuerySelectorAll(".challenge-row h3 a").Select(a => a.TextContent), Is.EqualTo(new[] { "Institute of Fine Optics" }));
        var profile = await visitor.Open($"/organisations/{_cast.LabId}");
        Assert.That((profile.Status, profile.Document.QuerySelector("h1")?.TextContent), Is.EqualTo((HttpStatusCode.OK, "Institute of Fine Optics")));
        Assert.That((await visitor.Open($"/organisations/{Guid.CreateVersion7()}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Register_bad_code_keeps_what_was_typed_and_good_code_opens_the_profile()
    {
        var person = await TestData.AddPerson(_host.Services, "new@example.org", "New");
        using var visitor = await _host.Visit(person.Id);
        var form = await visitor.Open("/workspace/organisations/new");
        var refused = await visitor.Submit(form, "form#organisation", Typed("123"));
        Assert.That(refused.Document.QuerySelector("[name='Form.Name']")?.GetAttribute("value"), Is.EqualTo("Ocean <b>Works</b> Co."));
        Assert.That(refused.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_CreditCode" }));
        Assert.That(refused.Html, Does.Not.Contain("<b>Works</b>"));

        var saved = await visitor.Submit(refused, "form#organisation", Typed("91310115MA1K00234X"));
        Assert.That((saved.Status, saved.Document.QuerySelector("form#ask") is not null, saved.Document.QuerySelector("form#licence") is not null), Is.EqualTo((HttpStatusCode.OK, true, true)));
        var asked = await visitor.Submit(saved, "form#ask");
        Assert.That(asked.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#File" }), "the licence is missing");
    }

    [Test]
    public async Task Register_with_a_megabyte_or_bytes_that_are_no_text_says_so_and_keeps_the_rest()
    {
        var person = await TestData.AddPerson(_host.Services, "large@example.org", "Large");
        var before = (await _host.Events()).Count;
        using var visitor = await _host.Visit(person.Id);
        var form = await visitor.Open("/workspace/organisations/new");
        var large = await visitor.Submit(form, "form#organisation", Values(("Form.Name", "Ocean Works Co."), ("Form.CreditCode", "91310115MA1K00234X"), ("Form.Summary", new string('\u6c34', 350_000))));
        Assert.That(large.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_Summary" }), large.Text[..500]);
        Assert.That(large.Document.QuerySelector("[name='Form.Summary']")!.TextContent.Trim(), Has.Length.EqualTo(350_000));
        Assert.That(large.Document.QuerySelector("[name='Form.Name']")!.GetAttribute("value"), Is.EqualTo("Ocean Works Co."));

        var token = form.Document.QuerySelector("form#organisation [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new ByteArrayContent([.. System.Text.Encoding.ASCII.GetBytes($"__RequestVerificationToken={Uri.EscapeDataString(token)}&Form.CreditCode=91310115MA1K00234X&Form.Name="), 0xC3, 0x28, 0xFF]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var broken = await visitor.Read(form.Address, content);
        Assert.That(broken.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Does.Contain("#Form_Name"), broken.Text);
        Assert.That(await _host.Events(), Has.Count.EqualTo(before));
    }

    [Test]
    public async Task Licence_is_judged_by_its_content_and_refused_at_its_field_with_the_reason()
    {
        using var owner = await _host.Visit(_cast.Colleague.PersonId);
        var before = await _host.Read(db => db.Set<StoredFile>().CountAsync());
        var page = await owner.Open($"/workspace/organisations/{_cast.FirmId}");
        foreach (var (name, bytes, code) in BadFiles.All.Append(("notes.txt", "A text"u8.ToArray(), "file.type_not_allowed")))
        {
            var refused = await owner.Attach(page, "form#licence", "file", name, bytes);
            Assert.That((refused.Status, refused.Document.QuerySelectorAll(".error-summary a[href='#File']").Length), Is.EqualTo((HttpStatusCode.OK, 1)), $"{name} {code}: {refused.Text}");
        }

        var nothing = await owner.Submit(page, "form#licence");
        Assert.That(nothing.Document.QuerySelector(".error-summary a[href='#File']"), Is.Not.Null, nothing.Text);
        Assert.That(await _host.Read(db => db.Set<StoredFile>().CountAsync()), Is.EqualTo(before));
    }

    [Test]
    public async Task Stale_save_shows_what_the_other_saved_beside_what_was_typed()
    {
        using var visitor = await _host.Visit(_cast.OtherBidder.PersonId);
        var id = _cast.OtherBidder.Memberships[0].OrganisationId;
        var mine = await visitor.Open($"/workspace/organisations/{id}");
        var theirs = await visitor.Submit(mine, "form#organisation", Values(("Form.CreditCode", "91310115MA1K001700"), ("Form.Summary", "Theirs")));
        Assert.That(theirs.Document.QuerySelector(".error-summary"), Is.Null, theirs.Text);
        var stale = await visitor.Submit(mine, "form#organisation", Values(("Form.CreditCode", "91310115MA1K001700"), ("Form.Summary", "Mine")));
        Assert.That(stale.Document.QuerySelector(".diff")?.TextContent, Does.Contain("Theirs").And.Contain("Mine"));
        var again = await visitor.Submit(stale, "form#organisation");
        Assert.That(again.Document.QuerySelector("[name='Form.Summary']")?.TextContent.Trim(), Is.EqualTo("Mine"));
    }

    [TestCase("")]
    [TestCase("/members")]
    [TestCase("/outcomes")]
    public async Task Pages_of_another_organisation_are_absent(string page)
    {
        using var visitor = await _host.Visit(_cast.Bidder.PersonId);
        Assert.That((await visitor.Open($"/workspace/organisations/{_cast.FirmId}{page}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Open($"/workspace/organisations/{_cast.LabId}{page}")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await visitor.Client.GetAsync($"/organisations/{_cast.FirmId}/licence")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Forged_membership_of_another_organisation_is_absent()
    {
        var foreign = await _host.Read(db => db.Set<Membership>().Where(m => m.PersonId == _cast.Bidder.PersonId).Select(m => m.Id).SingleAsync());
        using var visitor = await _host.Visit(_cast.Colleague.PersonId);
        var page = await visitor.Open($"/workspace/organisations/{_cast.FirmId}/members");
        var form = page.Document.QuerySelectorAll("form[id^='role-']")[0].Id;
        Assert.That((await visitor.Submit(page, $"form#{form}", Values(("membershipId", foreign.ToString()), ("role", "Owner")))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await _host.Read(db => db.Set<Membership>().Where(m => m.Id == foreign).Select(m => m.Role).SingleAsync()), Is.EqualTo(MembershipRole.Bidder));
    }

    [Test]
    public async Task Invitation_link_leads_a_visitor_to_sign_in_and_the_invited_person_in()
    {
        var guest = await TestData.AddPerson(_host.Services, "guest@example.org", "Guest");
        using var owner = await _host.Visit(_cast.Colleague.PersonId);
        var page = await owner.Open($"/workspace/organisations/{_cast.FirmId}/members");
        var sent = await owner.Submit(page, "form#invite-form", Values(("Form.Email", "guest@example.org"), ("Form.Role", "Bidder")));
        Assert.That(sent.Document.QuerySelector(".note.is-good"), Is.Not.Null, sent.Text);
        await _host.Drain();
        var link = TestData.LinkIn((await TestData.Mails(_host.Services)).First(m => m.To.Contains("guest@", StringComparison.Ordinal)));

        using var anonymous = await _host.Visit();
        Assert.That((await anonymous.Open(link)).Document.QuerySelector("a[href^='/account/sign-in']"), Is.Not.Null);
        Assert.That((await anonymous.Open("/account/invitations/forged")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var invited = await _host.Visit(guest.Id);
        var joined = await invited.Submit(await invited.Open(link), "form#accept");
        Assert.That((joined.Status, joined.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, $"/workspace/organisations/{_cast.FirmId}")));
    }

    [Test]
    public async Task First_day_of_a_membership_is_told_to_both_and_opens_the_organisation_on_it()
    {
        var guest = await TestData.AddPerson(_host.Services, "from@example.org", "From");
        using var owner = await _host.Visit(_cast.Colleague.PersonId);
        var address = $"/workspace/organisations/{_cast.FirmId}/members";
        var wrong = await owner.Submit(await owner.Open(address), "form#invite-form", Values(("Form.Email", "from@example.org"), ("Form.Role", "Viewer"), ("Form.FromAt", "2099-12-31"), ("Form.UntilAt", "2099-12-30")));
        Assert.That(wrong.Document.QuerySelector(".error-summary a[href='#Form_UntilAt'], .error-summary a[href='#Form.UntilAt']"), Is.Not.Null, wrong.Text);
        var sent = await owner.Submit(wrong, "form#invite-form", Values(("Form.UntilAt", "")));
        Assert.That(sent.Document.QuerySelectorAll("table")[1].TextContent, Does.Contain("2099-12-31"), sent.Text);
        await _host.Drain();
        var mail = (await TestData.Mails(_host.Services)).First(m => m.To.Contains("from@", StringComparison.Ordinal));
        Assert.That(mail.Text, Does.Contain("2099-12-31"));

        using var invited = await _host.Visit(guest.Id);
        var accepted = await invited.Submit(await invited.Open(TestData.LinkIn(mail)), "form#accept");
        Assert.That((accepted.Status, accepted.Text.Contains("2099-12-31", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.OK, true)), "it says when");
        Assert.That((await invited.Open(address)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await owner.Open(address)).Document.QuerySelectorAll("table")[0].TextContent, Does.Contain("Joins on 2099-12-31"));
        Assert.That(await _host.Read(db => db.Set<Membership>().Where(m => m.PersonId == guest.Id).Select(m => m.FromAt).SingleAsync()), Is.EqualTo(ShanghaiTime.StartOf(new DateOnly(2099, 12, 31))));
    }

    [Test]
    public async Task Last_day_of_an_invitation_and_of_a_membership_is_shown_where_it_was_typed()
    {
        var guest = await TestData.AddPerson(_host.Services, "until@example.org", "Until");
        using var owner = await _host.Visit(_cast.Colleague.PersonId);
        var address = $"/workspace/organisations/{_cast.FirmId}/members";
        var sent = await owner.Submit(await owner.Open(address), "form#invite-form", Values(("Form.Email", "until@example.org"), ("Form.Role", "Publisher"), ("Form.UntilAt", "2099-12-31")));
        Assert.That(sent.Document.QuerySelector(".note.is-good"), Is.Not.Null, sent.Text);
        Assert.That(sent.Document.QuerySelectorAll("table")[1].TextContent, Does.Contain("2099-12-31"));
        await _host.Drain();
        var mail = (await TestData.Mails(_host.Services)).First(m => m.To.Contains("until@", StringComparison.Ordinal));
        Assert.That(mail.Text, Does.Contain("2099-12-31"));

        using var invited = await _host.Visit(guest.Id);
        var invitation = await invited.Open(TestData.LinkIn(mail));
        Assert.That(invitation.Document.QuerySelector("dl.facts")!.TextContent, Does.Contain("2099-12-31"));
        await invited.Submit(invitation, "form#accept");
        var membership = await _host.Read(db => db.Set<Membership>().SingleAsync(m => m.PersonId == guest.Id));
        Assert.That(membership.UntilAt, Is.EqualTo(ShanghaiTime.EndOf(new DateOnly(2099, 12, 31))), "the last day counts in full");

        var row = $"form#role-{membership.Id}";
        var wrong = await owner.Submit(await owner.Open(address), row, Values(("role", "Publisher"), ("until", "31 Dec or so")));
        Assert.That(wrong.Document.QuerySelector(".error-summary"), Is.Not.Null, wrong.Text);
        Assert.That((await owner.Open(address)).Document.QuerySelector($"{row} [name=until]")!.GetAttribute("value"), Is.EqualTo("2099-12-31"));
        var past = await owner.Submit(await owner.Open(address), row, Values(("role", "Publisher"), ("until", "2020-01-01")));
        var toField = past.Document.QuerySelector(".error-summary a")!.GetAttribute("href")!;
        Assert.That(past.Document.QuerySelector(toField)!.GetAttribute("value"), Is.EqualTo("2020-01-01"), "the summary leads to the field, which keeps what was typed");
        var lifted = await owner.Submit(await owner.Open(address), row, Values(("role", "Publisher"), ("until", "")));
        Assert.That(lifted.Document.QuerySelector($"{row} [name=until]")!.GetAttribute("value"), Is.Null.Or.Empty, lifted.Text);
        Assert.That(await _host.Read(db => db.Set<Membership>().Where(m => m.Id == membership.Id).Select(m => m.UntilAt).SingleAsync()), Is.Null);
    }

    private static Dictionary<string, string> Typed(string code) => Values(("Form.Name", "Ocean <b>Works</b> Co."), ("Form.CreditCode", code), ("Form.Keywords", "sensors\n\nsonar"));

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
}
