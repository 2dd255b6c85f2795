using System.Buffers.Text;
using System.Text.Json.Nodes;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Account;

/// <summary>Passkeys in a real Chromium with its virtual authenticator.</summary>
public sealed class PasskeyTests
{
    private WebHost _host = null!;
    private IBrowserContext _window = null!;
    private IPage _page = null!;
    private ICDPSession _devices = null!;
    private string _authenticator = "";

    [SetUp]
    public async Task Begin()
    {
        _host = await WebHost.Create(kestrel: true);
        await TestData.AddPerson(_host.Services, password: TestData.Password);
        // A passkey belongs to a name; a bare address is none.
        _window = await Chromium.Open(_host, address: new UriBuilder(_host.Address) { Host = "localhost" }.Uri);
        _page = await _window.NewPageAsync();
        _devices = await _window.NewCDPSessionAsync(_page);
        await _devices.SendAsync("WebAuthn.enable", new() { ["enableUI"] = false });
        _authenticator = await AddAuthenticator();
    }

    [TearDown]
    public async Task End()
    {
        if (_window is not null) await _window.CloseAsync();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Passkey_is_added_and_signs_in_without_password_or_code()
    {
        await AddPasskey("Office computer");
        await SignOut();
        await _page.GotoAsync("/account/sign-in?returnUrl=%2Faccount%2Fpasskeys");
        await _page.WaitForURLAsync("**/account/passkeys");

        await Assertions.Expect(_page.Locator("#passkeys input[name=name]")).ToHaveValueAsync("Office computer");
        var types = (await _host.Events()).Select(e => e.Type).ToList();
        Assert.That(types, Is.EqualTo(new[] { "person.signed_in", "person.passkey_added", "person.signed_in" }));
        Assert.That((await _host.Events())[^1].Json, Does.Contain("\"method\":\"Passkey\""));
    }

    [Test]
    public async Task Removed_passkey_signs_in_no_more_and_the_page_says_so()
    {
        await AddPasskey("Office computer");
        await _host.Read(db => db.Set<IdentityUserPasskey<Guid>>().ExecuteDeleteAsync());
        await SignOut();
        await _page.GotoAsync("/account/sign-in");

        await Assertions.Expect(_page.Locator(".error-summary")).ToContainTextAsync("passkey was not accepted");
    }

    [Test]
    public async Task Cancelled_prompt_leaves_the_page_usable_and_explains()
    {
        await SignIn();
        await _page.GotoAsync("/account/passkeys");
        await _devices.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = _authenticator, ["isUserVerified"] = false });
        await _page.ClickAsync("#add-passkey button");

        await Assertions.Expect(_page.Locator("[data-passkey-problem]")).ToContainTextAsync("try again", new() { IgnoreCase = true });
        Assert.That(await _host.Read(db => db.Set<IdentityUserPasskey<Guid>>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Answer_sent_twice_counts_once_and_a_copied_key_with_an_old_counter_not_at_all()
    {
        await AddPasskey("Office computer");
        await SignOut();
        var sent = new List<(string Body, IReadOnlyList<BrowserContextCookiesResult> Cookies)>();
        await _page.RouteAsync("**/account/sign-in?handler=Passkey*", async route =>
        {
            if (route.Request.Method == "POST" && !route.Request.Url.Contains("Options", StringComparison.Ordinal)) sent.Add((route.Request.PostData!, await _window.CookiesAsync()));
            await route.ContinueAsync();
        });
        await _page.GotoAsync("/account/sign-in?returnUrl=%2Faccount");
        await _page.WaitForURLAsync("**/account");
        var (body, cookies) = sent.Single();
        var replay = await Send("/account/sign-in?handler=Passkey", body, cookies);

        Assert.That(replay, Does.Contain("passkey was not accepted"));
        Assert.That((await _host.Events()).Count(e => e.Json.Contains("Passkey\"", StringComparison.Ordinal)), Is.EqualTo(1));
        await _host.Read(async db =>
        {
            var kept = await db.Set<IdentityUserPasskey<Guid>>().SingleAsync();
            kept.Data.SignCount = 1000;
            return await db.SaveChangesAsync();
        });
        await SignOut();
        await _page.GotoAsync("/account/sign-in");
        await Assertions.Expect(_page.Locator(".error-summary")).ToContainTextAsync("passkey was not accepted");
    }

    [Test]
    public async Task Answer_that_was_given_to_another_site_is_not_accepted()
    {
        await SignIn();
        var sent = new TaskCompletionSource<(string Body, IReadOnlyList<BrowserContextCookiesResult> Cookies)>();
        await _page.RouteAsync("**/account/passkeys?handler=Add*", async route =>
        {
            sent.TrySetResult((route.Request.PostData!, await _window.CookiesAsync()));
            await route.AbortAsync();
        });
        await _page.GotoAsync("/account/passkeys");
        await _page.FillAsync("#name", "Office computer");
        await _page.ClickAsync("#add-passkey button");
        var (body, cookies) = await sent.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var elsewhere = await Send("/account/passkeys?handler=Add", await GivenTo("https://market.evil.example", body), cookies);
        var kept = await _host.Read(db => db.Set<IdentityUserPasskey<Guid>>().CountAsync());
        await Send("/account/passkeys?handler=Add", body, cookies);

        Assert.That(elsewhere, Does.Contain("passkey was not accepted"));
        Assert.That((kept, await _host.Read(db => db.Set<IdentityUserPasskey<Guid>>().CountAsync())), Is.EqualTo((0, 1)), "the same answer with our origin is good");
    }

    private async Task<string> AddAuthenticator()
    {
        var options = new Dictionary<string, object>
        {
            ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
            ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
        };
        var answer = await _devices.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        return answer!.Value.GetProperty("authenticatorId").GetString()!;
    }

    private async Task SignIn()
    {
        await _page.GotoAsync("/account/sign-in");
        await _page.FillAsync("#Form_Email", "lin@example.org");
        await _page.FillAsync("#Form_Password", TestData.Password);
        await _page.ClickAsync("form#sign-in button[type=submit]");
        await _page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    private async Task AddPasskey(string name)
    {
        await SignIn();
        await _page.GotoAsync("/account/passkeys");
        await _page.FillAsync("#name", name);
        await _page.ClickAsync("#add-passkey button");
        await Assertions.Expect(_page.Locator("#passkeys li")).ToHaveCountAsync(1);
    }

    private Task SignOut() => _window.ClearCookiesAsync();

    // What the browser sent, with its cookies, from a program.
    private async Task<string> Send(string path, string body, IReadOnlyList<BrowserContextCookiesResult> cookies)
    {
        using var program = await _host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/x-www-form-urlencoded") };
        request.Headers.Host = $"localhost:{_host.Address.Port}";
        request.Headers.Add("Origin", $"http://localhost:{_host.Address.Port}");
        request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Name}={c.Value}")));
        return await (await program.Client.SendAsync(request)).Content.ReadAsStringAsync();
    }

    // A new passkey is not signed, so its answer can be rewritten as a page elsewhere would have got it.
    private static async Task<string> GivenTo(string origin, string body)
    {
        var fields = QueryHelpers.ParseQuery(body).ToDictionary(f => f.Key, f => f.Value.ToString());
        var credential = JsonNode.Parse(fields["credential"])!;
        var client = JsonNode.Parse(Base64Url.DecodeFromChars(credential["response"]!["clientDataJSON"]!.GetValue<string>()))!;
        client["origin"] = origin;
        credential["response"]!["clientDataJSON"] = Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(client.ToJsonString()));
        fields["credential"] = credential.ToJsonString();
        return await new FormUrlEncodedContent(fields).ReadAsStringAsync();
    }
}
