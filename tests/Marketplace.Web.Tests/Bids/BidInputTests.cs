using System.Net;
using System.Reflection;
using System.Text;
using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Pages.Bids;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Bids;

/// <summary>What people and programs get wrong: it is said at the field, nothing of it is stored, and nothing that was typed is lost.</summary>
public sealed class BidInputTests
{
    private WebHost _host = null!;
    private BidScene _scene = null!;
    private Visitor _visitor = null!;
    private Guid _id;

    [SetUp]
    public async Task Open()
    {
        _host = await WebHost.Create();
        _scene = await BidScene.Create(_host.Services, labs: 2);
        (_id, _) = await _scene.Draft(_scene.Labs[0]);
        _visitor = await _host.Visit(_scene.Labs[0].Actor.PersonId);
    }

    [TearDown]
    public async Task Close()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase(BidRules.MaxLong + 1)]
    [TestCase(1_000_000)]
    public async Task Save_of_an_over_long_text_says_so_at_the_field_and_keeps_it_on_the_page(int length)
    {
        var page = await Send("approach", "Form.Route", new string('x', length));

        Assert.That(page.Document.QuerySelector("#Form_Route-error")!.TextContent, Does.Contain("8,000"));
        Assert.That(page.Document.QuerySelector("#Form_Route")!.TextContent.Trim(), Has.Length.EqualTo(length));
        Assert.That((await Kept()).Route, Does.Not.Contain("xxx"));
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("\" onfocus=\"alert(1)")]
    [TestCase("<img src=x onerror=alert(1)>")]
    public async Task Script_in_a_text_stays_text_wherever_it_is_shown(string text)
    {
        _ = await Send("approach", "Form.Route", text);
        _ = await Send("team", "Form.Leader.Name", text);
        foreach (var step in new[] { "approach", "team", "summary" })
        {
            var page = await _visitor.Open(Edit(step));
            Assert.That(page.Document.QuerySelectorAll("main script, main [onfocus], main [onerror]"), Is.Empty, step);
        }

        Assert.That((await Kept()).Route, Is.EqualTo(text));
    }

    [TestCase("Form.RequestedBounty", "壹佰万", "plan", "RequestedBounty")]
    [TestCase("Form.RequestedBounty", "-5", "plan", "RequestedBounty")]
    [TestCase("Form.RequestedBounty", "1,600,000", "plan", "RequestedBounty")]
    [TestCase("Form.Budget[0].Amount", "0", "plan", "Budget[0].Amount")]
    [TestCase("Form.WorkPlan[0].Month", "40", "plan", "WorkPlan[0].Month")]
    public async Task Submit_with_an_amount_or_month_that_does_not_fit_names_the_field(string field, string typed, string step, string refused)
    {
        _ = await Send(step, field, typed);
        _ = await Submit(await _visitor.Open(Edit("summary")));
        var page = await _visitor.Open(Edit(step) + "?check=true");

        Assert.That(page.Document.QuerySelector($"[name='{field}'][aria-invalid=true]")?.GetAttribute("value"), Is.EqualTo(typed), refused);
        Assert.That(await Versions(), Is.Zero);
    }

    private static IEnumerable<TestCaseData> Unwelcome()
    {
        yield return new TestCaseData("a.pdf", Array.Empty<byte>()) { TestName = "Attach_of_an_empty_file_is_refused" };
        yield return new TestCaseData("a.pdf", "MZ\u0090\0\u0003"u8.ToArray()) { TestName = "Attach_of_a_program_named_as_a_document_is_refused" };
        yield return new TestCaseData("a.png", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"u8.ToArray()) { TestName = "Attach_of_a_drawing_with_script_is_refused" };
        yield return new TestCaseData("a.txt", "<!DOCTYPE html><html><body onload=alert(1)>"u8.ToArray()) { TestName = "Attach_of_a_web_page_named_as_text_is_refused" };
        yield return new TestCaseData("a.zip", BadFiles.Bomb()) { TestName = "Attach_of_a_zip_bomb_is_refused" };
        yield return new TestCaseData("a.txt", new byte[BidRules.MaxFileBytes + 1]) { TestName = "Attach_of_a_file_one_byte_too_large_is_refused" };
    }

    [TestCaseSource(nameof(Unwelcome))]
    public async Task Attach(string name, byte[] file)
    {
        var page = await _visitor.Attach(await _visitor.Open(Edit("files")), "form#attach", "Upload", name, file);

        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Document.QuerySelector("#Upload-error"), Is.Not.Null);
        Assert.That((await Kept()).Files, Is.Empty);
        Assert.That(Directory.Exists(Path.Combine(_host.Database.Directory, "bids")), Is.False);
    }

    [Test]
    public async Task Attached_file_is_listed_read_back_as_a_download_and_removed()
    {
        var page = await _visitor.Attach(await _visitor.Open(Edit("files")), "form#attach", "Upload", "../../evil\u202Etxt.txt", "plain text"u8.ToArray());
        var link = page.Document.QuerySelector("main table a")!;
        using var answer = await _visitor.Client.GetAsync(new Uri(link.GetAttribute("href")!, UriKind.Relative));

        Assert.That(link.TextContent.IndexOfAny(['/', '\u202E']), Is.EqualTo(-1));
        Assert.That(answer.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("plain text"));
        _ = await _visitor.Submit(page, "main table form");
        Assert.That((await Kept()).Files, Is.Empty);
    }

    [Test]
    public void Upload_is_never_buffered_on_disk_in_clear()
    {
        var limits = typeof(EditModel).GetCustomAttribute<RequestFormLimitsAttribute>()!;
        Assert.That(limits.MemoryBufferThreshold, Is.GreaterThanOrEqualTo(limits.MultipartBodyLengthLimit));
    }

    [Test]
    public async Task Submit_pressed_twice_or_sent_again_from_history_makes_one_version()
    {
        var summary = await _visitor.Open(Edit("summary"));
        var both = await Task.WhenAll(Submit(summary), Submit(summary));
        var again = await Submit(summary);

        Assert.That(both.Append(again).Select(p => p.Address.AbsolutePath), Is.All.EndsWith("/receipts/1"));
        Assert.That(await Versions(), Is.EqualTo(1));
        Assert.That((await _host.Events()).Count(e => e.Type is "bid.submitted" or "bid.replaced"), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_by_two_people_of_one_organisation_makes_one_version_with_one_receipt()
    {
        var colleague = await _scene.AddMember(_scene.Labs[0].OrganisationId, MembershipRole.Owner);
        using var second = await _host.Visit(colleague.PersonId);
        var (mine, theirs) = (await _visitor.Open(Edit("summary")), await second.Open(Edit("summary")));
        var code = (await _scene.Challenge()).Code!;
        var both = await Task.WhenAll(
            _visitor.Submit(mine, "form#submit-bid", [new("Confirmation", code)]), second.Submit(theirs, "form#submit-bid", [new("Confirmation", code)]));

        Assert.That(both.Select(p => p.Address.AbsolutePath), Is.All.EndsWith("/receipts/1"));
        Assert.That(await Versions(), Is.EqualTo(1));
    }

    [Test]
    public async Task Submit_of_a_draft_that_a_colleague_has_changed_since_is_refused()
    {
        var summary = await _visitor.Open(Edit("summary"));
        var colleague = await _scene.AddMember(_scene.Labs[0].OrganisationId, MembershipRole.Owner);
        using var second = await _host.Visit(colleague.PersonId);
        _ = await second.Submit(await second.Open(Edit("approach")), "form#bid-form", [new("Form.Route", "changed meanwhile")]);
        var refused = await Submit(summary);

        Assert.That(refused.Document.QuerySelector("main .note.is-warning"), Is.Not.Null);
        Assert.That(refused.Text, Does.Contain("changed meanwhile"));
        Assert.That(await Versions(), Is.Zero);
    }

    [Test]
    public async Task Save_in_a_second_tab_over_the_same_step_shows_both_and_over_another_step_is_kept()
    {
        var (first, second, other) = (await _visitor.Open(Edit("approach")), await _visitor.Open(Edit("approach")), await _visitor.Open(Edit("team")));
        _ = await _visitor.Submit(first, "form#bid-form", [new("Form.Route", "typed in the first tab")]);
        _ = await _visitor.Submit(other, "form#bid-form", [new("Form.Leader.Name", "Lin")]);
        var stale = await _visitor.Submit(second, "form#bid-form", [new("Form.Route", "typed in the second tab")]);

        Assert.That(stale.Document.QuerySelector("main .note details")!.TextContent, Does.Contain("typed in the first tab"));
        Assert.That(stale.Document.QuerySelector("#Form_Route")!.TextContent, Does.Contain("typed in the second tab"));
        Assert.That(((await Kept()).Route, (await Kept()).Leader.Name), Is.EqualTo(("typed in the first tab", "Lin")));
    }

    [Test]
    public async Task Save_pressed_twice_is_not_stale()
    {
        var page = await _visitor.Open(Edit("approach"));
        _ = await _visitor.Submit(page, "form#bid-form", [new("Form.Route", "once")]);
        var again = await _visitor.Submit(page, "form#bid-form", [new("Form.Route", "once")]);
        Assert.That(again.Address.AbsolutePath, Does.EndWith("/edit/indicators"));
    }

    [Test]
    public async Task Autosave_gives_the_next_fingerprint_and_says_when_the_step_was_saved_elsewhere()
    {
        var page = await _visitor.Open(Edit("approach"));
        var elsewhere = await _visitor.Open(Edit("approach"));
        using var kept = await Autosave(page, "typed so far");
        using var stale = await Autosave(elsewhere, "typed in another tab");

        Assert.That((kept.StatusCode, stale.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Conflict)));
        Assert.That(await kept.Content.ReadAsStringAsync(), Does.Contain("\"Revision\"").And.Contain("\"Shown\""));
        Assert.That((await Kept()).Route, Is.EqualTo("typed so far"));
    }

    [Test]
    public async Task Expired_token_keeps_the_step_and_offers_it_again()
    {
        var page = await _visitor.Open(Edit("approach"));
        var fields = page.Document.QuerySelectorAll("form#bid-form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        (fields["__RequestVerificationToken"], fields["Form.Route"]) = ("expired", "three hours of work");
        using var request = new HttpRequestMessage(HttpMethod.Post, page.Address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var offered = await Page.Read(await _visitor.Client.SendAsync(request));
        Assert.That((offered.Status, (await Kept()).Route), Is.Not.EqualTo((HttpStatusCode.OK, "three hours of work")));
        _ = await _visitor.Submit(offered, "form#kept");

        Assert.That((await Kept()).Route, Is.EqualTo("three hours of work"));
    }

    [TestCase("%FF%FE")]
    [TestCase("%C3%28")]
    [TestCase("a%00b")]
    [TestCase("%ED%A0%80", Description = "half a pair of surrogates")]
    public async Task Bytes_that_are_no_text_are_refused_and_nothing_is_lost(string route)
    {
        var page = await _visitor.Open(Edit("approach"));
        var before = (await Kept()).Route;
        var token = Uri.EscapeDataString(page.Document.QuerySelector("form#bid-form [name=__RequestVerificationToken]")!.GetAttribute("value")!);
        var revision = page.Document.QuerySelector("form#bid-form [name=Revision]")!.GetAttribute("value");
        using var content = new StringContent($"__RequestVerificationToken={token}&Revision={revision}&Form.Route={route}&Form.Innovation=kept", Encoding.ASCII, "application/x-www-form-urlencoded");
        content.Headers.ContentType!.CharSet = null;
        using var answer = await _visitor.Client.PostAsync(page.Address, content);

        var shown = await Page.Read(answer);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), $"{answer.Headers.Location} {(await Kept()).Route}");
        Assert.That(shown.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Does.Contain("#Form_Route"), shown.Text);
        Assert.That(shown.Document.QuerySelector("[name='Form.Innovation']")!.TextContent, Does.Contain("kept"));
        Assert.That((await Kept()).Route, Is.EqualTo(before));
    }

    [TestCase("Form.RequestedBounty", "abc")]
    [TestCase("Form.RequestedBounty", "-5")]
    [TestCase("Form.RequestedBounty", "0")]
    [TestCase("Form.RequestedBounty", "USD 5")]
    [TestCase("Form.RequestedBounty", "999999999999999999999999999999")]
    [TestCase("Form.Budget[0].Amount", "about ten")]
    public async Task Amount_that_cannot_be_read_is_said_at_once_and_kept_as_typed(string field, string typed)
    {
        var shown = await _visitor.Submit(await _visitor.Open(Edit("plan")), "form#bid-form", [new(field, typed)]);

        Assert.That(shown.Document.QuerySelector($".error-summary a[href='#{field.Replace('.', '_').Replace('[', '_').Replace(']', '_')}']"), Is.Not.Null, shown.Text);
        Assert.That(shown.Document.QuerySelector($"[name='{field}']")!.GetAttribute("value"), Is.EqualTo(typed));
    }

    [Test]
    public async Task Choice_that_is_none_is_said_at_its_field()
    {
        var shown = await _visitor.Submit(await _visitor.Open(Edit("terms")), "form#bid-form", [new("Form.IpOwnership", "Foo")]);
        Assert.That(shown.Document.QuerySelector(".error-summary a[href='#Form_IpOwnership']"), Is.Not.Null, shown.Text);
    }

    [Test]
    public async Task Percent_sign_that_somebody_typed_is_text()
    {
        _ = await _visitor.Submit(await _visitor.Open(Edit("approach")), "form#bid-form", [new("Form.Route", "碳 50%FF + 1%")]);
        Assert.That((await Kept()).Route, Is.EqualTo("碳 50%FF + 1%"));
    }

    [Test]
    public async Task Submit_is_on_time_at_the_last_tick_and_late_one_tick_after()
    {
        var (late, _) = await _scene.Draft(_scene.Labs[1]);
        using var rival = await _host.Visit(_scene.Labs[1].Actor.PersonId);
        var (mine, theirs) = (await _visitor.Open(Edit("summary")), await rival.Open($"/workspace/bids/{late}/edit/summary"));
        _host.Clock.SetUtcNow(_scene.DeadlineAt.AddTicks(-1));
        var onTime = await Submit(mine);
        _host.Clock.SetUtcNow(_scene.DeadlineAt);
        var refused = await rival.Submit(theirs, "form#submit-bid", [new("Confirmation", (await _scene.Challenge()).Code!)]);

        Assert.That(onTime.Address.AbsolutePath, Does.EndWith("/receipts/1"));
        Assert.That(refused.Text, Does.Contain("deadline has passed"));
        Assert.That(await Versions(), Is.EqualTo(1));
    }

    [Test]
    public async Task Forged_ids_are_absent()
    {
        var start = await _visitor.Open($"/workspace/bids/new?challenge={(await _scene.Challenge()).Code}");
        var rival = await _scene.Start(_scene.Labs[1]);
        using var fresh = await _host.Visit((await _scene.AddLab("Laboratory 3")).Actor.PersonId);
        var form = await fresh.Open($"/workspace/bids/new?challenge={(await _scene.Challenge()).Code}");
        var forLab = await fresh.Submit(form, "form#start", [new("OrganisationId", _scene.Labs[1].OrganisationId.ToString())]);
        var forNobody = await fresh.Submit(form, "form#start", [new("OrganisationId", Guid.CreateVersion7().ToString())]);
        var files = await _visitor.Attach(await _visitor.Open(Edit("files")), "form#attach", "Upload", "a.txt", "text"u8.ToArray());
        var file = files.Document.QuerySelector("main table a")!.GetAttribute("href")!;
        using var second = await _host.Visit(_scene.Labs[1].Actor.PersonId);

        Assert.That(start.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((forLab.Status, forLab.Text), Is.EqualTo((HttpStatusCode.NotFound, forNobody.Text)));
        Assert.That((await second.Open(file)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await second.Open(file.Replace(_id.ToString(), rival.ToString(), StringComparison.Ordinal))).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _visitor.Submit(files, "main table form", [new("fileId", Guid.CreateVersion7().ToString())])).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private string Edit(string step) => $"/workspace/bids/{_id}/edit/{step}";

    private async Task<Page> Send(string step, string field, string typed) => await _visitor.Submit(await _visitor.Open(Edit(step)), "form#bid-form", [new(field, typed)]);

    private async Task<Page> Submit(Page summary) => await _visitor.Submit(summary, "form#submit-bid", [new("Confirmation", (await _scene.Challenge()).Code!)]);

    private async Task<HttpResponseMessage> Autosave(Page page, string route)
    {
        var fields = page.Document.QuerySelectorAll("form#bid-form input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value") ?? "");
        fields["Form.Route"] = route;
        return await _visitor.Client.PostAsync(new Uri(page.Document.QuerySelector("form#bid-form")!.GetAttribute("data-autosave")!, UriKind.Relative), new FormUrlEncodedContent(fields));
    }

    private async Task<BidContent> Kept() => (await _host.With((BidReader r) => r.Draft(_id, _scene.Labs[0].Actor, default))).Value.Content;

    private Task<int> Versions() => _host.Read(db => db.Set<BidSeal>().CountAsync(s => s.Version > 0));
}
