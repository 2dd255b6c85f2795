using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

public sealed class SecurityHeadersTests
{
    [TestCase("/", HttpStatusCode.OK)]
    [TestCase("/account/sign-in", HttpStatusCode.OK)]
    [TestCase("/no-such-page", HttpStatusCode.NotFound)]
    [TestCase("/account", HttpStatusCode.Redirect)]
    [TestCase("/css/tokens.css", HttpStatusCode.OK)]
    public async Task Every_answer_tells_the_browser_its_limits(string path, HttpStatusCode status)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        using var answer = await visitor.Client.GetAsync(path);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("script-src 'self'").And.Contain("frame-ancestors 'none'").And.Not.Contain("unsafe"));
        Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
        Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "same-origin" }));
        Assert.That(new[] { "Permissions-Policy", "Cross-Origin-Opener-Policy" }.Where(name => !answer.Headers.Contains(name)), Is.Empty);
    }

    [Test]
    public async Task Pages_hold_no_script_or_style_that_the_policy_would_refuse()
    {
        await using var host = await WebHost.Create();
        await TestData.AddPerson(host.Services);
        using var visitor = await host.Visit();
        foreach (var path in new[] { "/account/sign-in", "/account/register", "/account/forgot", "/account/check-mail", "/account/confirm" })
        {
            var page = await visitor.Open(path);
            Assert.That(page.Document.QuerySelectorAll("script:not([src]), style, [style], [onclick], [onsubmit], [onload]"), Is.Empty, path);
        }
    }

    [Test]
    public async Task Too_many_requests_get_our_page_and_a_time_to_wait()
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:Anonymous", "5")]);
        using var visitor = await host.Visit();
        for (var i = 0; i < 5; i++) Assert.That((await visitor.Open("/account/register")).Status, Is.EqualTo(HttpStatusCode.OK));
        using var over = await visitor.Client.GetAsync("/account/register");
        using var style = await visitor.Client.GetAsync("/css/tokens.css");

        Assert.That((over.StatusCode, style.StatusCode), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
        Assert.That(over.Headers.RetryAfter!.Delta, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(await over.Content.ReadAsStringAsync(), Does.Contain("429").And.Contain("<main"));
    }

    [Test]
    public async Task Person_has_a_limit_of_their_own_beside_the_address()
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:Anonymous", "1"), new("RateLimits:Person", "3")]);
        var lin = await TestData.AddPerson(host.Services);
        using var visitor = await host.Visit(lin.Id);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 4; i++) answers.Add((await visitor.Open("/account")).Status);

        Assert.That(answers, Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests }));
    }
}
