using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

public sealed class KeptFormTests
{
    private static readonly Dictionary<string, string> Typed = new()
    {
        ["Form.Name"] = "Lin \"Yue\" <b>", ["Form.Email"] = "lin@example.org", ["Form.Password"] = "secret-word", ["__RequestVerificationToken"] = "expired",
    };

    [Test]
    public async Task Expired_token_keeps_what_was_typed_and_the_form_can_be_sent_again()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var kept = await Page.Read(await Post(visitor, "same-origin"));
        var sent = await visitor.Submit(kept, "form#kept");

        Assert.That(kept.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(kept.Document.QuerySelectorAll("form#kept textarea").Select(t => t.TextContent), Is.EquivalentTo(new[] { Typed["Form.Name"], Typed["Form.Email"] }));
        Assert.That(kept.Html, Does.Not.Contain("secret-word").And.Contain("were not kept"));
        Assert.That((sent.Address.AbsolutePath, (await host.Events()).Single().Type), Is.EqualTo(("/account/check-mail", "person.registered")));
    }

    [TestCase("cross-site")]
    [TestCase("same-site")]
    [TestCase("none")]
    public async Task Form_of_another_site_is_refused_without_its_words_being_shown(string site)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        using var answer = await Post(visitor, site);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("lin@example.org").And.Contain("<main"));
        Assert.That(await host.Events(), Is.Empty);
    }

    private static async Task<HttpResponseMessage> Post(Visitor visitor, string site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/register") { Content = new FormUrlEncodedContent(Typed) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await visitor.Client.SendAsync(request);
    }
}
