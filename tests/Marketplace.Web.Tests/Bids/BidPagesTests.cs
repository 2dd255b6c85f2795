using System.Net;
using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Bids;

public sealed class BidPagesTests
{
    [Test]
    public async Task Bid_from_the_first_page_to_the_receipt_and_its_check()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var start = await visitor.Open($"/workspace/bids/new?challenge={(await scene.Challenge()).Code}");
        var page = await visitor.Submit(start, "form#start");
        page = await Fill(visitor, page, Team);
        page = await Fill(visitor, page, Approach);
        page = await Fill(visitor, page, [new("Form.Responses[0].Stance", "Exceeds"), new("Form.Responses[0].Promise", "45 MPa"), new("Form.Responses[0].Proof", "CNAS laboratory"),
            new("Form.Responses[1].Stance", "Meets"), new("Form.Responses[1].Promise", "5 %"), new("Form.Responses[1].Proof", "X-ray")]);
        page = await Fill(visitor, page, Plan);
        page = await Fill(visitor, page, Terms);
        Assert.That(page.Address.AbsolutePath, Does.EndWith("/edit/files"));
        page = await visitor.Open(page.Address.AbsolutePath.Replace("files", "summary", StringComparison.Ordinal));
        Assert.That(page.Document.QuerySelector("#missing"), Is.Null, page.Text);
        var code = (await scene.Challenge()).Code!;
        var receipt = await visitor.Submit(page, "form#submit-bid", [new("Confirmation", code)]);

        var seal = await host.Read(db => db.Set<BidSeal>().SingleAsync(s => s.Version == 1));
        Assert.That(receipt.Address.AbsolutePath, Does.EndWith("/receipts/1"));
        Assert.That(receipt.Text.Replace(" ", "", StringComparison.Ordinal), Does.Contain(Convert.ToHexStringLower(seal.Sha256)));
        var verify = await visitor.Open(receipt.Address.AbsolutePath.Replace("receipts/1", "verify?version=1", StringComparison.Ordinal));
        Assert.That((await visitor.Submit(verify, "form#verify")).Document.QuerySelector(".note.is-good"), Is.Not.Null);
        Assert.That((await visitor.Submit(verify, "form#verify", [new("Sha256", new string('0', 64))])).Document.QuerySelector(".note.is-bad"), Is.Not.Null);
        Assert.That((await visitor.Open("/workspace/bids")).Text, Does.Contain(code));
    }

    [Test]
    public async Task Submit_without_naming_the_challenge_or_with_gaps_is_refused_with_the_way_to_each()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var id = await scene.Start(scene.Labs[0]);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var page = await visitor.Open($"/workspace/bids/{id}/edit/summary");
        Assert.That(page.Document.QuerySelector($"a[href='/workspace/bids/{id}/edit/plan?check=true']"), Is.Not.Null);
        var unnamed = await visitor.Submit(page, "form#submit-bid", [new("Confirmation", "yes")]);
        Assert.That(unnamed.Document.QuerySelector("#Confirmation-error"), Is.Not.Null);
        _ = await visitor.Submit(page, "form#submit-bid", [new("Confirmation", (await scene.Challenge()).Code!)]);
        Assert.That(await host.Read(db => db.Set<BidSeal>().CountAsync(s => s.Version > 0)), Is.Zero);

        var plan = await visitor.Open($"/workspace/bids/{id}/edit/plan?check=true");
        Assert.That(plan.Document.QuerySelector(".error-summary a[href='#Form_WorkPlan']"), Is.Not.Null);
    }

    [Test]
    public async Task Submit_after_the_deadline_keeps_the_text()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var (id, _) = await scene.Draft(scene.Labs[0]);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var summary = await visitor.Open($"/workspace/bids/{id}/edit/summary");
        var route = await visitor.Open($"/workspace/bids/{id}/edit/approach");
        host.Clock.SetUtcNow(scene.DeadlineAt);
        _ = await visitor.Submit(route, "form#bid-form", [new("Form.Route", "written at the last minute")]);
        var late = await visitor.Submit(summary, "form#submit-bid", [new("Confirmation", (await scene.Challenge()).Code!)]);

        Assert.That(late.Text, Does.Contain("deadline has passed"));
        Assert.That(await host.Read(db => db.Set<BidSeal>().CountAsync(s => s.Version > 0)), Is.Zero);
        var kept = await host.With((BidReader r) => r.Draft(id, scene.Labs[0].Actor, default));
        Assert.That(kept.Value.Content.Route, Is.EqualTo("written at the last minute"));
    }

    [Test]
    public async Task Save_what_cannot_be_read_shows_it_again_and_keeps_the_rest()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var id = await scene.Start(scene.Labs[0]);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var page = await visitor.Open($"/workspace/bids/{id}/edit/team");
        page = await visitor.Submit(page, "form#bid-form", [new("Form.Leader.Name", "Lin"), new("Form.Leader.HoursPerWeek", "many")]);

        Assert.That(page.Document.QuerySelector("#Form_Leader_HoursPerWeek-error"), Is.Not.Null);
        Assert.That(page.Document.QuerySelector("#Form_Leader_HoursPerWeek")!.GetAttribute("value"), Is.EqualTo("many"));
        Assert.That(page.Document.QuerySelector(".error-summary a[href='#Form_Leader_HoursPerWeek']")!.TextContent, Does.StartWith("Time committed: "));
        var kept = await host.With((BidReader r) => r.Draft(id, scene.Labs[0].Actor, default));
        Assert.That(kept.Value.Content.Leader.Name, Is.EqualTo("Lin"));
    }

    [Test]
    public async Task Save_over_a_colleagues_change_shows_both()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var (id, revision) = await scene.Draft(scene.Labs[0]);
        var colleague = await scene.AddMember(scene.Labs[0].OrganisationId, MembershipRole.Owner);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var page = await visitor.Open($"/workspace/bids/{id}/edit/approach");
        _ = (await host.With((SaveBidDraft u) => u.Run(new SaveBidDraft.Input(id, revision, b => b with { Route = "by the colleague" }), colleague))).Value;
        var stale = await visitor.Submit(page, "form#bid-form", [new("Form.Route", "mine")]);

        Assert.That(stale.Document.QuerySelector("main .note details")!.TextContent, Does.Contain("by the colleague"));
        Assert.That(stale.Document.QuerySelector("#Form_Route")!.TextContent, Does.Contain("mine"));
        _ = await visitor.Submit(stale, "form#bid-form");
        Assert.That((await host.With((BidReader r) => r.Draft(id, colleague, default))).Value.Content.Route, Is.EqualTo("mine"));
    }

    [Test]
    public async Task Rows_are_added_and_removed_without_scripts()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var (id, _) = await scene.Draft(scene.Labs[0]);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var page = await visitor.Open($"/workspace/bids/{id}/edit/plan");
        page = await visitor.Submit(page, "form#bid-form", button: "button[name=add][value=WorkPlan]");
        Assert.That(page.Document.QuerySelectorAll("[name^='Form.WorkPlan'][name$='Title']"), Has.Exactly(3).Items);
        page = await visitor.Submit(page, "form#bid-form", button: "button[name=remove-WorkPlan][value='0']");

        Assert.That(page.Document.QuerySelector("[name='Form.WorkPlan[0].Title']")!.GetAttribute("value"), Is.EqualTo("Line plain"));
    }

    [Test]
    public async Task Withdraw_needs_the_code_and_takes_the_bid_back()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var receipt = await scene.Bid(scene.Labs[0]);
        using var visitor = await host.Visit(scene.Labs[0].Actor.PersonId);
        var page = await visitor.Open($"/workspace/bids/{receipt.BidId}");
        page = await visitor.Submit(page, "form#withdraw", [new("Confirmation", receipt.ChallengeCode)]);

        Assert.That(page.Document.QuerySelector("form#withdraw"), Is.Null);
        Assert.That(await host.Read(db => db.Set<Bid>().Select(b => b.Status).SingleAsync()), Is.EqualTo(BidStatus.Withdrawn));
    }

    [Test]
    public async Task Pages_of_a_bid_are_absent_for_everybody_else()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services, labs: 2);
        var receipt = await scene.Bid(scene.Labs[0]);
        string[] pages = ["", "/edit/team", "/edit/summary", "/receipts/1", "/receipts/1?handler=Json", "/receipts/1?handler=Sealed", "/versions/1", "/verify"];
        foreach (var person in new[] { scene.Labs[1].Actor, scene.Publisher, scene.Operator, scene.Approver })
        {
            using var visitor = await host.Visit(person.PersonId);
            foreach (var page in pages)
            {
                var answer = await visitor.Open($"/workspace/bids/{receipt.BidId}{page}");
                var absent = await visitor.Open($"/workspace/bids/{Guid.CreateVersion7()}{page}");
                Assert.That((answer.Status, answer.Text), Is.EqualTo((HttpStatusCode.NotFound, absent.Text)), page);
            }
        }
    }

    private static Task<Page> Fill(Visitor visitor, Page page, IEnumerable<KeyValuePair<string, string>> values) =>
        visitor.Submit(page, "form#bid-form", values, ".form-actions .btn-primary");

    private static readonly KeyValuePair<string, string>[] Team =
    [
        new("Form.Leader.Name", "Chen"), new("Form.Leader.Title", "Professor"), new("Form.Leader.Field", "Packaging"), new("Form.Leader.HoursPerWeek", "２０"),
        new("Form.Leader.Record", "Ten years"), new("Form.LeadShare", "60"), new("Form.Partners[0].Name", "Partner"), new("Form.Partners[0].Role", "Testing"), new("Form.Partners[0].Share", "40"),
    ];

    private static readonly KeyValuePair<string, string>[] Approach =
    [
        new("Form.Understanding", "It is hard"), new("Form.Route", "Low pressure"), new("Form.Innovation", "New paste"), new("Form.TrlNow", "4"), new("Form.TrlEnd", "7"),
    ];

    private static readonly KeyValuePair<string, string>[] Plan =
    [
        new("Form.WorkPlan[0].Title", "Sample"), new("Form.WorkPlan[0].Month", "6"), new("Form.WorkPlan[0].Deliverable", "Ten"), new("Form.WorkPlan[0].BountyPercent", "40"),
        new("Form.WorkPlan[1].Title", "Line"), new("Form.WorkPlan[1].Month", "12"), new("Form.WorkPlan[1].Deliverable", "Report"), new("Form.WorkPlan[1].BountyPercent", "60"),
        new("Form.Budget[0].Name", "Materials"), new("Form.Budget[0].Amount", "80万"), new("Form.RequestedBounty", "¥1,200,000"),
    ];

    private static readonly KeyValuePair<string, string>[] Terms =
    [
        new("Form.RiskPlan", "Fallback"), new("Form.IpOwnership", "Joint"), new("Form.IpProposal", "Shared"), new("Form.TransferPlan", "Pudong"),
        new("Form.NoHiddenConflict", "true"), new("Form.Truthful", "true"), new("Form.Pledged", "true"), new("Form.PledgedBy", "Dean"),
    ];
}
