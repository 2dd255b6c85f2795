using System.Net;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Account;

/// <summary>Signing in by another house, over a provider that answers as a real one does.</summary>
public sealed class ProviderPageTests
{
    private const string Start = "/account/provider?handler=Start";
    private FakeProvider _provider = null!;
    private WebHost _host = null!;

    [SetUp]
    public async Task Open()
    {
        _provider = await FakeProvider.Start();
        _host = await WebHost.Create(settings: _provider.Settings);
        // Browsers drop cookies by their own clock.
        _host.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
    }

    [TearDown]
    public async Task Close()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestCase("en", "Sign in with Pudong ID")]
    [TestCase("zh-CN", "\u4f7f\u7528\u6d66\u4e1c\u7edf\u4e00\u767b\u5f55\u767b\u5f55")]
    public async Task Button_calls_the_provider_by_its_name(string culture, string text)
    {
        using var visitor = await _host.Visit(culture: culture);
        foreach (var page in new[] { "/account/sign-in", "/account/register" })
        {
            Assert.That((await visitor.Open(page)).Document.QuerySelector("a#provider")?.TextContent, Is.EqualTo(text));
        }
    }

    [Test]
    public async Task Without_an_authority_there_is_no_button_and_no_page()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        Assert.That((await visitor.Open("/account/sign-in")).Document.QuerySelector("#provider"), Is.Null);
        Assert.That((await visitor.Open(Start)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.Open("/account/provider/callback?code=x&state=y")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task New_person_registers_with_the_verified_address_and_comes_back_by_one_click()
    {
        _provider.Who = new("u-1", "lin@example.org");
        using var visitor = await _host.Visit();
        var asked = await Through(visitor, $"{Start}&returnUrl=%2Fworkspace");
        Assert.That(asked.Document.QuerySelector("[name=Name]")?.GetAttribute("value"), Is.EqualTo("Lin Yue"), asked.Text);
        Assert.That(await _host.Read(db => db.Set<Person>().CountAsync()), Is.Zero, "nothing is made before it is asked");
        var nameless = await visitor.Submit(asked, "form#provider-register", AccountVisits.Values(("Name", " ")));
        Assert.That(nameless.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Name" }));

        var inside = await visitor.Submit(nameless, "form#provider-register", AccountVisits.Values(("Name", "Lin Yue")));
        Assert.That((inside.Status, inside.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/workspace")));
        var person = await _host.Read(db => db.Set<Person>().SingleAsync());
        Assert.That((person.Email, person.EmailConfirmed, person.PasswordHash, person.DisplayName), Is.EqualTo(("lin@example.org", true, (string?)null, "Lin Yue")));
        Assert.That((await _host.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.registered", "person.confirmed", "person.provider_linked", "person.signed_in" }));

        using var later = await _host.Visit();
        Assert.That((await Through(later, $"{Start}&returnUrl=%2Faccount")).Address.AbsolutePath, Is.EqualTo("/account"));
        Assert.That((await _host.Events())[^1].Json, Does.Contain("\"method\":\"Provider\""));
    }

    [Test]
    public async Task Address_of_an_account_lets_nobody_in_before_its_owner_has_signed_in()
    {
        var owner = await TestData.AddPerson(_host.Services, password: TestData.Password);
        _provider.Who = new("u-1", "lin@example.org");
        using var visitor = await _host.Visit();
        var asked = await Through(visitor);
        Assert.That(asked.Document.QuerySelector("form#provider-register"), Is.Null);
        Assert.That((await visitor.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));

        var back = asked.Document.QuerySelector("main a[href^='/account/sign-in']")!.GetAttribute("href")!;
        var link = await visitor.SignIn(path: back);
        Assert.That(await Links(), Is.Empty, "signing in alone links nothing");
        var linked = await visitor.Submit(link, "form#provider-link");
        Assert.That(linked.Address.AbsolutePath, Is.EqualTo("/account"), linked.Text);
        Assert.That((await Links()).Single().UserId, Is.EqualTo(owner.Id));
        await _host.Drain();
        Assert.That((await TestData.Mails(_host.Services))[0].Text, Does.Contain("linked"));

        using var later = await _host.Visit();
        await Through(later);
        Assert.That((await later.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account"));
    }

    [TestCase("lin@example.org", false)]
    [TestCase("other@example.org", true)]
    [TestCase(null, true)]
    public async Task Unverified_or_other_address_is_not_linked(string? email, bool verified)
    {
        var owner = await TestData.AddPerson(_host.Services);
        _provider.Who = new("u-1", email, verified);
        using var visitor = await _host.Visit(owner.Id);
        var refused = await visitor.Submit(await Through(visitor), "form#provider-link");

        Assert.That(refused.Document.QuerySelector(".error-summary"), Is.Not.Null, refused.Text);
        Assert.That(await Links(), Is.Empty);
    }

    [Test]
    public async Task Unverified_address_makes_no_account()
    {
        _provider.Who = new("u-1", "new@example.org", Verified: false);
        using var visitor = await _host.Visit();
        var asked = await Through(visitor);
        Assert.That(asked.Document.QuerySelector("form#provider-register"), Is.Null, asked.Text);
        var forged = await Forge(visitor, "Register", ("Name", "Lin Yue"));
        Assert.That((forged.Document.QuerySelector(".error-summary") is not null, await _host.Read(db => db.Set<Person>().CountAsync())), Is.EqualTo((true, 0)));
    }

    [Test]
    public async Task Linked_account_with_a_second_factor_asks_for_its_code()
    {
        var owner = await TestData.AddPerson(_host.Services);
        await Link(owner);
        await _host.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, true)));
        using var visitor = await _host.Visit();
        var page = await Through(visitor);

        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/account/sign-in/code"));
        Assert.That((await visitor.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
        Assert.That((await _host.Events()).Select(e => e.Type), Has.None.EqualTo("person.signed_in"));
    }

    [Test]
    public async Task Suspended_person_is_told_so_and_stays_outside()
    {
        var owner = await TestData.AddPerson(_host.Services);
        await Link(owner);
        await _host.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, _host.Clock.GetUtcNow())));
        using var visitor = await _host.Visit();
        Assert.That((await Through(visitor)).Document.QuerySelector(".error-summary"), Is.Not.Null);
        Assert.That(visitor.Cookies.GetCookies(new Uri("http://localhost/"))["session"], Is.Null);
    }

    [Test]
    public async Task Broken_off_wrongly_signed_or_in_another_window_nobody_is_in()
    {
        await Link(await TestData.AddPerson(_host.Services));
        using var visitor = await _host.Visit();
        _provider.Who = null;
        var brokenOff = await Through(visitor);
        _provider.Who = new("u-1", "lin@example.org");
        _provider.SignsWrongly = true;
        var wronglySigned = await Through(visitor);
        _provider.SignsWrongly = false;
        using var other = await _host.Visit();
        var elsewhere = await other.Open((await Away(visitor)).PathAndQuery);

        foreach (var page in new[] { brokenOff, wronglySigned, elsewhere })
        {
            Assert.That((page.Status, page.Document.QuerySelector(".error-summary") is not null), Is.EqualTo((HttpStatusCode.OK, true)), page.Text);
        }

        Assert.That((await _host.Events()).Select(e => e.Type), Has.None.EqualTo("person.signed_in"));
    }

    [Test]
    public async Task Provider_that_does_not_answer_is_said_and_the_password_still_works()
    {
        await TestData.AddPerson(_host.Services, password: TestData.Password);
        await _provider.DisposeAsync();
        using var visitor = await _host.Visit();
        var page = await visitor.Open(Start);

        Assert.That((page.Status, page.Document.QuerySelector(".error-summary") is not null), Is.EqualTo((HttpStatusCode.OK, true)), page.Text);
        Assert.That((await visitor.SignIn(path: "/account/sign-in?returnUrl=%2Faccount")).Address.AbsolutePath, Is.EqualTo("/account"));
    }

    [Test]
    public async Task Old_session_proves_itself_again_before_it_links_or_unlinks()
    {
        var owner = await TestData.AddPerson(_host.Services, password: TestData.Password);
        _provider.Who = new("u-1", "lin@example.org");
        using var visitor = await _host.Visit(owner.Id);
        _host.Clock.Advance(Sessions.FreshFor);
        var asked = await visitor.Submit(await Through(visitor), "form#provider-link");
        Assert.That((asked.Address.AbsolutePath, await Links()), Is.EqualTo(("/account/sign-in", Array.Empty<IdentityUserLogin<Guid>>())));

        var again = await visitor.SignIn(path: asked.Address.PathAndQuery);
        await visitor.Submit(again, "form#provider-link");
        Assert.That(await Links(), Has.Count.EqualTo(1));
        var own = await visitor.Open("/account/provider");
        Assert.That((await visitor.Submit(own, "form#provider-unlink")).Address.AbsolutePath, Is.EqualTo("/account"));
        Assert.That(await Links(), Is.Empty);
    }

    [TestCase("Authority", "http://id.example.cn")]
    [TestCase("Authority", "id.example.cn")]
    [TestCase("Authority", "https://id.example.cn/?tenant=1")]
    [TestCase("Authority", "")]
    [TestCase("ClientId", "")]
    public void Wrong_setting_stops_the_start_with_its_name(string setting, string value)
    {
        var settings = new Dictionary<string, string?> { ["Authentication:Oidc:Authority"] = "https://id.example.cn", ["Authentication:Oidc:ClientId"] = "us" };
        settings[$"Authentication:Oidc:{setting}"] = value;
        var wrong = Assert.Throws<SettingException>(() => ProviderSettings.From(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.That((wrong!.Setting, wrong.Message.Contains('\n', StringComparison.Ordinal)), Is.EqualTo(($"Authentication:Oidc:{setting}", false)));
    }

    private async Task<Page> Through(Visitor visitor, string start = Start) => await visitor.Open((await Away(visitor, start)).PathAndQuery);

    /// <summary>To the provider; the answer is where it sends the browser back to.</summary>
    private async Task<Uri> Away(Visitor visitor, string start = Start)
    {
        using var away = await visitor.Client.GetAsync(new Uri(start, UriKind.Relative));
        return await _provider.Answer(away.Headers.Location!);
    }

    private async Task Link(Person person)
    {
        _provider.Who = new("u-1", person.Email);
        var actor = Actor.Anonymous with { PersonId = person.Id, Name = person.DisplayName };
        _ = (await _host.With((LinkProvider use) => use.Run(new(_provider.Authority, "u-1", person.Email, EmailVerified: true, null), actor, default))).Value;
    }

    private static async Task<Page> Forge(Visitor visitor, string handler, params (string, string)[] values)
    {
        var token = (await visitor.Open("/account/register")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(AccountVisits.Values([.. values, ("__RequestVerificationToken", token)]));
        return await visitor.Read(new Uri(visitor.Client.BaseAddress!, $"/account/provider?handler={handler}"), content);
    }

    private Task<List<IdentityUserLogin<Guid>>> Links() => _host.Read(db => db.Set<IdentityUserLogin<Guid>>().ToListAsync());
}
