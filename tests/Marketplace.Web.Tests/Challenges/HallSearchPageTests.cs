using System.Net;
using Marketplace.Challenges;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Challenges;

/// <summary>The search box of the hall: what people type, what they find, and what is marked in it.</summary>
public sealed class HallSearchPageTests
{
    private const string Coating = "\u5149\u523b\u80f6\u6811\u8102\u7684\u91d1\u5c5e\u53bb\u9664";
    private const string Bearing = "High-speed bearings running without oil";
    private const string Sensor = "Sensor that measures the run-out of spindles";
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private Visitor _visitor = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        await Add(Coating, "\u91d1\u5c5e\u79bb\u5b50\u964d\u5230\u4ebf\u4e07\u5206\u4e4b\u4e00\u4ee5\u4e0b\u3002", LeadingIndustry.IntegratedCircuits);
        await Add(Bearing, "Dry lubrication at 200 degrees.", LeadingIndustry.Biomedicine);
        await Add(Sensor, "Tells when the bearing of a spindle wears out.", LeadingIndustry.Biomedicine);
        await _host.Drain();
        _visitor = await _host.Visit();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
    }

    [TestCase("\u5149\u523b\u80f6", Coating, TestName = "Chinese_word_finds_its_challenge")]
    [TestCase("\u5149\u523b\u80f6 \u6811\u8102", Coating, TestName = "Two_Chinese_words_find_what_has_both")]
    [TestCase("bearing", Bearing + "|" + Sensor, TestName = "English_word_finds_its_other_forms_titles_first")]
    [TestCase("BEARINGS measured", Sensor, TestName = "Words_in_another_form_and_case_narrow_each_other")]
    [TestCase("lubric", Bearing, TestName = "Half_typed_word_finds_what_begins_like_it")]
    [TestCase("PD-JB-2026-0002", Bearing, TestName = "Code_finds_one_challenge")]
    [TestCase("pd-jb-2026-0003", Sensor, TestName = "Code_in_small_letters_finds_it_too")]
    [TestCase("Lingang", Sensor + "|" + Bearing + "|" + Coating, TestName = "Publisher_finds_all_of_its_challenges_newest_first")]
    [TestCase("superconductor", "", TestName = "Word_that_nobody_wrote_finds_nothing")]
    public async Task Search(string words, string titles)
    {
        var page = await _visitor.Open($"/challenges?q={Uri.EscapeDataString(words)}");
        Assert.That(string.Join('|', page.Document.QuerySelectorAll(".challenge-row h3").Select(t => t.TextContent.Trim())), Is.EqualTo(titles));
    }

    [Test]
    public async Task Hits_are_marked_in_the_form_in_which_they_stand()
    {
        var page = await _visitor.Open("/challenges?q=bearing");
        Assert.That(page.Document.QuerySelectorAll(".challenge-row mark").Select(m => m.TextContent), Is.EqualTo(new[] { "bearings", "bearing" }));
        var chinese = await _visitor.Open($"/challenges?q={Uri.EscapeDataString("\u91d1\u5c5e")}");
        Assert.That(chinese.Document.QuerySelectorAll(".challenge-row h3 mark").Select(m => m.TextContent), Is.EqualTo(new[] { "\u91d1\u5c5e" }));
    }

    [Test]
    public async Task Facets_count_what_the_words_found_and_choices_narrow_it()
    {
        var chosen = await _visitor.Open("/challenges?q=bearing&leading=IntegratedCircuits");
        Assert.That(chosen.Document.QuerySelectorAll(".challenge-row"), Is.Empty);
        var other = await _visitor.Open("/challenges?q=bearing&leading=Biomedicine&sort=Newest");
        Assert.That(other.Document.QuerySelectorAll(".challenge-row h3").Select(t => t.TextContent.Trim()), Is.EqualTo(new[] { Sensor, Bearing }));
        var all = await _visitor.Open("/challenges?q=bearing");
        var biomedicine = all.Document.QuerySelector("input[name=leading][value=Biomedicine]")!.ParentElement!.TextContent;
        Assert.That(biomedicine, Does.Contain("2"));
    }

    [TestCase("\"")]
    [TestCase("<script>alert(1)</script>")]
    [TestCase("*:* AND (title:[a TO z]) ~2^9 \\")]
    [TestCase("' OR 1=1 --")]
    [TestCase("the of and")]
    [TestCase("\ud83d\ude80\u202e\u0301")]
    public async Task Hostile_or_empty_words_are_answered_as_words(string words)
    {
        foreach (var path in new[] { "/challenges", "/api/v1/challenges", "/feeds/challenges.atom", "/challenges/export.csv" })
        {
            using var answer = await _visitor.Client.GetAsync(new Uri($"{path}?q={Uri.EscapeDataString(words)}", UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), path);
            Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("<script>alert"), path);
        }
    }

    [Test]
    public async Task Broken_bytes_and_words_without_end_are_answered()
    {
        foreach (var query in new[] { "%ff%fe", new string('a', 4000), string.Concat(Enumerable.Repeat("%e6%b0%b4", 1000)) })
        {
            using var answer = await _visitor.Client.GetAsync(new Uri("/challenges?q=" + query, UriKind.Relative));
            Assert.That((int)answer.StatusCode, Is.EqualTo(200), query[..6]);
        }
    }

    private async Task Add(string title, string summary, LeadingIndustry leading)
    {
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow(), title);
        await TestData.AddOpenChallenge(_host.Services, _cast, content with { Need = content.Need! with { PublicSummary = summary, Leading = leading } });
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
    }
}
