using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Web.Tests.Browser;

/// <summary>A challenge from its first line to its award, by three people in three windows at once and the second pair of eyes that the rules ask for.</summary>
public sealed class JourneyTests
{
    private const string Title = "Silicon carbide epitaxy with few basal plane dislocations";
    private const string Outcome = "Conversion of basal plane dislocations in silicon carbide epitaxy";

    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private ProfiledLab _lab = null!;
    private IPage _publisher = null!;
    private IPage _labPage = null!;
    private IPage _officer = null!;
    private string _id = "";
    private string _code = "";

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create(kestrel: true, workers: true);
        _cast = await TestData.AddChallengeCast(_host.Services);
        _lab = await TestData.AddProfiledLab(_host.Services, "Crystal Institute", ["Silicon carbide epitaxy"], [Outcome]);
        // The rows were written past the use cases: the event lets the running index read them.
        await _host.With((Writer writer) => writer.Write<Done>(w =>
        {
            w.Record(new OrganisationVerified(_lab.Id, CreditCodeOverruled: false), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        }));
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Challenge_is_posted_matched_bid_for_opened_and_awarded_in_three_windows()
    {
        await using var publisher = await Chromium.Open(_host, _cast.Publisher.PersonId);
        await using var lab = await Chromium.Open(_host, _lab.MemberId);
        await using var officer = await Chromium.Open(_host, _cast.Reviewer.PersonId);
        (_publisher, _labPage, _officer) = (await publisher.Open("/workspace/challenges/new"), await lab.Open("/workspace"), await officer.Open("/admin/challenges"));

        await Write();
        await ApproveAndPost();
        await AskAndAnswer();
        await BidAndReplace();
        await OpenByTwoOfficers();
        await ProposeAndConfirm();
        await AwardAfterTheNotice();
    }

    private async Task Write()
    {
        await _publisher.Fill("#new", ("Title", Title));
        await _publisher.Send("#new");
        await _publisher.Fill("#step", ("Need.Category", "Breakthrough"), ("Need.NeedType", "Breakthrough"), ("Need.PublicSummary", "Silicon carbide epitaxy on eight inch wafers; basal plane dislocations must be converted."),
            ("Need.Background", "Dislocations shorten the life of power devices."), ("Need.Target", "At most 0.1 per square centimetre."), ("Need.Leading", "IntegratedCircuits"));
        await _publisher.Picture("01-publisher-writes");
        await _publisher.Send("#step");
        await _publisher.Fill("#step", ("Indicators.Indicators[0].Name", "Basal plane dislocations"), ("Indicators.Indicators[0].Comparator", "AtMost"), ("Indicators.Indicators[0].Value", "0.1"),
            ("Indicators.Indicators[0].Unit", "per cm²"), ("Indicators.Indicators[0].TestMethod", "Photoluminescence, five wafers"), ("Indicators.Indicators[0].Weight", "100"), ("Indicators.Deliverables", "Process and report"));
        await _publisher.Send("#step");
        await _publisher.Fill("#step", ("Bounty.BountyLowMinor", "2,500,000"), ("Bounty.PaymentPlan", "30 / 40 / 30"), ("Bounty.PeriodMonths", "18"));
        await _publisher.Send("#step");
        await _publisher.Fill("#step", ("Procedure.DeadlineAt", "2026-04-01T18:00"));
        await _publisher.Send("#step");
        await _publisher.Fill("#step", ("Terms.IpRule", "Joint"), ("Terms.AcceptanceMethod", "Third-party laboratory report"));
        await _publisher.Send("#step");
        await _publisher.Fill("#step", ("Confidential.ContactName", "Lin Yue"), ("Confidential.ContactPhone", "021-5555 0101"));
        await _publisher.Send("#step");
        _id = new Uri(_publisher.Url).Segments[3].Trim('/');
        await _publisher.GoTo($"/workspace/challenges/{_id}/check");
        await _publisher.Picture("02-publisher-checks");
        await _publisher.Send("#submit");
    }

    private async Task ApproveAndPost()
    {
        await _labPage.Joined();
        await _publisher.Joined();
        await _officer.GoTo($"/admin/challenges/{_id}");
        await _officer.Picture("03-officer-reviews");
        await _officer.Send("#approve");
        // The reviewer may not post what they approved: another officer does.
        await Expect(_officer.Locator("#post .btn-primary")).ToHaveCountAsync(0);
        await using var approver = await Chromium.Open(_host, _cast.Approver.PersonId);
        var page = await approver.Open($"/admin/challenges/{_id}");
        await page.Send("#post");

        var card = _labPage.Locator(".match-card");
        await Expect(card).ToContainTextAsync(Title);
        await Expect(card).ToContainTextAsync(Outcome);
        await _labPage.Picture("04-lab-sees-the-match");
        await _labPage.AssertNotLoadedAgain();
        _code = await card.GetAttributeAsync("data-code") ?? "";
        await Expect(_publisher.Locator("#life")).ToContainTextAsync("Open");
        await _publisher.AssertNotLoadedAgain();
        var found = await _publisher.Context.Open($"/workspace/challenges/{_id}/matches");
        await Expect(found.Locator("#found-labs")).ToContainTextAsync("Crystal Institute");
        await found.Picture("05-publisher-sees-who-was-found");
        await found.CloseAsync();
    }

    private async Task AskAndAnswer()
    {
        await _labPage.GoTo($"/challenges/{_code}");
        await _labPage.Fill("#ask", ("QuestionText", "Which wafer supplier is assumed?"));
        await _labPage.Locator("#ask button[type=submit]").ClickAsync();
        await Expect(_publisher.Locator("#questions")).ToContainTextAsync("Which wafer supplier is assumed?");
        await _publisher.AssertNotLoadedAgain();
        await _labPage.Ready();
        await _labPage.Joined();
        await _publisher.GoTo($"/challenges/{_code}");
        await _publisher.Fill("#answer-1", ("AnswerText", "Any with a miscut of four degrees."));
        await _publisher.Send("#answer-1");
        await Expect(_labPage.Locator("#questions")).ToContainTextAsync("Any with a miscut of four degrees.");
        await _labPage.AssertNotLoadedAgain();
        await _labPage.Picture("06-lab-reads-the-answer");
    }

    private async Task BidAndReplace()
    {
        await _labPage.GoTo($"/workspace/bids/new?challenge={_code}");
        await _labPage.Send("#start");
        await Step(("Form.Leader.Name", "Chen"), ("Form.Leader.Title", "Professor"), ("Form.Leader.Field", "Epitaxy"), ("Form.Leader.HoursPerWeek", "20"), ("Form.Leader.Record", "Ten years"), ("Form.LeadShare", "100"));
        await Step(("Form.Understanding", "Dislocations turn at the interface"), ("Form.Route", "In-situ etching"), ("Form.Innovation", "Two-step growth"), ("Form.TrlNow", "4"), ("Form.TrlEnd", "7"));
        await Step(("Form.Responses[0].Stance", "Exceeds"), ("Form.Responses[0].Promise", "0.05 per cm²"), ("Form.Responses[0].Proof", "Accredited laboratory"));
        await Step(("Form.WorkPlan[0].Title", "Wafers"), ("Form.WorkPlan[0].Month", "6"), ("Form.WorkPlan[0].Deliverable", "Ten wafers"), ("Form.WorkPlan[0].BountyPercent", "40"),
            ("Form.WorkPlan[1].Title", "Process"), ("Form.WorkPlan[1].Month", "12"), ("Form.WorkPlan[1].Deliverable", "Report"), ("Form.WorkPlan[1].BountyPercent", "60"),
            ("Form.Budget[0].Name", "Materials"), ("Form.Budget[0].Amount", "800,000"), ("Form.RequestedBounty", "2,000,000"));
        await Step(("Form.RiskPlan", "A second reactor"), ("Form.IpOwnership", "Joint"), ("Form.IpProposal", "Shared"), ("Form.TransferPlan", "Pilot line in Pudong"),
            ("Form.NoHiddenConflict", "true"), ("Form.Truthful", "true"), ("Form.Pledged", "true"), ("Form.PledgedBy", "Dean Wang"));
        var bid = new Uri(_labPage.Url).Segments[3].Trim('/');
        await Submit(bid);
        await Expect(_labPage.Locator("main")).ToContainTextAsync("SHA-256");
        await _labPage.Picture("07-lab-receipt");
        await _labPage.GoTo($"/workspace/bids/{bid}/edit/approach");
        await Step(("Form.Route", "In-situ etching and two-step growth"));
        await Submit(bid);
        Assert.That(new Uri(_labPage.Url).AbsolutePath, Does.EndWith("/receipts/2"));
    }

    private async Task Step(params (string, string)[] values)
    {
        await _labPage.Fill("#bid-form", values);
        await _labPage.Send("#bid-form .form-actions");
    }

    private async Task Submit(string bid)
    {
        await _labPage.GoTo($"/workspace/bids/{bid}/edit/summary");
        await _labPage.Fill("#submit-bid", ("Confirmation", _code));
        await _labPage.Send("#submit-bid");
    }

    private async Task OpenByTwoOfficers()
    {
        var early = (await _publisher.GotoAsync($"/workspace/challenges/{_id}/bids"))!;
        Assert.That(await early.TextAsync(), Does.Not.Contain("Crystal Institute").And.Not.Contain("etching"));
        var deadline = await _host.Read(db => db.Set<Challenge>().Where(c => c.Code == _code).Select(c => c.DeadlineAt).SingleAsync());
        _host.Clock.SetUtcNow(deadline!.Value);
        await _host.RunJobs();
        foreach (var actor in new[] { _cast.Operator, _cast.Approver })
        {
            await using var window = await Chromium.Open(_host, actor.PersonId);
            var page = await window.Open($"/admin/challenges/{_id}/opening");
            await page.Fill("#open-bids", ("Confirmation", _code));
            await page.Picture(actor == _cast.Operator ? "08-first-officer-opens" : "09-second-officer-opens");
            await page.Send("#open-bids");
        }
    }

    private async Task ProposeAndConfirm()
    {
        await _publisher.GoTo($"/workspace/challenges/{_id}/bids");
        await Expect(_publisher.Locator("main")).ToContainTextAsync("0.05 per cm²");
        await _publisher.Picture("10-publisher-compares");
        await _publisher.GoTo($"/workspace/challenges/{_id}/award");
        await _publisher.Fill("#propose", ("Form.Lines[0].Outcome", "Winner"), ("Form.Lines[0].Rank", "1"), ("Form.Lines[0].Strengths", "Route and team"), ("Form.Lines[0].Shortfalls", "None found"), ("Form.Reason", "The only route with measured wafers"));
        await _publisher.Send("#propose");
        await using var second = await Chromium.Open(_host, _cast.Colleague.PersonId);
        var page = await second.Open($"/workspace/challenges/{_id}/award");
        await page.Fill("#confirm", ("Confirmation", _code));
        await page.Picture("11-second-person-confirms");
        await page.Send("#confirm");
    }

    private async Task AwardAfterTheNotice()
    {
        await using var anybody = await Chromium.Open(_host);
        var notice = await anybody.Open($"/notices/{_code}");
        await Expect(notice.Locator("main")).ToContainTextAsync("Crystal Institute");
        await notice.Picture("12-public-notice");
        await _labPage.GoTo($"/challenges/{_code}");
        await _labPage.Joined();
        var ends = (await _host.With((NoticeQueries q) => q.One(_code)))!.Notice.EndsAt;
        // Five working days: from Thursday, 2 April 2026, over the holiday of Qingming (4 to 6 April).
        Assert.That(ShanghaiTime.DayOf(ends), Is.GreaterThanOrEqualTo(new DateOnly(2026, 4, 9)));
        _host.Clock.SetUtcNow(ends);
        await _host.RunJobs();

        await Expect(_labPage.Locator("#standing")).ToContainTextAsync("Awarded");
        await _labPage.AssertNotLoadedAgain();
        await _labPage.GoTo("/workspace/inbox");
        await _labPage.Picture("13-lab-inbox");
        await _officer.GoTo($"/admin/events?q={_code}");
        await _officer.Picture("14-event-log");
        Assert.That((await _host.Events()).Select(e => e.Type), Does.Contain("award.made").And.Contain("notice.started"));
    }
}
