using System.Net;
using Marketplace.Accounts;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Hosting;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Development;

public sealed class MailPageTests
{
    [Test]
    public async Task Mails_are_shown_in_development_with_their_links()
    {
        await using var host = await WithMail();
        await using var development = host.WithWebHostBuilder(builder => builder.UseEnvironment("Development"));
        using var client = development.CreateClient();
        var list = await client.GetStringAsync(new Uri("/dev/mail?culture=en", UriKind.Relative));
        var name = list.Split("href=\"/dev/mail/")[1].Split('"')[0];
        var one = await client.GetStringAsync(new Uri($"/dev/mail/{name}", UriKind.Relative));
        using var html = await client.GetAsync(new Uri($"/dev/mail/{name}?handler=Html", UriKind.Relative));

        Assert.That((list.Contains("lin@example.org", StringComparison.Ordinal), one.Contains("/account/confirm?person=", StringComparison.Ordinal)), Is.EqualTo((true, true)));
        Assert.That(html.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("sandbox").And.Not.Contain("script-src"));
        Assert.That((await client.GetAsync(new Uri("/dev/mail/..%2F..%2Fetc%2Fpasswd", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("/dev/mail")]
    [TestCase("/dev/mail/any.eml")]
    [TestCase("/styleguide")]
    public async Task Development_pages_are_absent_elsewhere(string path)
    {
        await using var host = await WithMail();
        using var visitor = await host.Visit();
        Assert.That((await visitor.Open(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<WebHost> WithMail()
    {
        var host = await WebHost.Create();
        await host.With((RegisterPerson register) => register.Run(new("lin@example.org", "Lin Yue", "en"), default));
        await host.Drain();
        return host;
    }
}
