using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Challenges;
using Marketplace.Files;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>Whatever is typed or uploaded for a challenge: a clear fault at its field, nothing lost, nothing stored.</summary>
public sealed class ChallengeBadInputTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _draft = null!;
    private Visitor _publisher = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        _draft = await TestData.AddDraft(_host.Services, _cast);
        _publisher = await _host.Visit(_cast.Publisher.PersonId);
    }

    [TearDown]
    public async Task End()
    {
        _publisher.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase("2,500,000", 250_000_000)]
    [TestCase("\uff12\uff0c\uff15\uff10\uff10\uff0c\uff10\uff10\uff10", 250_000_000)]
    [TestCase("250\u4e07\u5143", 250_000_000)]
    [TestCase("0.5 \u4ebf", 5_000_000_000)]
    [TestCase("\u00a52500000.50", 250_000_050)]
    public async Task Amount_as_people_write_it_is_understood(string typed, long minor)
    {
        var next = await Send("bounty", ("Bounty.BountyLowMinor", typed));
        Assert.That(next.Address.AbsolutePath, Does.EndWith("/edit/procedure"), next.Text);
        Assert.That((await Stored()).Bounty.LowMinor, Is.EqualTo(minor));
    }

    [TestCase("bounty", "Bounty.BountyLowMinor", "2,50,000")]
    [TestCase("bounty", "Bounty.BountyLowMinor", "1e9")]
    [TestCase("bounty", "Bounty.BountyLowMinor", "\uff0d5")]
    [TestCase("bounty", "Bounty.BountyLowMinor", "99999999999999999999")]
    [TestCase("bounty", "Bounty.PeriodMonths", "-1")]
    [TestCase("procedure", "Procedure.PresetCode", "no-such")]
    [TestCase("procedure", "Procedure.DeadlineAt", "2026-03-04T18:00")]
    [TestCase("need", "Need.IndustryCode", "nonsense")]
    [TestCase("need", "Need.Leading", "Nonsense")]
    [TestCase("terms", "Terms.IpRule", "Nobody")]
    public async Task Field_that_cannot_be_taken_has_its_fault_and_keeps_its_text(string step, string field, string typed)
    {
        var refused = await Send(step, (field, typed));
        AssertFault(refused, field);
        if (refused.Document.QuerySelector($"[name='{field}']") is IHtmlInputElement { Type: "text" } input) Assert.That(input.Value, Is.EqualTo(typed));
    }

    [Test]
    public async Task Megabyte_in_one_field_is_refused_and_kept()
    {
        var long1 = await Send("need", ("Need.Background", new string('\u6c34', 350_000)));
        AssertFault(long1, "Need.Background");
        Assert.That(long1.Document.QuerySelector("textarea[name='Need.Background']")!.TextContent, Has.Length.GreaterThanOrEqualTo(350_000), "what was typed is kept");
        Assert.That((await Stored()).Version, Is.EqualTo(_draft.Version));
    }

    [Test]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var page = await _publisher.Open($"/workspace/challenges/{_draft.Id}/edit/terms");
        var hidden = string.Join('&', page.Document.QuerySelector("form#step")!.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]")
            .Select(i => $"{i.Name}={Uri.EscapeDataString(i.Value)}"));
        using var content = new ByteArrayContent([.. Encoding.ASCII.GetBytes($"{hidden}&Terms.IpRule=Joint&Terms.AcceptanceMethod="), 0xC3, 0x28, 0xFF]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        var refused = await _publisher.Read(page.Address, content);
        AssertFault(refused, "Terms.AcceptanceMethod");
        Assert.That((await Stored()).Version, Is.EqualTo(_draft.Version));
    }

    [Test]
    public async Task Script_in_every_text_is_shown_as_text()
    {
        const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>";
        await Send("need", ("Need.Title", Script), ("Need.PublicSummary", Script), ("Need.Background", Script));
        await Send("indicators", ("Indicators.Indicators[0].Name", Script), ("Indicators.Indicators[0].Unit", "<b>%"), ("Indicators.Indicators[0].TestMethod", Script));
        await Send("terms", ("Terms.AcceptanceMethod", Script));
        Assert.That((await Stored()).Title, Is.EqualTo(Script));

        foreach (var path in new[] { "", "/check", "/preview", "/edit/need", "/edit/indicators" })
        {
            var page = await _publisher.Open($"/workspace/challenges/{_draft.Id}{path}");
            Assert.That(page.Document.QuerySelectorAll("script:not([src]), img[onerror]"), Is.Empty, path);
            Assert.That(page.Html, Does.Contain("&lt;script&gt;"), path);
        }
    }

    [Test]
    public async Task Indicator_without_unit_or_method_is_named_row_by_row_before_submission()
    {
        await Send("indicators", ("Indicators.Indicators[0].Unit", ""), ("Indicators.Indicators[0].TestMethod", ""));
        var check = await _publisher.Open($"/workspace/challenges/{_draft.Id}/check");
        var missing = check.Document.QuerySelectorAll("#missing li").Select(l => l.TextContent).ToList();
        Assert.That(missing, Has.Count.EqualTo(2).And.All.Contains("1"), check.Text);
        var refused = await _publisher.Submit(check, "form#submit");
        Assert.That(refused.Address.AbsolutePath, Does.EndWith("/check"));
        Assert.That((await Stored()).Status, Is.EqualTo(ChallengeStatus.Draft));
        var rows = await _publisher.Open(check.Document.QuerySelector<IHtmlAnchorElement>("#missing a")!.GetAttribute("href")!);
        Assert.That(rows.Document.QuerySelectorAll(".error-summary li").Select(l => l.TextContent), Has.All.Contains("Indicator 1"), rows.Text);
    }

    [Test]
    public async Task Files_are_judged_by_their_content_and_refused_with_the_reason()
    {
        foreach (var (name, bytes, says) in new (string, byte[], string)[]
        {
            ("drawing.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "SVG"),
            ("drawing.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "SVG"),
            ("page.pdf", "<!doctype html><script>alert(1)</script>"u8.ToArray(), "web page"),
            ("empty.pdf", [], ""),
            ("picture.png", "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"u8.ToArray(), ""),
            ("bomb.zip", BadFiles.Bomb(), ""),
        })
        {
            var refused = await Upload(name, bytes);
            Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.OK), name);
            Assert.That(refused.Document.QuerySelector(".error-summary a[href='#File']")?.TextContent ?? "taken", Does.Contain(says).And.Not.EqualTo("taken"), name);
            Assert.That(refused.Document.QuerySelector("#File"), Is.Not.Null, name);
        }

        var nothing = await _publisher.Submit(await Attachments(), "form#upload");
        Assert.That(nothing.Document.QuerySelector(".error-summary a[href='#File']"), Is.Not.Null, nothing.Text);
        Assert.That(await _host.With((AttachmentQueries q) => q.Of(_draft.Id, _cast.Publisher)), Is.Empty);
        Assert.That(await _host.Read(db => Task.FromResult(db.Set<StoredFile>().Count())), Is.Zero);
    }

    [Test]
    public async Task File_that_is_a_byte_too_large_is_refused_with_the_reason()
    {
        var refused = await Upload("large.txt", new byte[AddAttachment.Limits.MaxBytes + 1]);
        Assert.That(refused.Document.QuerySelectorAll(".error-summary a[href='#File']").Select(a => a.TextContent), Has.Exactly(1).Contains("50"), refused.Text);
        Assert.That(refused.Document.QuerySelector("form#upload"), Is.Not.Null, "another file can be chosen at once");
        Assert.That(await _host.Read(db => Task.FromResult(db.Set<StoredFile>().Count())), Is.Zero);
    }

    [Test]
    public async Task File_that_is_refused_leaves_chosen_who_may_read_it()
    {
        var page = await Attachments();
        var token = page.Document.QuerySelector("form#upload [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent
        {
            { new ByteArrayContent([]), "file", "empty.pdf" }, { new StringContent("true"), "confidential" }, { new StringContent(token), "__RequestVerificationToken" },
        };
        var refused = await _publisher.Read(page.Address, content);

        Assert.That(refused.Document.QuerySelectorAll("form#upload [name=confidential]").OfType<IHtmlInputElement>().Single(i => i.IsChecked).Value, Is.EqualTo("true"));
        Assert.That(page.Document.QuerySelectorAll("form#upload [name=confidential]").OfType<IHtmlInputElement>().Single(i => i.IsChecked).Value, Is.EqualTo("false"));
    }

    [Test]
    public async Task Second_tab_of_the_same_person_hears_of_the_first_and_overwrites_nothing_unseen()
    {
        var path = $"/workspace/challenges/{_draft.Id}/edit/terms";
        var first = await _publisher.Open(path);
        var second = await _publisher.Open(path);
        await _publisher.Submit(first, "form#step", [new("Terms.AcceptanceMethod", "First tab")]);
        var both = await _publisher.Submit(second, "form#step", [new("Terms.AcceptanceMethod", "Second tab")]);

        Assert.That(both.Document.QuerySelector(".diff")!.TextContent, Does.Contain("First tab").And.Contain("Second tab"));
        Assert.That((await Stored()).AcceptanceMethod, Is.EqualTo("First tab"));
    }

    [Test]
    public async Task Draft_started_twice_by_a_double_click_is_one()
    {
        var page = await _publisher.Open("/workspace/challenges/new");
        var first = await _publisher.Submit(page, "form#new", [new("Title", "Twice")]);
        var again = await _publisher.Submit(page, "form#new", [new("Title", "Twice")]);
        Assert.That(again.Address.AbsolutePath, Is.EqualTo(first.Address.AbsolutePath));
    }

    [Test]
    public async Task Draft_under_another_title_after_going_back_is_another()
    {
        var page = await _publisher.Open("/workspace/challenges/new");
        var first = await _publisher.Submit(page, "form#new", [new("Title", "Metal removal")]);
        var second = await _publisher.Submit(page, "form#new", [new("Title", "Particle count")]);
        var tooLong = await _publisher.Submit(page, "form#new", [new("Title", new string('x', 300))]);

        Assert.That(second.Document.QuerySelector("[name='Need.Title']")!.GetAttribute("value"), Is.EqualTo("Particle count"));
        Assert.That(second.Address.AbsolutePath, Is.Not.EqualTo(first.Address.AbsolutePath));
        Assert.That(tooLong.Document.QuerySelector(".error-summary"), Is.Not.Null);
    }

    [Test]
    public async Task Expired_token_keeps_the_whole_step()
    {
        var page = await _publisher.Open($"/workspace/challenges/{_draft.Id}/edit/terms");
        var form = page.Document.QuerySelector("form#step")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(i => i.Name!, i => i.Value);
        fields["__RequestVerificationToken"] = "expired";
        fields["Terms.AcceptanceMethod"] = "Typed for an hour";
        fields["Terms.IpRule"] = "Joint";
        using var request = new HttpRequestMessage(HttpMethod.Post, page.Address) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await _publisher.Client.SendAsync(request);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Typed for an hour"));
        Assert.That((await Stored()).Version, Is.EqualTo(_draft.Version));
    }

    private async Task<Page> Send(string step, params (string Name, string Value)[] values) =>
        await _publisher.Submit(await _publisher.Open($"/workspace/challenges/{_draft.Id}/edit/{step}"), "form#step", values.Select(v => KeyValuePair.Create(v.Name, v.Value)));

    private Task<Page> Attachments() => _publisher.Open($"/workspace/challenges/{_draft.Id}/edit/attachments");

    private async Task<Page> Upload(string name, byte[] bytes)
    {
        var page = await Attachments();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.Document.QuerySelector<IHtmlInputElement>("form#upload input[name=__RequestVerificationToken]")!.Value), "__RequestVerificationToken" },
            { new StringContent("false"), "confidential" },
            { new ByteArrayContent(bytes), "file", name },
        };
        return await _publisher.Read(page.Address, form);
    }

    // A thousand zeros a byte: small to send, large to unpack.
    private static void AssertFault(Page page, string field)
    {
        var id = field.Replace('.', '_').Replace('[', '_').Replace(']', '_');
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Document.QuerySelectorAll($".error-summary a[href='#{id}']"), Has.Length.EqualTo(1), page.Document.QuerySelector(".error-summary")?.TextContent ?? "no fault");
    }

    private async Task<Challenge> Stored() => (await _host.With((ChallengeQueries q) => q.Dossier(_draft.Id, _cast.Publisher)))!.Challenge;
}
