using Marketplace.Challenges;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Challenges;

/// <summary>Every facet of the hall narrows the list to what it names and says how many that is; cards show the same as the list.</summary>
public sealed class HallFacetsPageTests
{
    private const string Etching = "Etching", Vaccine = "Vaccine", Harness = "Harness";
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private Visitor _visitor = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        await Add(_cast, Etching, HardCoreIndustry.ChinaChip, AwardMode.Single, new() { BountyType = BountyType.Negotiable }, days: 20);
        await Add(_cast, Vaccine, HardCoreIndustry.InnovativeDrugs, AwardMode.Directed, new() { BountyLowMinor = 40_000_000 }, days: 60);
        var scene = await BidScene.Create(_host.Services);
        await _host.Read(db => db.Set<Organisation>().Where(o => o.Id == scene.PublisherId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Region, Region.Overseas)));
        await _host.Read(db => db.Set<Challenge>().Where(c => c.Id == scene.ChallengeId).ExecuteUpdateAsync(s => s.SetProperty(c => c.Title, Harness)
            .SetProperty(c => c.HardCore, HardCoreIndustry.FutureVehicles).SetProperty(c => c.Mode, AwardMode.HorseRacing).SetProperty(c => c.Kind, ChallengeKind.Government).SetProperty(c => c.DeadlineAt, _host.Clock.GetUtcNow().AddDays(5))));
        await _host.Drain();
        _visitor = await _host.Visit();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase("hardcore=ChinaChip", Etching)]
    [TestCase("hardcore=InnovativeDrugs", Vaccine)]
    [TestCase("hardcore=FutureVehicles", Harness)]
    [TestCase("mode=Single", Etching)]
    [TestCase("mode=Directed", Vaccine)]
    [TestCase("mode=HorseRacing", Harness)]
    [TestCase("bounty=Negotiable", Etching)]
    [TestCase("bounty=Below500k", Vaccine)]
    [TestCase("bounty=Below2M", Harness)]
    [TestCase("deadline=Week", Harness)]
    [TestCase("deadline=Month", Etching, Harness)]
    [TestCase("deadline=Quarter", Etching, Harness, Vaccine)]
    [TestCase("region=Overseas", Harness)]
    [TestCase("region=Pudong", Etching, Vaccine)]
    [TestCase("kind=Government", Harness)]
    public async Task Choice_of_a_facet_shows_what_it_names_and_counts_it(string choice, params string[] titles)
    {
        var all = await _visitor.Open("/challenges");
        var (name, value) = (choice.Split('=')[0], choice.Split('=')[1]);
        Assert.That(Box(all, name, value).QuerySelector(".count")!.TextContent, Is.EqualTo($"{titles.Length}"));
        var page = await _visitor.Open($"/challenges?{choice}");
        Assert.That(Titles(page), Is.EquivalentTo(titles));
        Assert.That(Box(page, name, value).QuerySelector("input")!.HasAttribute("checked"), Is.True, "the choice stays to be taken back");
    }

    [Test]
    public async Task Publisher_is_a_facet_too()
    {
        var page = await _visitor.Open($"/challenges?publisher={_cast.FirmId}");
        Assert.That(Titles(page), Is.EquivalentTo(new[] { Etching, Vaccine }));
        Assert.That(Box(page, "publisher", _cast.FirmId.ToString()).TextContent, Does.Contain("Lingang Precision Co.").And.Contain("2"));
    }

    [Test]
    public async Task Cards_show_the_same_challenges_as_the_list_and_the_switch_keeps_the_question()
    {
        var list = await _visitor.Open("/challenges?mode=Single&mode=HorseRacing");
        Assert.That(list.Document.QuerySelectorAll("ul.challenge-list > .challenge-row"), Has.Length.EqualTo(2));
        var cards = await _visitor.Open("/challenges" + list.Document.QuerySelectorAll(".view-switch a")[1].GetAttribute("href")!.Replace("/challenges", "", StringComparison.Ordinal));
        Assert.That(cards.Document.QuerySelectorAll("ul.challenge-cards > .challenge-row"), Has.Length.EqualTo(2));
        Assert.That(Titles(cards), Is.EqualTo(Titles(list)));
        Assert.That(cards.Document.QuerySelector(".view-switch a[aria-current=true] svg")!.GetAttribute("aria-label"), Is.EqualTo("Cards"));
    }

    private static AngleSharp.Dom.IElement Box(Page page, string name, string value) =>
        page.Document.QuerySelector($"#hall-facets input[name={name}][value='{value}']")?.ParentElement ?? throw new InvalidOperationException($"No {name} {value}: {page.Text}");

    private static List<string> Titles(Page page) => [.. page.Document.QuerySelectorAll(".challenge-row h3").Select(t => t.TextContent.Trim())];

    private async Task Add(ChallengeCast cast, string title, HardCoreIndustry hardCore, AwardMode mode, BountyFields bounty, int days)
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow(), title);
        content = content with
        {
            Need = content.Need! with { HardCore = hardCore },
            Bounty = bounty with { PaymentPlan = "30 / 70", PeriodMonths = 12 },
            Procedure = content.Procedure! with { Mode = mode, DeadlineAt = _host.Clock.GetUtcNow().AddDays(days), InvitedIds = mode == AwardMode.Directed ? [cast.LabId] : [], DirectedReason = mode == AwardMode.Directed ? "One furnace." : null },
        };
        await TestData.AddOpenChallenge(_host.Services, cast, content);
    }
}
