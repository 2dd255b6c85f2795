using System.Net;
using System.Text;
using Marketplace.Contracts;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Contracts;

/// <summary>Early end, freeze, refund and statement through the pages.</summary>
public sealed class EndingPagesTests
{
    [Test]
    public async Task Contract_is_frozen_thawed_ended_and_refunded_through_the_pages()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Funded(host.Services);
        var address = $"/workspace/contracts/{scene.ContractId}/ending";
        using var publisher = await host.Visit(scene.Publisher.PersonId);
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        using var finance = await host.Visit(scene.Finance.PersonId);

        _ = await finance.Submit(await finance.Open(address), "form#freeze", [new("FreezeReason", "The voucher is looked into")]);
        Assert.That((await bidder.Open($"/workspace/contracts/{scene.ContractId}")).Document.QuerySelector("#frozen")!.TextContent, Does.Contain("The voucher is looked into"));
        Assert.That((await finance.Open("/admin/money")).Document.QuerySelector("#frozen")!.TextContent, Does.Contain("The voucher is looked into"));
        _ = await finance.Submit(await finance.Open(address), "form#freeze", [new("FreezeReason", "The bank has answered")]);
        Assert.That((await bidder.Open(address)).Document.QuerySelector("#frozen"), Is.Null);

        var unfilled = await publisher.Submit(await publisher.Open(address), "form#propose", []);
        Assert.That(unfilled.Document.QuerySelectorAll("[id$=-error]"), Has.Length.EqualTo(3));
        var asked = await publisher.Submit(unfilled, "form#propose", [new("Ending.Ground", "Agreement"), new("Ending.Cause", "TechnicalHonest"), new("Ending.Reason", "The route does not carry")]);
        Assert.That((asked.Document.QuerySelector("form#answer"), asked.Document.QuerySelector("form#withdraw") is null), Is.EqualTo(((AngleSharp.Dom.IElement?)null, false)));
        var wrong = await bidder.Submit(await bidder.Open(address), "form#answer", [new("Answer.Agrees", "true"), new("Answer.Reason", "Agreed"), new("Answer.Confirmation", "PD")]);
        Assert.That(wrong.Document.QuerySelector("#Answer_Confirmation-error"), Is.Not.Null);
        _ = await bidder.Submit(wrong, "form#answer", [new("Answer.Agrees", "true"), new("Answer.Confirmation", (await scene.Contract()).Code)]);
        Assert.That((await scene.Contract()).Status, Is.EqualTo(ContractStatus.Terminated));

        _ = await finance.Submit(await finance.Open("/admin/money"), "form[id^=order-]", [new("Form.BankOrder", "O-1")]);
        _ = await finance.Submit(await finance.Open("/admin/money"), "form[id^=settle-]", [new("Form.StatementLine", "L-1")]);
        var page = await publisher.Open($"/workspace/contracts/{scene.ContractId}");
        Assert.That(page.Document.QuerySelectorAll("#refunds tbody tr"), Has.Length.EqualTo(1));
        using var anybody = await host.Visit();
        Assert.That((await anybody.Open($"/challenges/{(await scene.Bids.Challenge()).Code}")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Officer_finds_a_request_for_cause_in_the_queue_and_decides()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Funded(host.Services);
        using var bidder = await host.Visit(scene.Bidder.PersonId);
        using var officer = await host.Visit(scene.Operator.PersonId);
        var address = $"/workspace/contracts/{scene.ContractId}/ending";
        _ = await bidder.Submit(await bidder.Open(address), "form#propose", [new("Ending.Ground", "Cause"), new("Ending.Cause", "PublisherDefault"), new("Ending.Reason", "No answer for months")]);
        Assert.That((await officer.Open("/admin/terminations")).Document.QuerySelector("#terminations a")!.GetAttribute("href"), Is.EqualTo(address));
        _ = await officer.Submit(await officer.Open(address), "form#answer", [new("Answer.Agrees", "false"), new("Answer.Reason", "The publisher has answered since")]);
        var page = await bidder.Open(address);
        Assert.That((page.Document.QuerySelector("#waiting") is null, page.Document.QuerySelector("#earlier")!.TextContent.Contains("The publisher has answered since", StringComparison.Ordinal)), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Statement_is_handed_in_and_its_rows_are_told_and_the_journals_go_out()
    {
        await using var host = await WebHost.Create();
        var scene = await ContractScene.Signed(host.Services, amount: "40万");
        _ = (await scene.Claim("40万", "B1")).Value;
        var code = (await scene.Contract()).Reference;
        using var finance = await host.Visit(scene.Finance.PersonId);
        var empty = await finance.Submit(await finance.Open("/admin/money/statements"), "form#import", []);
        Assert.That(empty.Document.QuerySelector("#File-error"), Is.Not.Null);
        var file = Encoding.UTF8.GetBytes($"Date,Amount,Reference,Purpose\n2026-01-05,400000,S1,{code}\n2026-01-05,-12,=S2,Fee <b>x</b>\n2026-99-05,1,S3,x\n");
        var report = await finance.Attach(empty, "form#import", "file", "statement.csv", file);
        Assert.That(report.Document.QuerySelectorAll("#faults li"), Has.Length.EqualTo(1));
        await host.Drain();
        var matched = await finance.Open(report.Address.AbsolutePath);
        Assert.That((matched.Document.QuerySelectorAll("#matched tbody tr").Length, matched.Document.QuerySelectorAll("#unmatched tbody tr").Length, matched.Document.QuerySelector("main b")), Is.EqualTo((1, 1, (AngleSharp.Dom.IElement?)null)));
        var list = await finance.Open("/admin/money/statements");
        var explained = await finance.Submit(list, "form[id^=explain-]", [new("Reason", "Fee of the bank")]);
        Assert.That(explained.Document.QuerySelector("form[id^=explain-]"), Is.Null);

        var csv = await finance.Client.GetStringAsync("/admin/money?handler=Csv");
        Assert.That(csv.Split("\r\n"), Has.Length.EqualTo(3), "header, one movement, and the end");
        Assert.That(csv, Does.Contain("400000.00").And.Contain($"held:{(await scene.Contract()).Code}"));
        var text = await finance.Client.GetStringAsync("/admin/money?handler=Hledger");
        Assert.That(text, Does.Contain("(bankin:S1)").And.Contain("    assets:bank:main  CNY 400000.00\n").And.Contain($"    liabilities:held:{(await scene.Contract()).Code}  CNY -400000.00\n"));
        var compared = await finance.Submit(await finance.Open("/admin/money"), "form#reconcile", []);
        Assert.That(compared.Document.QuerySelector("#compared table"), Is.Null);
    }
}
