using System.Text.Encodings.Web;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Look;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NUnit.Framework;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Web.Tests.Look;

/// <summary>Our scripts in a real browser, each on a small page that asks for it by its attributes.</summary>
public sealed class ScriptTests
{
    private WebHost _host = null!;
    private IBrowserContext _browser = null!;
    private IPage _page = null!;

    [SetUp]
    public async Task Open()
    {
        _host = await WebHost.Create(kestrel: true);
        _browser = await Chromium.Open(_host);
        _page = await _browser.NewPageAsync();
    }

    [TearDown]
    public async Task Close()
    {
        await _browser.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Rows_added_and_removed_keep_their_names_without_gaps()
    {
        const string row = """<tr data-row><td><input name="Input.Rows[__i__].Name" id="Input_Rows___i____Name"></td><td><button data-row-remove name="remove" value="__i__">x</button></td></tr>""";
        await Show($"""
            <form method="post" data-confirm-none><div data-rows="Input.Rows"><table><tbody>{row.Replace("__i__", "0", StringComparison.Ordinal)}</tbody></table>
            <template>{row}</template><button data-row-add>add</button></div></form>
            """);
        await _page.Locator("[data-row-add]").ClickAsync();
        await _page.Locator("[data-row-add]").ClickAsync();
        await Expect(_page.Locator("input").Nth(2)).ToBeFocusedAsync();
        await _page.Locator("input").Nth(0).FillAsync("a");
        await _page.Locator("input").Nth(2).FillAsync("c");
        await _page.Locator("[data-row-remove]").Nth(1).ClickAsync();
        Assert.That(await All("input", "i => i.name + '=' + i.value"), Is.EqualTo(["Input.Rows[0].Name=a", "Input.Rows[1].Name=c"]));
        Assert.That(await All("[data-row-remove]", "b => b.value"), Is.EqualTo(["0", "1"]));
        await Expect(_page.Locator("[data-row-remove]").Nth(1)).ToBeFocusedAsync();
        await Expect(_page.Locator("#polite")).ToHaveTextAsync("Row 2 removed");
    }

    [Test]
    public async Task Confirmation_by_name_sends_only_when_the_name_is_typed()
    {
        var sent = new List<string?>();
        await _page.RouteAsync("**/withdraw", route =>
        {
            sent.Add(route.Request.PostData);
            return route.FulfillAsync(new() { Body = "done", ContentType = "text/html" });
        });
        await Show("""<form method="post" action="/withdraw"><button name="act" value="withdraw" class="btn btn-danger" data-confirm="This withdraws your bid." data-confirm-word="PD-JB-2026-0001">Withdraw</button></form>""");
        var button = _page.Locator("form button");
        await button.ClickAsync();
        await _page.Locator("dialog .btn:not(.btn-danger)").ClickAsync();
        await Expect(_page.Locator("dialog")).ToHaveCountAsync(0);
        await Expect(button).ToBeFocusedAsync();
        Assert.That(sent, Is.Empty);

        await button.ClickAsync();
        await Expect(_page.Locator("dialog .btn-danger")).ToBeDisabledAsync();
        await _page.Locator("dialog input").FillAsync("PD-JB-2026-0001");
        await _page.Locator("dialog .btn-danger").ClickAsync();
        await Expect(_page.Locator("body")).ToHaveTextAsync("done");
        Assert.That(sent, Is.EqualTo(["act=withdraw"]));
    }

    [Test]
    public async Task Draft_is_saved_as_typed_and_a_failure_is_said_and_tried_again()
    {
        var answers = new Queue<int>([500, 200]);
        await _page.RouteAsync("**/draft", route => route.FulfillAsync(new()
        {
            Status = answers.TryDequeue(out var status) ? status : 200,
            ContentType = "application/json",
            Body = """{"fields":{"Version":"2"}}""",
        }));
        await Show("""<form method="post" data-autosave="/draft"><input type="hidden" name="Version" value="1"><input name="Title"><span data-autosave-status></span></form>""");
        await _page.Locator("[name=Title]").FillAsync("etch");
        var status = _page.Locator("[data-autosave-status]");
        await Expect(status).ToContainTextAsync("Draft not saved");
        await Expect(status).ToContainTextAsync("Draft saved", new() { Timeout = 15_000 });
        await Expect(_page.Locator("[name=Version]")).ToHaveValueAsync("2");
    }

    [Test]
    public async Task Form_sent_while_its_draft_is_being_saved_goes_with_the_next_version()
    {
        var saving = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        await _page.RouteAsync("**/draft", async route =>
        {
            saving.SetResult();
            await answer.Task;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = """{"fields":{"Version":"2"}}""" });
        });
        var sent = "";
        await _page.RouteAsync("**/next", route =>
        {
            sent = route.Request.PostData;
            return route.FulfillAsync(new() { Body = "done", ContentType = "text/html" });
        });
        await Show("""<form method="post" action="/next" data-autosave="/draft"><input type="hidden" name="Version" value="1"><input name="Title"><button name="go" value="on">Next</button></form>""");
        await _page.Locator("[name=Title]").FillAsync("etch");
        await saving.Task;
        await _page.Locator("[name=go]").ClickAsync();
        answer.SetResult();
        await Expect(_page.Locator("body")).ToHaveTextAsync("done");
        Assert.That(sent, Is.EqualTo("Version=2&Title=etch&go=on"));
    }

    [Test]
    public async Task Filters_take_over_the_results_and_leave_focus_and_history_right()
    {
        await _page.RouteAsync("**/hall**", route =>
        {
            var isChosen = route.Request.Url.Contains("kind=Enterprise", StringComparison.Ordinal);
            var form = $"""
                <form data-filters="results" action="/hall"><input type="checkbox" name="kind" value="Enterprise" {(isChosen ? "checked" : "")}><input type="search" name="q"></form>
                <div id="results" data-results><p data-results-count>{(isChosen ? "3 found" : "9 found")}</p></div>
                """;
            return route.FulfillAsync(new() { Body = Probe(form), ContentType = "text/html" });
        });
        await _page.GotoAsync("/hall");
        await Ready();
        await _page.Locator("[name=kind]").CheckAsync();
        await Expect(_page.Locator("#results")).ToHaveTextAsync("3 found");
        await Expect(_page).ToHaveURLAsync(new Uri(_host.Address, "/hall?kind=Enterprise").ToString());
        await Expect(_page.Locator("[name=kind]")).ToBeFocusedAsync();
        await Expect(_page.Locator("#polite")).ToHaveTextAsync("3 found");
        await _page.GoBackAsync();
        await Expect(_page.Locator("#results")).ToHaveTextAsync("9 found");
        await Expect(_page.Locator("[name=kind]")).Not.ToBeCheckedAsync();
    }

    [Test]
    public async Task Countdown_follows_the_servers_clock()
    {
        // The host's clock stands years away from that of the browser's machine.
        var deadline = _host.Clock.GetUtcNow().AddHours(2).AddSeconds(40);
        await Show($"""<span class="deadline"><time datetime="{deadline:O}" data-countdown>x</time> <span class="left"></span></span>""");
        await Expect(_page.Locator(".left")).ToHaveTextAsync("2 h 0 min left");
        await Expect(_page.Locator(".deadline")).ToHaveClassAsync("deadline is-near");
    }

    [Test]
    public async Task Theme_chosen_is_there_before_the_next_page_is_painted()
    {
        await _page.GotoAsync("/errors/404");
        await Ready();
        var button = _page.Locator("[data-theme-switch]");
        await button.ClickAsync();
        await button.ClickAsync();
        await Expect(_page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        await _page.ReloadAsync(new() { WaitUntil = WaitUntilState.Commit });
        await Expect(_page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        await Ready();
        await button.ClickAsync();
        Assert.That(await _page.Locator("html").GetAttributeAsync("data-bs-theme"), Is.Null);
    }

    private async Task Show(string main)
    {
        await _page.RouteAsync("**/probe", route => route.FulfillAsync(new() { Body = Probe(main), ContentType = "text/html" }));
        await _page.GotoAsync("/probe");
        await Ready();
    }

    private Task Ready() => Expect(_page.Locator("html[data-ready]")).ToHaveCountAsync(1);

    private async Task<IReadOnlyList<string>> All(string selector, string read) =>
        await _page.Locator(selector).EvaluateAllAsync<string[]>($"found => found.map({read})");

    private string Probe(string main)
    {
        var texts = _host.Services.GetRequiredService<TextCatalogue>().For(Texts.English);
        using var scriptTexts = new StringWriter();
        ScriptTexts.For(texts, HtmlEncoder.Default).WriteTo(scriptTexts, HtmlEncoder.Default);
        return $"""
            <!doctype html><html lang="en" data-now="{_host.Clock.GetUtcNow().ToUnixTimeMilliseconds()}"><head><script src="/js/theme.js"></script>
            <script type="module" src="/js/page.js"></script></head><body>{main}{scriptTexts}<div id="polite" role="status"></div></body></html>
            """;
    }
}
