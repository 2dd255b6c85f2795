using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;
using CsvHelper;
using Marketplace.Challenges;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Challenges;

/// <summary>The hall as a table and as a feed.</summary>
public sealed class HallFilesTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

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
    public async Task Export_holds_what_the_filters_leave_and_defuses_formulas()
    {
        await Post("=HYPERLINK(\"http://evil\",\"x\")", LeadingIndustry.Biomedicine);
        await Post("Plain, with \"quotes\"", LeadingIndustry.Biomedicine);
        await Post("Elsewhere", LeadingIndustry.IntegratedCircuits);
        using var visitor = await _host.Visit();
        using var answer = await visitor.Client.GetAsync(new Uri("/challenges/export.csv?leading=Biomedicine", UriKind.Relative));
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        Assert.That(bytes.Take(3), Is.EqualTo(Encoding.UTF8.Preamble.ToArray()));
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("challenges-2026-03-02.csv"));
        using var csv = new CsvReader(new StreamReader(new MemoryStream(bytes)), CultureInfo.InvariantCulture);
        var rows = csv.GetRecords<dynamic>().Cast<IDictionary<string, object>>().ToList();
        Assert.That(rows.Select(r => r["Title"]), Is.EqualTo(new[] { "Plain, with \"quotes\"", "'=HYPERLINK(\"http://evil\",\"x\")" }));
        Assert.That((rows[0]["Bounty from"], rows[0]["Deadline (UTC+8)"], rows[0]["Code"]), Is.EqualTo(("2500000", "2026-05-01 09:00", "PD-JB-2026-0002")));
    }

    [TestCase("/feeds/challenges.atom", "application/atom+xml")]
    [TestCase("/challenges/export.csv", "text/csv")]
    [TestCase("/challenges/PD-JB-2026-0001/deadline.ics", "text/calendar")]
    [TestCase("/healthz", "text/plain")]
    public async Task File_is_asked_for_by_its_head_alone(string path, string type)
    {
        await Post("First", LeadingIndustry.Biomedicine);
        using var visitor = await _host.Visit();
        using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));
        using var answer = await visitor.Client.SendAsync(asked);

        Assert.That((answer.StatusCode, answer.Content.Headers.ContentType?.MediaType), Is.EqualTo((HttpStatusCode.OK, type)));
    }

    [Test]
    public async Task Feed_lists_new_challenges_and_answers_not_modified_until_something_changes()
    {
        await Post("First & <b>", LeadingIndustry.Biomedicine);
        using var visitor = await _host.Visit();
        var address = new Uri("/feeds/challenges.atom", UriKind.Relative);
        using var first = await visitor.Client.GetAsync(address);
        var feed = XDocument.Parse(await first.Content.ReadAsStringAsync()).Root!;
        var entry = feed.Elements(Atom + "entry").Single();
        Assert.That(first.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/atom+xml"));
        Assert.That((entry.Element(Atom + "title")!.Value, entry.Element(Atom + "updated")!.Value), Is.EqualTo(("PD-JB-2026-0001 First & <b>", "2026-03-02T01:00:00Z")));
        Assert.That(entry.Element(Atom + "link")!.Attribute("href")!.Value, Does.EndWith("/challenges/PD-JB-2026-0001"));
        Assert.That(first.Content.Headers.LastModified, Is.EqualTo(_host.Clock.GetUtcNow()));

        using var asked = new HttpRequestMessage(HttpMethod.Get, address);
        asked.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await visitor.Client.SendAsync(asked);
        Assert.That(same.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        await Post("Second", LeadingIndustry.Biomedicine);
        await _host.Drain();
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var changed = await visitor.Client.SendAsync(again);
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Feed_tells_a_moved_deadline_and_an_end()
    {
        var open = await Post("First", LeadingIndustry.Biomedicine);
        _host.Clock.Advance(TimeSpan.FromHours(1));
        var later = _host.Clock.GetUtcNow().AddDays(62);
        _ = (await _host.With((ExtendDeadline u) => u.Run(new(open.Id, later, "Samples come late."), _cast.Publisher))).Value;
        await _host.Drain();
        var extended = await OnlyEntry();
        Assert.That(extended.Element(Atom + "updated")!.Value, Is.EqualTo("2026-03-02T02:00:00Z"));

        _ = (await _host.With((CancelChallenge u) => u.Run(new(open.Id, CancelCause.FundingLost, "The line was sold."), _cast.Publisher))).Value;
        await _host.Drain();
        Assert.That((await OnlyEntry()).Element(Atom + "summary")!.Value, Does.Contain("Cancelled").And.Not.Contain("Bids until"));

        async Task<XElement> OnlyEntry()
        {
            using var visitor = await _host.Visit();
            return XDocument.Parse(await visitor.Client.GetStringAsync(new Uri("/feeds/challenges.atom", UriKind.Relative))).Root!.Elements(Atom + "entry").Single();
        }
    }

    [Test]
    public async Task Hall_links_to_both_with_its_own_filters()
    {
        await Post("First", LeadingIndustry.Biomedicine);
        using var visitor = await _host.Visit();
        var hall = await visitor.Open("/challenges?leading=Biomedicine");
        Assert.That(hall.Document.QuerySelector("a[href='/challenges/export.csv?leading=Biomedicine']"), Is.Not.Null);
        Assert.That(hall.Document.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href"), Is.EqualTo("/feeds/challenges.atom"));
    }

    private Task<ChallengeState> Post(string title, LeadingIndustry industry)
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow(), title);
        return TestData.AddOpenChallenge(_host.Services, _cast, content with { Need = content.Need! with { Leading = industry } });
    }
}
