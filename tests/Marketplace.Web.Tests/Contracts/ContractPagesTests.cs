using System.Net;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Payouts;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Contracts;

public sealed class ContractPagesTests
{
    [Test]
    public async Task Contract_goes_through_the_pages_from_the_draft_to_the_last_payment()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Create(host.Services, amount: "40万");
        var address = $"/workspace/contracts/{scene.ContractId}";
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        using var finance = await host.Visit(scene.Finance.PersonId);

        await Draft(publisher, address);
        await Sign(publisher, address, []);
        await Sign(bidder, address, [new("Sign.Bank", "Bank of Tests"), new("Sign.Account", "6222 0001")]);
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.InProgress));
        await PayIn(publisher, finance, address);
        for (var position = 1; position <= 2; position++) await PayOut(host, publisher, bidder, finance, address, position);

        Assert.That((await scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Settled));
        var page = await bidder.Open(address);
        Assert.That(page.Document.QuerySelectorAll("#journals tbody tr"), Has.Length.EqualTo(7));
        using var anybody = await host.Visit();
        var challenge = await anybody.Open($"/challenges/{(await scene.Bids.Challenge()).Code}");
        Assert.That(challenge.Document.QuerySelector("#funds")!.TextContent, Does.Contain("100%").And.Not.Contain("400,000"));
        Assert.That((await finance.Open("/admin/money")).Document.QuerySelectorAll("#sums dd"), Has.Length.EqualTo(8));
    }

    [Test]
    public async Task Refused_input_stands_on_the_page_again_with_its_reason()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Create(host.Services, amount: "40万");
        var address = $"/workspace/contracts/{scene.ContractId}";
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        var draft = await publisher.Open($"{address}/draft?template=Half");
        var refused = await publisher.Submit(draft, "form#draft", [new("Form.IpRule", "Joint"), new("Form.PeriodMonths", "x"), new("Form.Lines[0].Title", "<b>Sample</b>")]);
        Assert.That(refused.Document.QuerySelector("#Form_PeriodMonths-error"), Is.Not.Null);
        Assert.That(refused.Document.QuerySelector("[name='Form.Lines[0].Title']")!.GetAttribute("value"), Is.EqualTo("<b>Sample</b>"));
        Assert.That(refused.Document.QuerySelector("main b"), Is.Null);
        _ = (await scene.Draft()).Value;
        var sign = await publisher.Submit(await publisher.Open(address), "form#sign", [new("Sign.TypedName", "Lin Yue"), new("Sign.Confirmation", "PD-HT-1999-0001")]);
        Assert.That(sign.Document.QuerySelector("#Sign_Confirmation-error"), Is.Not.Null);
        Assert.That(sign.Document.QuerySelector("#Sign_TypedName")!.GetAttribute("value"), Is.EqualTo("Lin Yue"));
    }

    [Test]
    public async Task Pages_are_absent_for_strangers()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Funded(host.Services);
        var stranger = (await scene.Bids.AddLab("Laboratory of Others")).Actor;
        using var visitor = await host.Visit(stranger.PersonId);
        foreach (var address in new[] { "", "/draft", "/milestones/1" })
        {
            Assert.That((await visitor.Open($"/workspace/contracts/{scene.ContractId}{address}")).Status, Is.EqualTo(HttpStatusCode.NotFound), address);
        }

        Assert.That((await visitor.Open("/admin/money")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        Assert.That((await publisher.Open("/admin/money")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await publisher.Open($"/workspace/contracts/{scene.ContractId}/milestones/9")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task Draft(Visitor publisher, string address)
    {
        var form = await publisher.Open($"{address}/draft?template=Half");
        var drafted = await publisher.Submit(form, "form#draft",
        [
            new("Form.IpRule", "Joint"), new("Form.Kind", "Development"), new("Form.PeriodMonths", "12"),
            new("Form.Lines[0].Title", "Sample"), new("Form.Lines[0].Deliverable", "Ten samples"), new("Form.Lines[0].Month", "6"),
            new("Form.Lines[1].Title", "Line"), new("Form.Lines[1].Deliverable", "A line"), new("Form.Lines[1].Month", "12"),
        ]);
        Assert.That(drafted.Address.AbsolutePath, Is.EqualTo(address));
    }

    private static async Task Sign(Visitor side, string address, KeyValuePair<string, string>[] payee)
    {
        var signed = await side.Submit(await side.Open(address), "form#sign", [new("Sign.TypedName", "Lin Yue"), new("Sign.Confirmation", "pd-ht-2026-0001"), .. payee]);
        Assert.That(signed.Document.QuerySelector("form#sign"), Is.Null);
    }

    private static async Task PayIn(Visitor publisher, Visitor finance, string address)
    {
        var page = await publisher.Open(address);
        Assert.That(page.Text, Does.Contain("HT20260001"));
        // Without a file the form comes back with what was typed.
        var typed = await publisher.Submit(page, "form#claim", [new("Claim.BankReference", "B-1")]);
        Assert.That(typed.Document.QuerySelector("#File-error"), Is.Not.Null);
        var claimed = await publisher.Attach(typed, "form#claim", "file", "voucher.pdf", ContractScene.Voucher(1));
        Assert.That(claimed.Document.QuerySelectorAll("#funding tbody tr"), Has.Length.EqualTo(1));
        var money = await finance.Open("/admin/money");
        var differing = await finance.Submit(money, "form[id^=confirm-]", [new("Form.StatementLine", "S-1"), new("Form.Amount", "40万"), new("Form.AmountAgain", "4万")]);
        Assert.That(differing.Document.QuerySelector("[id^=AmountAgain-][id$=-error]"), Is.Not.Null);
        var booked = await finance.Submit(differing, "form[id^=confirm-]", [new("Form.AmountAgain", "400,000")]);
        Assert.That(booked.Document.QuerySelector("form[id^=confirm-]"), Is.Null);
    }

    private static async Task PayOut(WebHost host, Visitor publisher, Visitor bidder, Visitor finance, string address, int position)
    {
        var milestone = $"{address}/milestones/{position}";
        _ = await bidder.Submit(await bidder.Open(milestone), "form#submit", [new("Evidence", "Ten samples were made")]);
        var accepted = await publisher.Submit(await publisher.Open(milestone), "form#accept",
        [
            new("Findings[0].Verdict", "Met"), new("Findings[0].Measured", "41 MPa"), new("Findings[1].Verdict", "Met"), new("Findings[1].Measured", "4 %"), new("Amount", "20万"),
        ]);
        Assert.That(accepted.Document.QuerySelector("form#accept"), Is.Null);
        _ = await finance.Submit(await finance.Open("/admin/money"), "form[id^=order-]", [new("Form.BankOrder", $"O-{position}")]);
        _ = await finance.Submit(await finance.Open("/admin/money"), "form[id^=settle-]", [new("Form.StatementLine", $"L-{position}")]);
        Assert.That(await host.Read(db => db.Set<Payout>().CountAsync(p => p.Status == PayoutStatus.Settled)), Is.EqualTo(position));
    }
}
