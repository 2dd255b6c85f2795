using System.Net;
using Marketplace.Accounts;
using Marketplace.Events;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Marketplace.Web.Tests.Account.AccountVisits;

namespace Marketplace.Web.Tests.Account;

public sealed class SignInPageTests
{
    [Test]
    public async Task Right_password_begins_a_session_and_goes_where_the_visitor_wanted()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        var page = await visitor.SignIn(path: "/account/password");

        Assert.That((page.Status, page.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/account/password")));
        Assert.That((await host.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.signed_in" }));
    }

    [TestCase("https://evil.example/")]
    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example")]
    [TestCase("javascript:alert(1)")]
    public async Task Return_address_elsewhere_is_not_followed(string returnUrl)
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        var page = await visitor.SignIn(path: $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");

        Assert.That(page.Address.PathAndQuery, Is.EqualTo("/"));
    }

    [Test]
    public async Task Session_cookie_is_out_of_reach_for_scripts_and_other_sites()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        var cookies = visitor.Cookies.GetAllCookies().ToDictionary(c => c.Name);

        Assert.That(new[] { "session", "device", "xsrf" }.Select(name => cookies[name].HttpOnly), Is.All.True);
    }

    [Test]
    public async Task Site_that_is_reached_by_https_sends_no_cookie_in_the_open()
    {
        await using var host = await WebHost.Create(settings: [new("Site:Address", "https://market.example.cn")]);
        await TestData.AddPerson(host.Services, password: TestData.Password);
        using var visitor = await host.Visit();
        visitor.Client.BaseAddress = new Uri("https://localhost/");
        await visitor.SignIn();

        Assert.That(visitor.Cookies.GetAllCookies().Where(c => c.Name is "session" or "device" or "xsrf").Select(c => c.Secure), Has.Exactly(3).Items.And.All.True);
    }

    [Test]
    public async Task Language_cookie_of_a_site_that_is_reached_by_https_never_travels_in_the_open()
    {
        await using var host = await WebHost.Create(settings: [new("Site:Address", "https://market.example.cn")]);
        using var visitor = await host.Visit();
        using var answer = await visitor.Client.GetAsync(new Uri("/?culture=en", UriKind.Relative));

        Assert.That(answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(".AspNetCore.Culture", StringComparison.Ordinal)), Does.Contain("secure"));
    }

    [Test]
    public async Task Wrong_password_and_unknown_address_read_the_same_and_keep_what_was_typed()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        var wrong = await visitor.SignIn("not this password");
        var unknown = await visitor.SignIn("not this password", "nobody@example.org");

        Assert.That(wrong.Text, Is.EqualTo(unknown.Text).And.Contains("not right"));
        Assert.That(wrong.Document.QuerySelector("#Form_Email")!.GetAttribute("value"), Is.EqualTo("lin@example.org"));
        Assert.That(wrong.Html, Does.Not.Contain("not this password"));
        Assert.That(visitor.Cookies.GetCookies(new Uri("http://localhost/"))["session"], Is.Null);
    }

    [Test]
    public async Task Too_many_sign_ins_from_one_address_to_one_account_are_answered_429_with_the_form_kept()
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:SignIn", "3")]);
        using var visitor = await host.Visit();
        for (var i = 0; i < 3; i++) await visitor.SignIn("wrong guess");
        var over = await visitor.SignIn("wrong guess");
        var other = await visitor.SignIn("wrong guess", "other@example.org");

        Assert.That((over.Status, other.Status), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.OK)));
        Assert.That(over.Document.QuerySelector("#Form_Email")!.GetAttribute("value"), Is.EqualTo("lin@example.org"));
    }

    [Test]
    public async Task Device_that_signed_in_before_is_not_locked_by_guesses_from_elsewhere()
    {
        await using var host = await Start();
        using var own = await host.Visit();
        await own.SignIn();
        await own.Submit(await own.Open("/account"), "form[action='/account/sign-out']");
        using var stranger = await host.Visit();
        for (var i = 0; i < FailedSignIn.Allowed; i++) await stranger.SignIn("wrong guess");

        Assert.That((await stranger.SignIn()).Text, Does.Contain("Too many attempts did not succeed"));
        Assert.That((await own.SignIn(path: "/account")).Address.AbsolutePath, Is.EqualTo("/account"));
    }

    [Test]
    public async Task New_security_stamp_ends_the_session_at_once()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        Assert.That((await visitor.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account"));
        await host.With(async (UserManager<Person> people) => await people.UpdateSecurityStampAsync((await people.FindByEmailAsync("lin@example.org"))!));
        host.Clock.Advance(TimeSpan.FromSeconds(16));

        Assert.That((await visitor.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Sign_out_ends_the_session_and_only_by_post()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        await visitor.Open("/account/sign-out");
        var page = await visitor.Open("/account");
        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/account"));

        await visitor.Submit(page, "form[action='/account/sign-out']");
        Assert.That((await visitor.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Session_ends_when_it_was_not_used_for_half_a_day()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        host.Clock.Advance(TimeSpan.FromHours(11));
        var used = await visitor.Open("/account");
        host.Clock.Advance(TimeSpan.FromHours(11));
        var usedAgain = await visitor.Open("/account");
        host.Clock.Advance(TimeSpan.FromHours(13));
        var late = await visitor.Open("/account");

        Assert.That(new[] { used, usedAgain, late }.Select(p => p.Address.AbsolutePath), Is.EqualTo(new[] { "/account", "/account", "/account/sign-in" }));
    }

    [Test]
    public async Task Session_ends_after_seven_days_however_much_it_is_used()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        var hours = 0;
        while ((await visitor.Open("/account")).Address.AbsolutePath == "/account" && hours < 500)
        {
            host.Clock.Advance(TimeSpan.FromHours(7));
            hours += 7;
        }

        Assert.That(TimeSpan.FromHours(hours), Is.InRange(TimeSpan.FromDays(6.5), BegunSession.Longest + TimeSpan.FromHours(7)));
    }

    [Test]
    public async Task Password_change_does_not_lengthen_a_session_beyond_its_end()
    {
        await using var host = await Start();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        for (var hours = 0; hours < 161; hours += 7)
        {
            await visitor.Open("/account");
            host.Clock.Advance(TimeSpan.FromHours(7));
        }

        var changed = await visitor.Submit(await visitor.Open("/account/password"), "form#password", Values(("Form.Current", TestData.Password), ("Form.Password", "seven mild lanterns")));
        host.Clock.Advance(TimeSpan.FromHours(8));

        Assert.That((changed.Address.AbsolutePath, (await visitor.Open("/account")).Address.AbsolutePath), Is.EqualTo(("/account", "/account/sign-in")));
    }

    [Test]
    public async Task Sign_out_ends_the_session_for_every_copy_of_its_cookie_on_every_node()
    {
        await using var host = await Start();
        await using var second = await host.AnotherNode();
        using var visitor = await host.Visit();
        await visitor.SignIn();
        using var early = await Thief(host, visitor);
        await visitor.SignIn(path: "/account/sign-in?again=true");
        using var late = await Thief(host, visitor);
        using var elsewhere = await Thief(second, visitor);
        using var other = await host.Visit();
        await other.SignIn();
        var before = new[] { await early.Open("/account"), await late.Open("/account"), await elsewhere.Open("/account") };
        await visitor.Submit(await visitor.Open("/account"), "form[action='/account/sign-out']");
        await second.Services.GetRequiredService<EventTail>().CatchUp();
        var after = new[] { await early.Open("/account"), await late.Open("/account"), await elsewhere.Open("/account") };

        Assert.That(before.Select(p => p.Address.AbsolutePath), Is.All.EqualTo("/account"));
        Assert.That(after.Select(p => p.Address.AbsolutePath), Is.All.EqualTo("/account/sign-in"));
        Assert.That((await other.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account"), "another session of the same person goes on");
    }

    // Somebody with a copy of the session's cookie.
    private static async Task<Visitor> Thief(WebHost host, Visitor owner)
    {
        var thief = await host.Visit();
        thief.Cookies.Add(thief.Client.BaseAddress!, new Cookie("session", owner.Cookies.GetAllCookies().Single(c => c.Name == "session").Value, "/"));
        return thief;
    }

    private static async Task<WebHost> Start()
    {
        var host = await WebHost.Create();
        await TestData.AddPerson(host.Services, password: TestData.Password);
        return host;
    }
}
