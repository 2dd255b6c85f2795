using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>The publisher's pages through the real door, by a browser without scripts.</summary>
public sealed partial class ChallengeWizardTests
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
    public async Task Directed_step_takes_names_and_keeps_what_it_does_not_know()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{draft.Id}/edit/procedure");
        var refused = await publisher.Submit(page, "form#step",
            [new("Procedure.Mode", "Directed"), new("Procedure.InvitedIds", "Institute of Fine Optics\r\nInstitute of Nowhere"), new("Procedure.DirectedReason", "Nobody bid before.")]);
        Assert.That(refused.Document.QuerySelector(".error-summary")?.TextContent, Does.Contain("Institute of Nowhere"), refused.Text);
        Assert.That(refused.Document.QuerySelector("textarea[name='Procedure.InvitedIds']")!.TextContent, Does.Contain("Institute of Fine Optics").And.Contain("Institute of Nowhere"));

        var next = await publisher.Submit(refused, "form#step", [new("Procedure.InvitedIds", "Institute of Fine Optics")]);
        Assert.That(next.Address.AbsolutePath, Does.EndWith("/edit/terms"), next.Text);
        var check = await publisher.Open($"/workspace/challenges/{draft.Id}/check");
        Assert.That(check.Document.QuerySelector("section[aria-labelledby=content-procedure]")!.TextContent, Does.Contain("Institute of Fine Optics").And.Contain("Nobody bid before."));
        Assert.That(check.Document.QuerySelector("#missing"), Is.Null, check.Text);
    }

    [Test]
    public async Task Challenge_is_written_step_by_step_checked_and_submitted()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var need = await publisher.Submit(await publisher.Open("/workspace/challenges/new"), "form#new", [new("Title", "Metal removal")]);
        Assert.That(need.Address.AbsolutePath, Does.EndWith("/edit/need"), need.Text);
        var id = IdIn(need);

        var indicators = await publisher.Submit(need, "form#step",
        [
            new("Need.Category", "Breakthrough"), new("Need.NeedType", "Breakthrough"), new("Need.PublicSummary", "Summary"), new("Need.Background", "Background"),
            new("Need.Target", "Target"), new("Need.Leading", "IntegratedCircuits"), new("Need.Leading", "Biomedicine"),
        ]);
        var more = await publisher.Submit(indicators, "form#step", [new("Indicators.Indicators[0].Name", "Single metal")], "button[data-row-add]");
        Assert.That(more.Document.QuerySelectorAll("[data-row]"), Has.Length.EqualTo(2));
        Assert.That(Value(more, "Indicators.Indicators[0].Name"), Is.EqualTo("Single metal"));
        var less = await publisher.Submit(more, "form#step", button: "[data-row]:nth-of-type(2) button[data-row-remove]");
        var bounty = await publisher.Submit(less, "form#step",
        [
            new("Indicators.Indicators[0].Comparator", "AtMost"), new("Indicators.Indicators[0].Value", "\uff11.5"), new("Indicators.Indicators[0].Unit", "ppb"),
            new("Indicators.Indicators[0].TestMethod", "ICP-MS"), new("Indicators.Indicators[0].Weight", "100"), new("Indicators.Deliverables", "Report"),
        ]);
        var procedure = await publisher.Submit(bounty, "form#step", [new("Bounty.BountyLowMinor", "\uff12\uff15\uff10\u4e07\u5143"), new("Bounty.PaymentPlan", "30/70"), new("Bounty.PeriodMonths", "12")]);
        Assert.That(procedure.Address.AbsolutePath, Does.EndWith("/edit/procedure"), procedure.Text);
        var terms = await publisher.Submit(procedure, "form#step", [new("Procedure.DeadlineAt", "2026-04-01T18:00")]);
        var confidential = await publisher.Submit(terms, "form#step", [new("Terms.IpRule", "Joint"), new("Terms.AcceptanceMethod", "Laboratory")]);
        var attachments = await publisher.Submit(confidential, "form#step", [new("Confidential.ContactName", "Lin Yue"), new("Confidential.ContactPhone", "021-5555 0101")]);
        Assert.That(attachments.Address.AbsolutePath, Does.EndWith("/edit/attachments"), attachments.Text);

        var check = await publisher.Open($"/workspace/challenges/{id}/check");
        Assert.That(check.Document.QuerySelector("#missing"), Is.Null, check.Text);
        Assert.That(check.Text, Does.Contain("2,500,000").And.Contain("\u2264 1.5 ppb").And.Contain("2026-04-01 18:00"));
        var facts = check.Document.QuerySelectorAll("section[aria-labelledby=content-bounty] dt").Select(d => $"{d.TextContent}: {d.NextElementSibling!.TextContent.Trim()}").ToList();
        Assert.That(facts, Has.Member("Bounty: \u00a52,500,000 (CNY 2.5 million)").And.Member("Period: 12 months"));
        var done = await publisher.Submit(check, "form#submit");
        Assert.That(done.Address.PathAndQuery, Is.EqualTo($"/workspace/challenges/{id}?saved=submitted"), done.Text);
        var again = await publisher.Submit(check, "form#submit");
        Assert.That(again.Address.AbsolutePath, Is.EqualTo($"/workspace/challenges/{id}"));
        var stored = (await _host.With((ChallengeQueries q) => q.Dossier(Guid.Parse(id), _cast.Publisher)))!.Challenge;
        Assert.That((stored.Status, stored.Bounty.LowMinor, stored.DeadlineAt, stored.Leading), Is.EqualTo((ChallengeStatus.Submitted, (long?)250_000_000,
            (DateTimeOffset?)new DateTimeOffset(2026, 4, 1, 10, 0, 0, TimeSpan.Zero), LeadingIndustry.IntegratedCircuits | LeadingIndustry.Biomedicine)));
        Assert.That((await _host.Events()).Count(e => e.Type == "challenge.submitted"), Is.EqualTo(1));
    }

    [TestCase("bounty", "Bounty.BountyLowMinor", "2,50")]
    [TestCase("bounty", "Bounty.BountyLowMinor", "-5")]
    [TestCase("bounty", "Bounty.BountyLowMinor", "0")]
    [TestCase("bounty", "Bounty.BountyLowMinor", "a lot")]
    [TestCase("bounty", "Bounty.Currency", "ZZZ")]
    [TestCase("bounty", "Bounty.OwnPercent", "half")]
    [TestCase("procedure", "Procedure.DeadlineAt", "2020-01-01T00:00")]
    [TestCase("procedure", "Procedure.DeadlineAt", "soon")]
    [TestCase("procedure", "Procedure.DeadlineAt", "0001-01-01T00:00", Description = "no instant in UTC")]
    [TestCase("procedure", "Procedure.MaxWinners", "9")]
    [TestCase("terms", "Terms.TrlFrom", "12")]
    [TestCase("need", "Need.Kind", "99")]
    [TestCase("indicators", "Indicators.Indicators[0].Value", "many")]
    [TestCase("confidential", "Confidential.ContactEmail", "nobody")]
    public async Task Step_with_bad_input_says_so_at_the_field_and_keeps_what_was_typed(string step, string field, string typed)
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{draft.Id}/edit/{step}");
        var refused = await publisher.Submit(page, "form#step", [new(field, typed)]);

        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.OK));
        var id = NotInIds().Replace(field, "_");
        Assert.That(refused.Document.QuerySelectorAll($".error-summary a[href='#{id}']"), Has.Length.EqualTo(1), refused.Text);
        var control = refused.Document.QuerySelector($"[name='{field}']");
        if (control is IHtmlInputElement { Type: not "radio" } input && input.Type != "datetime-local") Assert.That(input.Value, Is.EqualTo(typed));
        Assert.That((await _host.With((ChallengeQueries q) => q.Dossier(draft.Id, _cast.Publisher)))!.Challenge.Version, Is.EqualTo(draft.Version));
    }

    [Test]
    public async Task Step_saved_by_somebody_else_meanwhile_shows_both_and_overwrites_only_when_sent_again()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        using var colleague = await _host.Visit(_cast.Colleague.PersonId);
        var mine = await publisher.Open($"/workspace/challenges/{draft.Id}/edit/terms");
        await colleague.Submit(await colleague.Open($"/workspace/challenges/{draft.Id}/edit/terms"), "form#step", [new("Terms.AcceptanceMethod", "Theirs <b>")]);

        var both = await publisher.Submit(mine, "form#step", [new("Terms.AcceptanceMethod", "Mine")]);
        Assert.That(both.Document.QuerySelector(".diff")!.TextContent, Does.Contain("Theirs <b>").And.Contain("Mine"));
        Assert.That(both.Document.QuerySelector("textarea[name='Terms.AcceptanceMethod']")!.TextContent.Trim(), Is.EqualTo("Mine"));
        Assert.That((await Stored(draft.Id)).AcceptanceMethod, Is.EqualTo("Theirs <b>"));

        var saved = await publisher.Submit(both, "form#step");
        Assert.That(saved.Address.AbsolutePath, Does.EndWith("/edit/confidential"), saved.Text);
        Assert.That((await Stored(draft.Id)).AcceptanceMethod, Is.EqualTo("Mine"));
    }

    [Test]
    public async Task Changed_sum_and_period_of_somebody_else_are_shown_by_their_plain_names_with_units()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        using var colleague = await _host.Visit(_cast.Colleague.PersonId);
        var mine = await publisher.Open($"/workspace/challenges/{draft.Id}/edit/bounty");
        await colleague.Submit(await colleague.Open(mine.Address.AbsolutePath), "form#step", [new("Bounty.PeriodMonths", "9"), new("Bounty.BountyLowMinor", "3,000,000")]);
        var both = await publisher.Submit(mine, "form#step", [new("Bounty.PeriodMonths", "24")]);

        var differences = string.Join('\n', both.Document.QuerySelectorAll(".diff").Select(d => d.TextContent));
        Assert.That(differences, Does.Contain("9 months").And.Contain("24 months").And.Contain("3,000,000"));
        Assert.That(both.Text, Does.Not.Contain("(lower end of a range)"));
    }

    [Test]
    public async Task Autosave_saves_and_gives_the_next_version()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/challenges/{draft.Id}/edit/terms");
        var form = (IHtmlFormElement)page.Document.QuerySelector("form#step")!;
        var fields = form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(i => i.Name!, i => i.Value);
        fields["Terms.AcceptanceMethod"] = "Half a sen";
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await publisher.Client.PostAsync(new Uri($"/workspace/challenges/{draft.Id}/edit/terms?handler=Autosave", UriKind.Relative), content);

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("""{"fields":{"Version":"2"}}"""));
        Assert.That((await Stored(draft.Id)).AcceptanceMethod, Is.EqualTo("Half a sen"));

        using var same = new FormUrlEncodedContent(fields);
        using var stale = await publisher.Client.PostAsync(new Uri($"/workspace/challenges/{draft.Id}/edit/terms?handler=Autosave", UriKind.Relative), same);
        Assert.That(stale.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await stale.Content.ReadAsStringAsync(), Does.StartWith("""{"error":"Someone else changed this"""));
    }

    [Test]
    public async Task Check_lists_what_is_missing_with_links_that_lead_to_the_field()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast, new ChallengeContent());
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var check = await publisher.Submit(await publisher.Open($"/workspace/challenges/{draft.Id}/check"), "form#submit");

        var links = check.Document.QuerySelectorAll<IHtmlAnchorElement>("#missing a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.That(links, Has.Count.GreaterThan(10));
        foreach (var link in links)
        {
            var page = await publisher.Open(link);
            Assert.That(page.Document.GetElementById(link.Split('#')[1]), Is.Not.Null, link);
            Assert.That(page.Document.QuerySelector($".error-summary a[href='#{link.Split('#')[1]}']"), Is.Not.Null, link);
        }
    }

    [Test]
    public async Task Pages_of_a_draft_are_not_found_by_anybody_else()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        string[] paths = ["", "/edit/need", "/edit/attachments", "/check", "/preview"];
        foreach (var actor in _cast.All.Where(a => a.IsKnown && a.MemberOf(_cast.FirmId) is null))
        {
            using var stranger = await _host.Visit(actor.PersonId);
            foreach (var path in paths)
            {
                var page = await stranger.Open($"/workspace/challenges/{draft.Id}{path}");
                Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound), $"{actor.Name} {path}");
            }
        }

        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        foreach (var path in paths) Assert.That((await publisher.Open($"/workspace/challenges/{draft.Id}{path}")).Status, Is.EqualTo(HttpStatusCode.OK), path);
    }

    private async Task<Challenge> Stored(Guid id) => (await _host.With((ChallengeQueries q) => q.Dossier(id, _cast.Publisher)))!.Challenge;

    private static string? Value(Page page, string name) => (page.Document.QuerySelector($"[name='{name}']") as IHtmlInputElement)?.Value;

    private static string IdIn(Page page) => page.Address.AbsolutePath.Split('/')[3];

    [GeneratedRegex(@"[.\[\]]")]
    private static partial Regex NotInIds();
}
