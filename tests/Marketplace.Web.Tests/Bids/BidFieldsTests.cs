using System.Reflection;
using System.Text.RegularExpressions;
using Marketplace.Challenges;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Marketplace.Web.Pages.Bids;
using Marketplace.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Bids;

/// <summary>Whatever the form of a bid asks is typed in by the laboratory and read by the publisher after the opening, markup in it included.</summary>
public sealed partial class BidFieldsTests
{
    private const string Code = "91310115MA1K001700";

    private static readonly string[] Steps = ["team", "approach", "indicators", "plan", "terms"];

    private static readonly (string Prefix, Type Form)[] Forms =
    [
        ("", typeof(TeamForm)), ("Leader.", typeof(LeaderForm)), ("Team[].", typeof(MemberForm)), ("Partners[].", typeof(PartnerForm)), ("", typeof(ApproachForm)),
        ("Responses[].", typeof(ResponseForm)), ("", typeof(PlanForm)), ("WorkPlan[].", typeof(MilestoneForm)), ("Budget[].", typeof(BudgetForm)),
        ("", typeof(TermsForm)), ("PriorResults[].", typeof(PriorResultForm)),
    ];

    /// <summary>Tables and groups of fields, and the id by which a response finds its indicator.</summary>
    private static readonly string[] NoFields = ["Leader", "Team", "Partners", "Responses", "WorkPlan", "Budget", "PriorResults", "Responses[].IndicatorId"];

    private static readonly (string Step, string Name, string Typed, string? Page)[] Typed =
    [
        ("team", "Leader.Name", Text("Chen"), null), ("team", "Leader.Degree", Text("Dr. habil."), null), ("team", "Leader.Title", Text("Professor"), null), ("team", "Leader.Field", Text("Packaging"), null),
        ("team", "Leader.HoursPerWeek", "21", "21"), ("team", "Leader.Record", Text("Ten years"), null),
        ("team", "Team[0].Name", Text("Wu"), null), ("team", "Team[0].Role", Text("Furnace"), null), ("team", "Team[0].Field", Text("Ceramics"), null), ("team", "Team[0].HoursPerWeek", "33", "33"),
        ("team", "LeadShare", "61", "61 %"), ("team", "Partners[0].Name", Text("Partner"), null), ("team", "Partners[0].CreditCode", "91310115MA1K3BXX0X", null), ("team", "Partners[0].Role", Text("Testing"), null), ("team", "Partners[0].Share", "39", "39"),
        ("approach", "Understanding", Text("It is hard"), null), ("approach", "Route", Text("Low pressure"), null), ("approach", "Alternatives", Text("Or copper"), null), ("approach", "Innovation", Text("New paste"), null),
        ("approach", "TrlNow", "4", "now 4"), ("approach", "TrlEnd", "7", "at the end 7"),
        ("indicators", "Responses[0].Stance", "Exceeds", null), ("indicators", "Responses[0].Promise", Text("45 MPa"), null), ("indicators", "Responses[0].Proof", Text("CNAS"), null),
        ("indicators", "Responses[1].Stance", "Meets", null), ("indicators", "Responses[1].Promise", "4 %", null), ("indicators", "Responses[1].Proof", "X-ray", null),
        ("plan", "WorkPlan[0].Title", Text("Sample"), null), ("plan", "WorkPlan[0].Month", "6", "6"), ("plan", "WorkPlan[0].Deliverable", Text("Ten samples"), null), ("plan", "WorkPlan[0].BountyPercent", "41", "41"),
        ("plan", "WorkPlan[1].Title", "Line", null), ("plan", "WorkPlan[1].Month", "13", "13"), ("plan", "WorkPlan[1].Deliverable", "Report", null), ("plan", "WorkPlan[1].BountyPercent", "59", "59"),
        ("plan", "Budget[0].Name", Text("Materials"), null), ("plan", "Budget[0].Amount", "82万", "¥820,000"), ("plan", "RequestedBounty", "1,230,000", "¥1,230,000"),
        ("terms", "PriorResults[0].Kind", "Patent", null), ("terms", "PriorResults[0].Title", Text("Sinter press"), null), ("terms", "PriorResults[0].Year", "2023", "(2023)"), ("terms", "PriorResults[0].Reference", Text("ZL2023"), null),
        ("terms", "Equipment", Text("Press"), null), ("terms", "RiskPlan", Text("Fallback"), null), ("terms", "IpOwnership", "Joint", "Owned jointly"), ("terms", "IpProposal", Text("Shared"), null), ("terms", "TransferPlan", Text("Pudong"), null),
        ("terms", "ConflictNote", Text("A cousin"), null), ("terms", "NoHiddenConflict", "true", "Yes"), ("terms", "Truthful", "true", "Yes"), ("terms", "Pledged", "true", "Yes"), ("terms", "PledgedBy", Text("Dean"), null),
    ];

    [Test]
    public void Fields_of_the_form_are_all_typed_here()
    {
        var asked = Forms.SelectMany(f => f.Form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => f.Prefix + p.Name));
        Assert.That(Typed.Select(f => RowNumber().Replace(f.Name, "[]")).Distinct(), Is.EquivalentTo(asked.Except(NoFields)));
    }

    [Test]
    public async Task Fields_that_the_laboratory_types_are_read_by_the_publisher_after_the_opening()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services, labs: 0);
        var lab = await scene.AddLab(Text("Laboratory"));
        await host.Read(db => db.Set<Challenge>().ExecuteUpdateAsync(s => s.SetProperty(c => c.Title, Text("Sintering"))));
        await host.Read(db => db.Set<Organisation>().Where(o => o.Id == lab.OrganisationId).ExecuteUpdateAsync(s => s.SetProperty(o => o.CreditCode, Code).SetProperty(o => o.Tier, EnterpriseTier.LittleGiant)));
        using var bidder = await host.Visit(lab.Actor.PersonId);
        var id = await Write(bidder, scene);
        var summary = await bidder.Open($"/workspace/bids/{id}/edit/summary");
        Assert.That(summary.Document.QuerySelector("#missing"), Is.Null, summary.Text);
        AssertShown(summary);
        await bidder.Submit(summary, "form#submit-bid", [new("Confirmation", (await scene.Challenge()).Code!)]);
        host.Clock.SetUtcNow(scene.DeadlineAt);
        await host.RunJobs();

        using var publisher = await host.Visit(scene.Publisher.PersonId);
        var sealed1 = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}/bids/{id}");
        Assert.That((int)sealed1.Status, Is.EqualTo(404), "sealed until two officers opened");
        await scene.OpenByTwo();
        var opened = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}/bids/{id}");
        AssertShown(opened);
        var compare = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}/bids");
        foreach (var page in new[] { opened, compare }) Assert.That(page.Text, Does.Contain(Code).And.Contain("SRDI \"little giant\"").And.Contain("Pudong"), "who stands behind the bid");
        Assert.That(compare.Text, Does.Contain(Text("45 MPa")).And.Contain(Text("CNAS")).And.Contain(lab.Name).And.Contain(Text("Partner")).And.Contain("¥1,230,000"));
        Assert.That(Hostile.Acting(compare), Is.Empty);
        using var program = await ApiCaller.Create(host, scene.Publisher);
        var told = (await program.Get($"/api/v1/challenges/{scene.ChallengeId}/bids")).Json["bids"]![0]!["content"]!;
        Assert.That(Typed.Where(f => !JsonValues.Named(told, f.Name.Split('.')[^1]).Contains(f.Typed)).Select(f => f.Name), Is.Empty, told.ToJsonString());
        Assert.That((await host.Events()).Count(e => e.Type == "bids.opened"), Is.EqualTo(1));
        foreach (var page in await AwardAndRead(host, scene, publisher))
        {
            Assert.That(page.Text, Does.Contain(Text("Sintering")), page.Address.AbsolutePath);
            Assert.That(Hostile.Acting(page), Is.Empty, page.Address.AbsolutePath);
        }
    }

    private static async Task<List<Page>> AwardAndRead(WebHost host, BidScene scene, Visitor publisher)
    {
        var code = (await scene.Challenge()).Code!;
        var propose = await publisher.Open($"/workspace/challenges/{scene.ChallengeId}/award");
        await publisher.Submit(propose, "form#propose", [new("Form.Reason", Text("Best")), new("Form.Lines[0].Outcome", "Winner"), new("Form.Lines[0].Rank", "1")]);
        using var second = await host.Visit(scene.SecondPublisher.PersonId);
        var confirm = await second.Open($"/workspace/challenges/{scene.ChallengeId}/award");
        Assert.That(confirm.Text, Does.Contain(Text("Best")));
        Assert.That(Hostile.Acting(confirm), Is.Empty);
        await second.Submit(confirm, "form#confirm", [new("Confirmation", code)]);
        await host.Drain();
        using var anybody = await host.Visit();
        var notice = await anybody.Open($"/notices/{code}");
        Assert.That(notice.Text, Does.Contain(Text("Laboratory")));
        return [notice, await anybody.Open("/notices"), await anybody.Open($"/challenges/{code}"), await anybody.Open("/challenges"), await publisher.Open("/workspace/inbox"), await publisher.Open($"/workspace/challenges/{scene.ChallengeId}")];
    }

    private static async Task<Guid> Write(Visitor bidder, BidScene scene)
    {
        var page = await bidder.Submit(await bidder.Open($"/workspace/bids/new?challenge={(await scene.Challenge()).Code}"), "form#start");
        var id = Guid.Parse(page.Address.AbsolutePath.Split('/')[3]);
        foreach (var step in Steps)
        {
            var at = await bidder.Open($"/workspace/bids/{id}/edit/{step}");
            page = await bidder.Submit(at, "form#bid-form", Typed.Where(f => f.Step == step).Select(f => KeyValuePair.Create("Form." + f.Name, f.Typed)), ".form-actions .btn-primary");
            Assert.That(page.Document.QuerySelector(".error-summary")?.TextContent, Is.Null, step);
            Assert.That(Hostile.Acting(await bidder.Open(at.Address.AbsolutePath)), Is.Empty, step);
        }

        return id;
    }

    private static void AssertShown(Page page)
    {
        var cells = page.Document.QuerySelectorAll("dd, td").Select(c => c.TextContent.Trim()).ToList();
        var missing = Typed.Where(f => f.Page is { } number && number.All(char.IsAsciiDigit) ? !cells.Exists(c => c.Split(' ')[0] == number) : !page.Text.Contains(f.Page ?? f.Typed, StringComparison.Ordinal));
        Assert.That(missing.Select(f => f.Name), Is.Empty, page.Text);
        Assert.That(page.Document.QuerySelectorAll(".bid-content dl.is-stacked dd").Count(d => d.TextContent.StartsWith("Yes", StringComparison.Ordinal)), Is.EqualTo(3), "each of the three declarations");
        Assert.That(Hostile.Acting(page), Is.Empty);
    }

    private static string Text(string words) => $"{words} {Hostile.Text}";

    [GeneratedRegex(@"\[\d\]")]
    private static partial Regex RowNumber();
}
