using Marketplace.Challenges;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Contracts;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Web.Tests.Browser;

/// <summary>From the signed contract to the last transfer on the card rail: publisher, laboratory and finance officer, and the provider's own pages.</summary>
public sealed class CardJourneyTests
{
    private CardHost _stage = null!;
    private IPage _publisher = null!;
    private IPage _lab = null!;

    [SetUp]
    public async Task Start()
    {
        _stage = await CardHost.Create(kestrel: true, workers: true);
        _stage.StandIn.Site = _stage.Host.Address;
    }

    [TearDown]
    public async Task End() => await _stage.DisposeAsync();

    [Test]
    public async Task Contract_is_paid_by_card_and_every_milestone_is_passed_on()
    {
        await using var publisher = await Chromium.Open(_stage.Host, _stage.Scene.Contract.Publisher.PersonId);
        await using var lab = await Chromium.Open(_stage.Host, _stage.Scene.LabOwner.PersonId);
        await using var finance = await Chromium.Open(_stage.Host, _stage.Scene.Contract.Finance.PersonId);
        (_publisher, _lab) = (await publisher.Open(_stage.Contract), await lab.Open(_stage.Payee));
        var money = await finance.Open("/admin/money/cards");
        await money.Joined();

        await PayIn();
        await Expect(money.Locator("#operations")).ToContainTextAsync("1,000");
        await OpenAccount();
        await PayOut(1);
        await PayOut(2);

        await Expect(money.Locator("#operations article")).ToHaveCountAsync(3);
        await money.AssertNotLoadedAgain();
        await money.Picture("34-officers-see-every-operation");
        await _lab.GoTo(_stage.Contract);
        await Expect(_lab.Locator("#journals tbody")).ToContainTextAsync("paid to the winner");
        await _lab.Picture("35-contract-settled-by-card");
        Assert.That((await _stage.Scene.Contract.Bids.Challenge()).Status, Is.EqualTo(ChallengeStatus.Settled));
        Assert.That(_stage.StandIn.All("transfer"), Has.Count.EqualTo(2));
        Assert.That(_stage.StandIn.Requests.Select(r => r.Status), Is.All.EqualTo(200));
        Assert.That(_stage.StandIn.Posts.Select(p => p.Key), Is.All.Match("^(fund|pay|payee|link):[0-9a-f]{32}"));
    }

    private async Task PayIn()
    {
        await _publisher.Locator($"a[href='{_stage.Contract}/card']").ClickAsync();
        await _publisher.Picture("30-publisher-goes-to-pay-by-card");
        await _publisher.Locator("#card button").ClickAsync();
        await _publisher.Locator("#go").ClickAsync();
        await Expect(_publisher.Locator("#funding")).ToContainTextAsync("A payment page is open");
        await _publisher.Joined();
        await _publisher.Picture("31-publisher-is-back-and-nothing-is-booked-yet");
        await _stage.Tell();
        await Expect(_publisher.Locator("#facts dd:has-text('1,000')")).ToHaveCountAsync(4);
        await _publisher.AssertNotLoadedAgain();
    }

    private async Task OpenAccount()
    {
        await _lab.Picture("32-laboratory-opens-its-account");
        await _lab.Locator("#begin button").ClickAsync();
        await _lab.Locator("#go").ClickAsync();
        await Expect(_lab.Locator("#payee")).ToContainTextAsync("Can be paid");
        await _lab.Picture("33-laboratory-can-be-paid");
    }

    private async Task PayOut(int position)
    {
        await _lab.GoTo($"{_stage.Contract}/milestones/{position}");
        await _lab.Fill("#submit", ("Evidence", "Ten samples were made and measured."));
        await _lab.Send("#submit");
        await _publisher.GoTo($"{_stage.Contract}/milestones/{position}");
        await _publisher.Fill("#accept", ("Findings[0].Verdict", "Met"), ("Findings[0].Measured", "41 MPa"), ("Findings[1].Verdict", "Met"), ("Findings[1].Measured", "4 %"), ("Amount", position == 1 ? "400" : "600"));
        await _publisher.Send("#accept");
        await _stage.Host.RunJobs();
    }
}
