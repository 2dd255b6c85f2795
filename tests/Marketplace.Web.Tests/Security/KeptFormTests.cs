using System.Net;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Account;
using NUnit.Framework;
using static Marketplace.Web.Tests.Account.AccountVisits;

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

    [Test]
    public async Task Ended_session_keeps_what_was_typed_until_the_person_has_signed_in_again()
    {
        await using var host = await WebHost.Create();
        await TestData.AddPerson(host.Services, password: TestData.Password);
        using var visitor = await Browser(host);
        await visitor.SignIn();
        var form = await visitor.Open("/account");
        host.Clock.Advance(TimeSpan.FromHours(13));
        var kept = await visitor.Submit(form, "form#person", Values(("Form.Name", "Lin \"Yue\" <b>"), ("Form.Culture", "en")));
        var tooEarly = await visitor.Submit(kept, "form#kept");
        var signIn = kept.Document.QuerySelector("form#kept a[target=_blank]")!.GetAttribute("href")!;
        var inside = await visitor.SignIn(path: signIn);
        var again = await visitor.Submit(tooEarly, "form#kept");
        var saved = await visitor.Submit(again, "form#kept");

        Assert.That(new[] { kept, tooEarly, again }.Select(p => p.Status), Is.EqualTo(new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest }));
        Assert.That(new[] { kept, again }.Select(p => p.Document.QuerySelector("form#kept textarea[name='Form.Name']")!.TextContent), Is.All.EqualTo("Lin \"Yue\" <b>"));
        Assert.That((inside.Address.AbsolutePath, saved.Address.AbsolutePath), Is.EqualTo(("/account", "/account")));
        Assert.That(saved.Document.QuerySelector("#Form_Name")!.GetAttribute("value"), Is.EqualTo("Lin \"Yue\" <b>"));
    }

    [TestCase("/account/password", "Form.Password", "seven mild lanterns")]
    [TestCase("/account/two-step?handler=Confirm", "Code", "123456")]
    public async Task Ended_session_echoes_no_secret_and_asks_to_sign_in(string path, string field, string secret)
    {
        await using var host = await WebHost.Create();
        using var visitor = await Browser(host);
        var asked = await visitor.Read(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(Values((field, secret), ("__RequestVerificationToken", "of before"))));
        var beside = await visitor.Read(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(Values((field, secret), ("Form.Note", "typed beside it"))));

        Assert.That((asked.Status, asked.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/account/sign-in")));
        Assert.That(beside.Html, Does.Contain("typed beside it").And.Contain("were not kept"));
        Assert.That(asked.Html + beside.Html, Does.Not.Contain(secret));
    }

    [TestCase("recovery=true", "ABCDE-FGHIJ")]
    [TestCase("recovery=false", "123456")]
    public async Task Expired_token_echoes_no_code_that_signs_in(string query, string code)
    {
        await using var host = await WebHost.Create();
        using var visitor = await Browser(host);
        var kept = await visitor.Read(new Uri($"/account/sign-in/code?{query}", UriKind.Relative), new FormUrlEncodedContent(Values(("Code", code), ("ReturnUrl", "/challenges"))));

        Assert.That(kept.Document.QuerySelector("form#kept textarea[name='ReturnUrl']"), Is.Not.Null);
        Assert.That(kept.Html, Does.Not.Contain(code).And.Contain("were not kept"));
    }

    [TestCase("Sec-Fetch-Site", "cross-site")]
    [TestCase("Sec-Fetch-Mode", "cors")]
    public async Task Form_of_another_site_or_of_a_script_is_only_asked_to_sign_in(string header, string value)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        visitor.Client.DefaultRequestHeaders.Add(header, value);
        if (header != "Sec-Fetch-Site") visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var page = await visitor.Read(new Uri("/account", UriKind.Relative), new FormUrlEncodedContent(Typed));

        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
        Assert.That(page.Html, Does.Not.Contain("lin@example.org"));
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

    /// <summary>A visitor whose browser says, as browsers do, that a form comes from a page of this site.</summary>
    private static async Task<Visitor> Browser(WebHost host)
    {
        var visitor = await host.Visit();
        visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        visitor.Client.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "navigate");
        return visitor;
    }

    private static async Task<HttpResponseMessage> Post(Visitor visitor, string site)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/register") { Content = new FormUrlEncodedContent(Typed) };
        request.Headers.Add("Sec-Fetch-Site", site);
        return await visitor.Client.SendAsync(request);
    }
}
