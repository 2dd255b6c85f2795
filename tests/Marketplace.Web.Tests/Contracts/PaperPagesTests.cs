using System.Net;
using Marketplace.Contracts.Papers;
using Marketplace.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Contracts;

/// <summary>Pledge, papers, registration and changes through the pages.</summary>
public sealed class PaperPagesTests
{
    [Test]
    public async Task Papers_are_downloads_with_a_name_in_chinese()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Signed(host.Services);
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        var page = await bidder.Open($"/workspace/contracts/{scene.ContractId}");
        Assert.That(page.Document.QuerySelector("#pledge")!.TextContent, Does.Contain((await scene.Contract()).Leader!));
        foreach (var link in page.Document.QuerySelectorAll("#papers a").Select(a => a.GetAttribute("href")!))
        {
            using var answer = await bidder.Client.GetAsync(link);
            var isPdf = link.Contains(".pdf", StringComparison.Ordinal);
            Assert.That((answer.StatusCode, answer.Content.Headers.ContentType!.MediaType), Is.EqualTo((HttpStatusCode.OK, isPdf ? PdfPaper.MediaType : DocxPaper.MediaType)), link);
            var name = answer.Content.Headers.ContentDisposition!;
            Assert.That((name.DispositionType, name.FileNameStar!.StartsWith("PD-HT-2026-0001 ", StringComparison.Ordinal)), Is.EqualTo(("attachment", true)), link);
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.That(bytes.AsSpan(0, 2).SequenceEqual(isPdf ? "%P"u8 : "PK"u8), Is.True, link);
        }

        Assert.That(page.Document.QuerySelectorAll("#papers a"), Has.Length.EqualTo(PaperFont.OfMachine.IsUsable ? 8 : 4));
        var address = $"/workspace/contracts/{scene.ContractId}/papers/";
        foreach (var wrong in new[] { "contract.exe", "contract", "other.docx" }) Assert.That((await bidder.Client.GetAsync(address + wrong)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), wrong);
        using var stranger = await host.Visit((await scene.Bids.AddLab("Laboratory of Others")).Actor.PersonId);
        Assert.That((await stranger.Open(address + "contract.docx")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Page_says_why_there_is_no_pdf_where_no_font_is_found()
    {
        await using var host = await WebHost.Create(configure: services => services.AddSingleton(new PaperFont(null)));
        var scene = await ContractScene.Signed(host.Services);
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        var page = await publisher.Open($"/workspace/contracts/{scene.ContractId}");
        Assert.That(page.Document.QuerySelector("#papers")!.TextContent, Does.Contain("fonts-wqy-microhei"));
        Assert.That(page.Document.QuerySelectorAll("#papers a[href*='.pdf']"), Is.Empty);
        Assert.That((await publisher.Client.GetAsync($"/workspace/contracts/{scene.ContractId}/papers/contract.pdf")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Part_of_a_milestone_is_offered_by_the_publisher_and_taken_by_the_winner_on_its_page()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Funded(host.Services);
        _ = (await scene.Submit(1)).Value;
        var address = $"/workspace/contracts/{scene.ContractId}/milestones/1";
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        Assert.That((await bidder.Open(address)).Document.QuerySelector("form#answer-part"), Is.Null);
        var page = await publisher.Open(address);
        List<KeyValuePair<string, string>> fields = [new("Part.Amount", "5万"), new("Part.RestDueOn", host.Clock.GetUtcNow().AddDays(60).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), new("Part.Reason", "The first device works.")];
        fields.AddRange(page.Document.QuerySelectorAll("form#accept select[name$=Verdict]").Select(s => new KeyValuePair<string, string>(s.GetAttribute("name")!, "Met")));
        fields.AddRange(page.Document.QuerySelectorAll("form#accept input[name$=Measured]").Select(s => new KeyValuePair<string, string>(s.GetAttribute("name")!, "41")));
        var offered = await publisher.Submit(page, "form#accept", fields, "button[formaction]");
        Assert.That(offered.Document.QuerySelector("#offer"), Is.Not.Null, offered.Text);

        var answered = await bidder.Submit(await bidder.Open(address), "form#answer-part", [new("PartAnswer.Agrees", "true")]);
        Assert.That(answered.Status, Is.EqualTo(HttpStatusCode.OK), answered.Text);
        var milestones = (await scene.Contract()).Milestones.OrderBy(m => m.Position).ToList();
        Assert.That(milestones[0].AmountMinor, Is.EqualTo(5_000_000));
        Assert.That(milestones.Single(m => m.SplitFromId == milestones[0].Id).AmountMinor + milestones[0].AmountMinor + milestones[1].AmountMinor, Is.EqualTo(40_000_000), "the sum stays");
    }

    [Test]
    public async Task Winner_enters_the_registration_and_takes_the_file_for_it()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Signed(host.Services);
        var address = $"/workspace/contracts/{scene.ContractId}";
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        var refused = await bidder.Submit(await bidder.Open(address), "form#register", [new("Registration.Number", "12")]);
        Assert.That(refused.Document.QuerySelectorAll("form#register [id$=-error]"), Has.Length.EqualTo(2));
        var day = Marketplace.Kernel.ShanghaiTime.DayOf((await scene.Contract()).ConcludedAt!.Value);
        _ = await bidder.Submit(refused, "form#register", [new("Registration.Number", "2026310101000123"), new("Registration.On", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))]);
        var seen = await publisher.Open(address);
        Assert.That((seen.Document.QuerySelector("#registration")!.TextContent.Contains("2026310101000123", StringComparison.Ordinal), seen.Document.QuerySelector("form#register")), Is.EqualTo((true, (AngleSharp.Dom.IElement?)null)));
        var link = (await bidder.Open("/workspace/contracts")).Document.QuerySelector("#registration a")!.GetAttribute("href")!;
        var csv = (await bidder.Client.GetStringAsync(link)).Split("\r\n");
        Assert.That((csv.Length, csv[1].Contains("2026310101000123", StringComparison.Ordinal)), Is.EqualTo((3, true)));
        Assert.That((await publisher.Open("/workspace/contracts")).Document.QuerySelector("#registration"), Is.Null);
    }

    [Test]
    public async Task Material_change_goes_through_the_pages_of_both_sides_and_the_officer()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Funded(host.Services);
        var address = $"/workspace/contracts/{scene.ContractId}/changes";
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        using var officer = await host.Visit(scene.Operator.PersonId);

        var preview = await bidder.Submit(await bidder.Open(address), "form#propose", [new("Change.Leader", "Prof. <b>Second</b>"), new("Change.Reason", "The first one retires")]);
        Assert.That((preview.Document.QuerySelectorAll("#propose ins").Length, preview.Document.QuerySelector("main b")), Is.EqualTo((4, (AngleSharp.Dom.IElement?)null)), "title, pledge, and both milestones, which name days from now on");
        var unnamed = await bidder.Submit(preview, "form#propose", []);
        Assert.That(unnamed.Document.QuerySelector("#Change_TypedName-error"), Is.Not.Null);
        var proposed = await bidder.Submit(unnamed, "form#propose", [new("Change.TypedName", "Lin Yue")]);
        Assert.That((proposed.Document.QuerySelector("form#withdraw") is null, proposed.Document.QuerySelector("form#answer")), Is.EqualTo((false, (AngleSharp.Dom.IElement?)null)));

        _ = await publisher.Submit(await publisher.Open(address), "form#answer", [new("Answer.TypedName", "Zhao Min"), new("Answer.Agrees", "true")]);
        Assert.That((await officer.Open("/admin/changes")).Document.QuerySelector("#changes a")!.GetAttribute("href"), Is.EqualTo(address));
        _ = await officer.Submit(await officer.Open(address), "form#decide", [new("Answer.Reason", "Both have given their reasons"), new("Answer.Agrees", "true")]);
        var contract = await scene.Contract();
        Assert.That((contract.Leader, contract.Changes), Is.EqualTo(("Prof. <b>Second</b>", 1)));
        var shown = await bidder.Open($"/workspace/contracts/{scene.ContractId}");
        Assert.That(shown.Document.QuerySelector("#signatures")!.TextContent, Does.Contain("Zhao Min").And.Contain("Lin Yue"));
        Assert.That((await bidder.Open(address)).Document.QuerySelectorAll("#earlier .panel-head"), Has.Length.EqualTo(1));
    }
}
