using Marketplace.Challenges;
using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Web.Tests.Browser;

/// <summary>From the final award to the last payment on the bank rail: publisher, laboratory and finance officer in windows of their own.</summary>
public sealed class ContractJourneyTests
{
    private WebHost _host = null!;
    private ContractScene _scene = null!;
    private IPage _publisher = null!;
    private IPage _lab = null!;
    private IPage _finance = null!;
    private string _contract = "";

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create(kestrel: true, workers: true);
        _scene = await ContractScene.Create(_host.Services, amount: "40万");
        _contract = $"/workspace/contracts/{_scene.ContractId}";
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Award_is_signed_paid_in_accepted_and_paid_out_in_three_windows()
    {
        await using var publisher = await Chromium.Open(_host, _scene.Publisher.PersonId);
        await using var lab = await Chromium.Open(_host, _scene.Bidder.PersonId);
        await using var finance = await Chromium.Open(_host, _scene.Finance.PersonId);
        await using var anybody = await Chromium.Open(_host);
        (_publisher, _lab, _finance) = (await publisher.Open($"{_contract}/draft?template=Half"), await lab.Open("/workspace/contracts"), await finance.Open("/admin/money"));
        var challenge = await anybody.Open($"/challenges/{(await _scene.Bids.Challenge()).Code}");
        await challenge.Joined();

        await DraftAndSign();
        await PayIn();
        await Expect(challenge.Locator("#funds")).ToContainTextAsync("100%");
        await PayOut(1);
        await PayOut(2);

        await Expect(challenge.Locator("#head")).ToContainTextAsync("Settled");
        await challenge.AssertNotLoadedAgain();
        await challenge.Picture("26-challenge-settled");
        await _publisher.GoTo(_contract);
        await Expect(_publisher.Locator("#journals tbody tr")).ToHaveCountAsync(7);
        await _publisher.Picture("27-contract-settled");
        Assert.That((await _scene.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Settled));
    }

    private async Task DraftAndSign()
    {
        await _publisher.Fill("#draft", ("Form.IpRule", "Joint"), ("Form.Kind", "Development"), ("Form.PeriodMonths", "12"),
            ("Form.Lines[0].Title", "Sample"), ("Form.Lines[0].Deliverable", "Ten samples"), ("Form.Lines[0].Month", "6"),
            ("Form.Lines[1].Title", "Line"), ("Form.Lines[1].Deliverable", "A line"), ("Form.Lines[1].Month", "12"));
        await _publisher.Picture("20-publisher-drafts-the-contract");
        await _publisher.Send("#draft");
        await _publisher.Fill("#sign", ("Sign.TypedName", "Lin Yue"), ("Sign.Confirmation", "PD-HT-2026-0001"));
        await _publisher.Picture("21-publisher-signs");
        await _publisher.Send("#sign");
        await _publisher.Joined();
        await _lab.GoTo(_contract);
        await _lab.Fill("#sign", ("Sign.Bank", "Bank of Tests"), ("Sign.Account", "6222 0001"), ("Sign.TypedName", "Chen"), ("Sign.Confirmation", "PD-HT-2026-0001"));
        await _lab.Send("#sign");
        await Expect(_publisher.Locator("#head")).ToContainTextAsync("In progress");
        await _publisher.AssertNotLoadedAgain();
    }

    private async Task PayIn()
    {
        await _finance.Joined();
        await _publisher.GoTo(_contract);
        await _publisher.Fill("#claim", ("Claim.BankReference", "B-1"));
        await _publisher.Locator("#File").SetInputFilesAsync(new FilePayload { Name = "voucher.pdf", MimeType = "application/pdf", Buffer = ContractScene.Voucher(1) });
        await _publisher.Picture("22-publisher-hands-in-the-voucher");
        await _publisher.Send("#claim");
        await Expect(_finance.Locator("#claims")).ToContainTextAsync("PD-HT-2026-0001");
        await _finance.AssertNotLoadedAgain();
        await _finance.Fill("[id^=confirm-]", ("Form.StatementLine", "S-1"), ("Form.Amount", "400,000"), ("Form.AmountAgain", "400,000"));
        await _finance.Picture("23-finance-officer-confirms");
        await _lab.Joined();
        await _finance.Send("[id^=confirm-]");
        await Expect(_lab.Locator("#facts")).ToContainTextAsync("400,000");
        await _lab.AssertNotLoadedAgain();
    }

    private async Task PayOut(int position)
    {
        await _lab.GoTo($"{_contract}/milestones/{position}");
        await _lab.Fill("#submit", ("Evidence", "Ten samples were made and measured."));
        await _lab.Send("#submit");
        await _publisher.GoTo($"{_contract}/milestones/{position}");
        await _publisher.Fill("#accept", ("Findings[0].Verdict", "Met"), ("Findings[0].Measured", "41 MPa"), ("Findings[1].Verdict", "Met"), ("Findings[1].Measured", "4 %"), ("Amount", "200,000"));
        await _publisher.Picture($"24-publisher-accepts-{position}");
        await _publisher.Send("#accept");
        await _finance.GoTo("/admin/money");
        await _finance.Fill("[id^=order-]", ("Form.BankOrder", $"O-{position}"));
        await _finance.Picture($"25-finance-officer-orders-{position}");
        await _finance.Send("[id^=order-]");
        await _finance.Fill("[id^=settle-]", ("Form.StatementLine", $"L-{position}"));
        await _finance.Send("[id^=settle-]");
    }
}
