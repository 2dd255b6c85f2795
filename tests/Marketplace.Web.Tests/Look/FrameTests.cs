using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

/// <summary>The frame around every page: language, our own error pages, files with fingerprints.</summary>
public sealed class FrameTests
{
    [Test]
    public async Task Open_in_each_language_speaks_it()
    {
        await using var host = await WebHost.Create();
        using var chinese = await host.Visit(culture: "zh-CN");
        using var english = await host.Visit(culture: "en-GB");
        Assert.That((await chinese.Open("/")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("zh-CN"));
        Assert.That((await english.Open("/")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
    }

    [Test]
    public async Task Choose_a_language_stays_on_the_pages_after()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit(culture: "zh-CN");
        var page = await visitor.Open("/errors/404?x=1");
        Assert.That(page.Document.QuerySelector("a[hreflang=en]")!.GetAttribute("href"), Is.EqualTo("?x=1&culture=en"));
        await visitor.Open("/?culture=en");
        Assert.That((await visitor.Open("/")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
    }

    [Test]
    public async Task Unknown_address_anonymous_gets_our_page_and_a_program_does_not()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var page = await visitor.Open("/no-such-page");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.Document.QuerySelector("main h1")!.TextContent, Is.EqualTo("Page not found"));
        var api = await visitor.Client.GetAsync(new Uri("/api/v1/no-such-thing", UriKind.Relative));
        Assert.That(api.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(api.Content.Headers.ContentType?.MediaType, Is.Not.EqualTo("text/html"));
    }

    [TestCase(400), TestCase(403), TestCase(404), TestCase(429), TestCase(500)]
    public async Task Error_page_has_its_own_status_and_says_what_to_do(int status)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var page = await visitor.Open($"/errors/{status}");
        Assert.That((int)page.Status, Is.EqualTo(status));
        Assert.That(page.Document.QuerySelectorAll(".error-page p").Length, Is.GreaterThanOrEqualTo(3));
        Assert.That(page.Document.QuerySelector(".error-page a[href='/']"), Is.Not.Null);
    }

    [Test]
    public async Task Styles_and_scripts_of_a_page_are_served_under_their_fingerprint()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var page = await visitor.Open("/");
        var files = page.Document.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!)
            .Concat(page.Document.QuerySelectorAll("script[src]").Select(script => script.GetAttribute("src")!)).ToArray();
        Assert.That(files, Has.Length.GreaterThan(5));
        foreach (var file in files)
        {
            var answer = await visitor.Client.GetAsync(new Uri(file, UriKind.Relative));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), file);
            Assert.That(file, Does.Match("""\.[a-z0-9]{10}\.(css|js)$"""));
        }
    }

    [Test]
    public async Task Server_time_is_that_of_the_programs_clock()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var answer = await visitor.Client.GetStringAsync(new Uri("/time", UriKind.Relative));
        Assert.That(answer, Is.EqualTo($$"""{"now":{{host.Clock.GetUtcNow().ToUnixTimeMilliseconds()}}}"""));
    }

    [Test]
    public async Task Style_guide_outside_development_is_absent()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        Assert.That((await visitor.Open("/styleguide")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
