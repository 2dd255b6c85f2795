using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;
using static Marketplace.Web.Tests.Account.AccountVisits;

namespace Marketplace.Web.Tests.Account;

/// <summary>From the first form over the mail to an open account, and back in when the password is lost.</summary>
public sealed class RegisterPagesTests
{
    private const string New = "seven mild lanterns";
    private WebHost _host = null!;
    private Visitor _visitor = null!;

    [SetUp]
    public async Task Begin()
    {
        _host = await WebHost.Create();
        _visitor = await _host.Visit();
    }

    [TearDown]
    public async Task End()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Visitor_registers_opens_the_mail_chooses_a_password_and_is_in()
    {
        var sent = await Register("lin@example.org");
        var choose = await _visitor.OpenMailedLink(_host);
        var weak = await _visitor.Submit(choose, "form#choose-password", Values(("Password", "1234567890")));
        var account = await _visitor.Submit(weak, "form#choose-password", Values(("Password", New)));

        Assert.That((sent.Address.AbsolutePath, sent.Text.Contains("lin@example.org", StringComparison.Ordinal)), Is.EqualTo(("/account/check-mail", true)));
        Assert.That(weak.Text, Does.Contain("widely used"));
        Assert.That((account.Address.AbsolutePath, account.Text.Contains("account is open", StringComparison.Ordinal)), Is.EqualTo(("/account", true)));
        Assert.That((await _host.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.registered", "person.confirmed", "person.signed_in" }));
    }

    [Test]
    public async Task Known_and_unknown_address_see_the_same_page_when_registering_resending_and_resetting()
    {
        await TestData.AddPerson(_host.Services, "known@example.org");
        foreach (var path in new[] { "register", "resend", "forgot" })
        {
            var known = await Ask(path, "known@example.org");
            var unknown = await Ask(path, "other@example.org");
            Assert.That(known.Text.Replace("known@", "other@", StringComparison.Ordinal), Is.EqualTo(unknown.Text).And.Not.Empty);
        }
    }

    [Test]
    public async Task Link_that_was_used_says_so_and_shows_the_way_on()
    {
        await Register("lin@example.org");
        var page = await _visitor.OpenMailedLink(_host);
        await _visitor.Submit(page, "form#choose-password", Values(("Password", New)));
        using var again = await _host.Visit();
        var used = await again.Open(page.Address.PathAndQuery);

        Assert.That((used.Status, used.Document.QuerySelector("form#choose-password")), Is.EqualTo((HttpStatusCode.OK, (object?)null)));
        Assert.That(used.Document.QuerySelector("main a[href='/account/resend']"), Is.Not.Null);
        Assert.That((await again.Submit(page, "form#choose-password", Values(("Password", New)))).Status, Is.Not.EqualTo(HttpStatusCode.InternalServerError));
    }

    [Test]
    public async Task Lost_password_is_replaced_by_the_mailed_link()
    {
        await TestData.AddPerson(_host.Services, password: TestData.Password);
        await Ask("forgot", "lin@example.org");
        var account = await _visitor.Submit(await _visitor.OpenMailedLink(_host), "form#choose-password", Values(("Password", New)));
        using var elsewhere = await _host.Visit();

        Assert.That(account.Address.AbsolutePath, Is.EqualTo("/account"));
        Assert.That((await elsewhere.SignIn(path: "/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
        Assert.That((await elsewhere.SignIn(New, path: "/account")).Address.AbsolutePath, Is.EqualTo("/account"));
    }

    [TestCase("register", "Form.Email")]
    [TestCase("resend", "Email")]
    [TestCase("forgot", "Email")]
    public async Task Address_that_asks_for_too_many_mails_is_stopped_alike_whether_known_or_not_with_what_was_typed(string path, string field)
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:Mails", "2")]);
        await TestData.AddPerson(host.Services, "known@example.org");
        using var visitor = await host.Visit();
        var pages = new List<Page>();
        foreach (var name in new[] { "first", "second", "known", "other" })
        {
            pages.Add(await visitor.Submit(await visitor.Open($"/account/{path}"), $"form#{path}", Values((field, $"{name}@example.org"), ("Form.Name", "Lin"))));
        }

        var typed = pages.Skip(2).Select(p => p.Document.QuerySelector($"[name='{field}']")!.GetAttribute("value"));
        Assert.That(pages.Select(p => p.Status), Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests }));
        Assert.That(typed, Is.EqualTo(new[] { "known@example.org", "other@example.org" }));
        Assert.That(pages[2].Text, Is.EqualTo(pages[3].Text));
        Assert.That(await host.Events(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Markup_in_a_name_is_shown_as_text()
    {
        await _visitor.Submit(await _visitor.Open("/account/register"), "form#register", Values(("Form.Email", "lin@example.org"), ("Form.Name", "<script>alert(1)</script>")));
        var account = await _visitor.Submit(await _visitor.OpenMailedLink(_host), "form#choose-password", Values(("Password", New)));

        Assert.That(account.Html, Does.Contain("&lt;script&gt;alert(1)").And.Not.Contain("<script>alert"));
    }

    private async Task<Page> Register(string email) =>
        await _visitor.Submit(await _visitor.Open("/account/register"), "form#register", Values(("Form.Email", email), ("Form.Name", "Lin Yue")));

    private async Task<Page> Ask(string path, string email) => path == "register"
        ? await Register(email)
        : await _visitor.Submit(await _visitor.Open($"/account/{path}"), $"form#{path}", Values(("Email", email)));
}
