using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Web.Tests.Api;

/// <summary>The page on which people read and try the API, in a real browser.</summary>
public sealed class ApiDocsPageTests
{
    [Test]
    public async Task Page_shows_the_calls_and_breaks_no_rule_of_its_policy()
    {
        await using var host = await WebHost.Create(kestrel: true);
        await using var browser = await Chromium.Open(host);
        var page = await browser.NewPageAsync();
        var said = new List<string>();
        page.Console += (_, message) => Note(said, $"{message.Type}: {message.Text}", message.Type == "error" || message.Text.Contains("Content Security", StringComparison.Ordinal));
        page.PageError += (_, error) => Note(said, error, isFault: true);
        page.RequestFailed += (_, request) => Note(said, $"{request.Url}: {request.Failure}", isFault: true);
        await page.AddInitScriptAsync("window.violations = []; document.addEventListener('securitypolicyviolation', e => window.violations.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));");

        var answer = await page.GotoAsync("/api/docs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open Group - Challenges", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Starts a draft").First).ToBeVisibleAsync();
        await page.GetByText("Starts a draft").First.ClickAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        Assert.That(await page.EvaluateAsync<string[]>("window.violations"), Is.Empty);
        lock (said) Assert.That(said, Is.Empty);
        var policy = answer!.Headers["content-security-policy"];
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("connect-src 'self'").And.Contain("frame-ancestors 'none'"));
        Assert.That(policy.Split(';').Single(d => d.TrimStart().StartsWith("script-src", StringComparison.Ordinal)), Does.Not.Contain("unsafe"));
    }

    private static void Note(List<string> said, string text, bool isFault)
    {
        if (!isFault) return;
        lock (said) said.Add(text);
    }
}
