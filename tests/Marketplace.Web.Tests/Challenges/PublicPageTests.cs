using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Challenges;

/// <summary>What everybody reads of a posted challenge beside its text: files, changes, and the way to whoever may do more.</summary>
public sealed class PublicPageTests
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
    public async Task Extension_and_cancellation_stand_on_the_page_with_their_reasons()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        using var visitor = await _host.Visit();
        Assert.That((await visitor.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector("#changes"), Is.Null);
        await _host.With((ExtendDeadline u) => u.Run(new(open.Id, _host.Clock.GetUtcNow().AddDays(62), "Samples <late>."), _cast.Publisher));
        await _host.With((CancelChallenge u) => u.Run(new(open.Id, CancelCause.FundingLost, "The line was sold."), _cast.Publisher));
        await _host.Drain();

        var changes = (await visitor.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelectorAll("#changes li").Select(l => l.TextContent).ToList();
        Assert.That(changes, Has.Count.EqualTo(2));
        Assert.That(changes[0], Does.Contain("The line was sold."));
        Assert.That(changes[1], Does.Contain("2026-05-01 09:00").And.Contain("2026-05-03 09:00").And.Contain("Samples <late>."));
    }

    [Test]
    public async Task Reference_says_what_its_source_says_and_nothing_else()
    {
        var keeper = _cast.Operator with { Memberships = [new(_cast.FirmId, "Keeper", OrganisationKind.GovernmentUnit, MembershipRole.Viewer, true)] };
        var recorded = (await _host.With((RecordPublicChallenge u) => u.Run(new(
            _cast.FirmId, new("https://example.org/list", 2021, "A science department", null), "Heat-proof pigments", ChallengeKind.Enterprise, AwardMode.Single,
            LeadingIndustry.None, HardCoreIndustry.None, [], null, null), keeper))).Value;
        using var visitor = await _host.Visit();

        var page = await visitor.Open($"/challenges/{recorded.Code}");
        var head = page.Document.QuerySelector(".challenge-head")!;
        Assert.That(head.TextContent, Does.Contain("A science department").And.Not.Contain("Enterprise"));
        Assert.That(head.QuerySelector("a[href^='/organisations/']"), Is.Null, "its keeper is not its publisher");
        Assert.That(page.Text, Does.Contain("The source gives no bounty").And.Not.Contain("Source of funds").And.Not.Contain("Please sign in first"));
        Assert.That((await visitor.Open("/challenges")).Document.QuerySelector(".challenge-row")!.TextContent, Does.Contain("The source gives no bounty").And.Contain("2021"));
        foreach (var none in new[] { "bounty=Negotiable", "kind=Enterprise", "mode=Single", "region=Pudong", $"publisher={_cast.FirmId}" })
        {
            Assert.That((await visitor.Open("/challenges?" + none)).Document.QuerySelector(".challenge-row"), Is.Null, none);
        }

        var api = await visitor.Client.GetStringAsync(new Uri($"/api/v1/challenges/{recorded.Code}", UriKind.Relative));
        foreach (var name in new[] { "kind", "mode", "maxWinners", "bounty", "funding", "postedAt", "publisherRegion" }) Assert.That(api, Does.Not.Contain($"\"{name}\""), name);
        Assert.That(await visitor.Client.GetStringAsync(new Uri("/feeds/challenges.atom", UriKind.Relative)), Does.Not.Contain(recorded.Code));
    }

    [Test]
    public async Task Closed_challenge_does_not_ask_a_visitor_to_sign_in()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        await _host.With((CancelChallenge u) => u.Run(new(open.Id, CancelCause.FundingLost, "The line was sold."), _cast.Publisher));
        using var visitor = await _host.Visit();
        Assert.That((await visitor.Open($"/challenges/{open.Code}")).Document.QuerySelector("#standing")!.TextContent, Does.Contain("not open for bids").And.Not.Contain("sign in"));
    }

    [Test]
    public async Task Public_file_is_there_for_everybody_and_confidential_one_only_behind_the_terms()
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        var draft = await TestData.AddDraft(_host.Services, _cast, content with { Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential } });
        foreach (var (name, confidential) in new[] { ("open.txt", false), ("secret.txt", true) })
        {
            Assert.That((await _host.With((AddAttachment u) => u.Run(new(draft.Id, new MemoryStream("text\n"u8.ToArray()), name, confidential), _cast.Publisher))).IsOk, Is.True);
        }

        await _host.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        await _host.With((ApproveChallenge u) => u.Run(new(draft.Id, null), _cast.Reviewer));
        await _host.With((PostChallenge u) => u.Run(new(draft.Id), _cast.Approver));
        using var bidder = await _host.Visit(_cast.Bidder.PersonId);
        Assert.That(await Files(bidder), Is.EqualTo(new[] { "open.txt" }));
        await bidder.Submit(await bidder.Open("/challenges/PD-JB-2026-0001"), "form#accept-terms");
        Assert.That(await Files(bidder), Is.EqualTo(new[] { "open.txt", "secret.txt" }));
        using var nobody = await _host.Visit();
        Assert.That(await Files(nobody), Is.EqualTo(new[] { "open.txt" }));
    }

    [Test]
    public async Task Home_tells_the_latest_public_events_and_nothing_of_a_draft()
    {
        await TestData.AddOpenChallenge(_host.Services, _cast, TestData.CompleteContent(_host.Clock.GetUtcNow(), "Told to everybody"));
        await TestData.AddDraft(_host.Services, _cast, TestData.CompleteContent(_host.Clock.GetUtcNow(), "Kept for later"));
        await _host.Drain();
        using var visitor = await _host.Visit();
        var lines = (await visitor.Open("/")).Document.QuerySelectorAll("#events li");
        Assert.That(lines, Has.Length.EqualTo(1));
        Assert.That(lines[0].TextContent, Does.Contain("Posted").And.Contain("Told to everybody"));
        Assert.That(lines[0].QuerySelector("a")!.GetAttribute("href"), Is.EqualTo("/challenges/PD-JB-2026-0001"));
    }

    [Test]
    public async Task Range_is_spoken_too_and_a_source_that_pays_nothing_is_not_named()
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        var bounty = content.Bounty! with { BountyType = BountyType.Range, BountyLowMinor = 2_600_000_00, BountyHighMinor = 3_600_000_00, OwnPercent = 100, PublicPercent = 0, GoiPercent = 0 };
        await TestData.AddOpenChallenge(_host.Services, _cast, content with { Bounty = bounty });
        using var visitor = await _host.Visit();
        var page = (await visitor.Open("/challenges/PD-JB-2026-0001")).Document;
        Assert.That(page.QuerySelector("#standing .bounty small")!.TextContent, Is.EqualTo("(CNY 2.6 million to CNY 3.6 million)"));
        Assert.That(page.QuerySelectorAll("dl.facts dd").Select(d => d.TextContent), Does.Contain("Own funds 100%"));
    }

    [Test]
    public async Task Indicators_show_their_weights_where_there_are_any()
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        await TestData.AddOpenChallenge(_host.Services, _cast, content);
        var plain = content.Indicators!.Indicators.Select(i => i with { Weight = 0 }).ToList();
        await TestData.AddOpenChallenge(_host.Services, _cast, content with { Indicators = content.Indicators with { Indicators = plain } });
        using var visitor = await _host.Visit();

        Assert.That((await visitor.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector("td[data-label=Weight]")?.TextContent, Is.EqualTo("100%"));
        Assert.That((await visitor.Open("/challenges/PD-JB-2026-0002")).Document.QuerySelector("td[data-label=Weight]"), Is.Null);
    }

    [Test]
    public async Task Contact_is_masked_for_a_bidder_and_in_no_byte_of_a_visitors_page()
    {
        await TestData.AddOpenChallenge(_host.Services, _cast);
        using var bidder = await _host.Visit(_cast.Bidder.PersonId);
        var masked = await bidder.Open("/challenges/PD-JB-2026-0001");
        Assert.That(masked.Document.QuerySelectorAll("#contact dd").Select(d => d.TextContent), Is.EqualTo(new[] { "L** Y**", "021****01" }));
        Assert.That(masked.Html, Does.Not.Contain("Lin Yue").And.Not.Contain("5555 0101"));

        using var visitor = await _host.Visit();
        var open = await visitor.Open("/challenges/PD-JB-2026-0001");
        Assert.That(open.Document.QuerySelector("#contact"), Is.Null);
        Assert.That(open.Html, Does.Not.Contain("Lin Yue").And.Not.Contain("0101<").And.Not.Contain("L** Y**"));

        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        Assert.That((await publisher.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector("#contact")!.TextContent, Does.Contain("Lin Yue").And.Contain("021-5555 0101"));
    }

    [Test]
    public async Task Directed_challenge_names_its_reason_and_the_invited_and_tells_others_why_not()
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        var procedure = content.Procedure! with { Mode = AwardMode.Directed, InvitedIds = [_cast.LabId], DirectedReason = "Few can do it <yet>." };
        await TestData.AddOpenChallenge(_host.Services, _cast, content with { Procedure = procedure });
        using var visitor = await _host.Visit();
        var note = (await visitor.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector("#directed")!.TextContent;
        Assert.That(note, Does.Contain("only the one invited organisation").And.Contain("Few can do it <yet>.").And.Contain("Institute of Fine Optics"));

        using var other = await _host.Visit(_cast.OtherBidder.PersonId);
        Assert.That((await other.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector("#standing")!.TextContent, Does.Contain("only the invited organisations may bid"));
        using var invited = await _host.Visit(_cast.Bidder.PersonId);
        Assert.That((await invited.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector("#standing a.btn-primary")?.GetAttribute("href"), Does.Contain("/workspace/bids/new"));
    }

    [Test]
    public async Task Draft_without_a_bounty_is_not_called_negotiable()
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        var draft = await TestData.AddDraft(_host.Services, _cast, content with { Bounty = content.Bounty! with { BountyType = BountyType.Fixed, BountyLowMinor = null } });
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var facts = (await publisher.Open($"/workspace/challenges/{draft.Id}")).Document.QuerySelector("aside dl.facts")!.TextContent;
        Assert.That(facts, Does.Contain("Not filled in yet").And.Not.Contain("Negotiable"));
    }

    [Test]
    public async Task Publisher_and_officers_find_their_way_on_from_the_page()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        foreach (var (actor, address) in new[] { (_cast.Publisher, "/workspace/challenges/"), (_cast.Operator, "/admin/challenges/") })
        {
            using var visitor = await _host.Visit(actor.PersonId);
            Assert.That((await visitor.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector($"a[href='{address}{open.Id}']"), Is.Not.Null, address);
        }

        using var bidder = await _host.Visit(_cast.Bidder.PersonId);
        Assert.That((await bidder.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelector($"a[href*='{open.Id}']"), Is.Null);
    }

    [Test]
    public async Task Question_that_is_too_long_or_comes_with_an_old_token_is_kept_and_script_in_it_is_text()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        using var bidder = await _host.Visit(_cast.Bidder.PersonId);
        var page = await bidder.Open("/challenges/PD-JB-2026-0001");
        var text = page.Document.QuerySelector("form#ask textarea")!.GetAttribute("name")!;
        var large = await bidder.Submit(page, "form#ask", [new(text, new string('\u6c34', 350_000))]);
        Assert.That(large.Document.QuerySelector("form#ask textarea")!.TextContent.Trim(), Has.Length.EqualTo(350_000));
        Assert.That(large.Document.QuerySelector(".error-summary, form#ask .invalid-feedback, form#ask [role=alert]"), Is.Not.Null);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page.Address, page.Document.QuerySelector("form#ask")!.GetAttribute("action")))
        {
            Content = new FormUrlEncodedContent([new(text, "Typed for an hour"), new("__RequestVerificationToken", "expired")]),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await bidder.Client.SendAsync(request);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Typed for an hour"));
        Assert.That(await _host.With((QuestionQueries q) => q.Of(open.Id, Kernel.Actor.Anonymous)), Is.Empty);

        await bidder.Submit(page, "form#ask", [new(text, "<script>alert(1)</script>?")]);
        Assert.That((await bidder.Open("/challenges/PD-JB-2026-0001")).Html, Does.Contain("&lt;script&gt;alert(1)&lt;/script&gt;?").And.Not.Contain("<script>alert"));
    }

    private static async Task<List<string>> Files(Visitor visitor) =>
        [.. (await visitor.Open("/challenges/PD-JB-2026-0001")).Document.QuerySelectorAll("#attachments a").Select(a => a.TextContent.Trim())];
}
