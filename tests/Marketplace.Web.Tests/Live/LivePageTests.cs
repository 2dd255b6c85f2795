using Marketplace.Events;
using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

/// <summary>The page's own side in a real browser: what <c>wwwroot/js/live.js</c> makes of the hub.</summary>
public sealed class LivePageTests
{
    // Put into a page before its own scripts start: it follows the public stream from the beginning and keeps what it is told.
    private const string Listen = """
        window.heard = [];
        document.addEventListener('live', e => window.heard.push(e.detail.subject.code));
        new MutationObserver((_, observer) => {
          if (!document.head) return;
          observer.disconnect();
          const meta = document.createElement('meta');
          meta.name = 'live';
          meta.content = 'public@0';
          document.head.append(meta);
        }).observe(document, { childList: true, subtree: true });
        """;

    [Test]
    public async Task Page_cut_off_in_the_middle_of_a_burst_tells_every_message_once_in_order()
    {
        const int Events = 1000;
        await using var stage = await LiveStage.Create();
        using var cable = new Cable(stage.Host.Address);
        await using var window = await Chromium.Open(stage.Host, address: cable.Address);
        var page = await OpenListening(window);

        await stage.Burst(1, 200);
        foreach (var from in new[] { 201, 601 })
        {
            // The page hears the beginning of this part; the rest happens while nothing reaches it.
            await page.WaitForFunctionAsync($"() => window.heard.length >= {from - 100}");
            var part = stage.Burst(from, from + 399);
            cable.Cut();
            await part;
            await page.WaitForFunctionAsync("() => document.documentElement.dataset.liveState === 'joined'");
        }

        await page.WaitForFunctionAsync($"() => window.heard.length >= {Events}");
        Assert.That(await page.EvaluateAsync<string[]>("() => window.heard"), Is.EqualTo(Enumerable.Range(1, Events).Select(i => $"NOTE-{i}")));
    }

    [Test]
    public async Task Lost_connection_is_said_quietly_and_what_was_missed_comes_after()
    {
        await using var stage = await LiveStage.Create();
        var cable = new Cable(stage.Host.Address);
        var address = cable.Address;
        await using var window = await Chromium.Open(stage.Host, address: address);
        var page = await OpenListening(window);
        var bar = page.Locator("#live-bar");
        Assert.That(await bar.IsVisibleAsync(), Is.False);

        cable.Dispose();
        await Assertions.Expect(bar).ToContainTextAsync("last update");
        await stage.Happen(Streams.Public, 1, 3);
        using var mended = new Cable(stage.Host.Address, address.Port);
        await page.WaitForFunctionAsync("() => window.heard.length >= 3");

        Assert.That(await page.EvaluateAsync<string[]>("() => window.heard"), Is.EqualTo(new[] { "NOTE-1", "NOTE-2", "NOTE-3" }));
        await Assertions.Expect(bar).ToBeHiddenAsync();
    }

    [Test]
    public async Task Last_message_lost_on_its_way_is_found_when_the_page_is_looked_at_again()
    {
        await using var stage = await LiveStage.Create(workers: false);
        await using var window = await Chromium.Open(stage.Host);
        var page = await OpenListening(window);
        // Nothing is pushed: the workers do not run.
        await stage.Happen(Streams.Public, 1, 2);

        await page.EvaluateAsync("() => document.dispatchEvent(new Event('visibilitychange'))");
        await page.WaitForFunctionAsync("() => window.heard.length === 2");
    }

    [Test]
    public async Task Page_reads_again_from_where_it_was_made()
    {
        await using var stage = await LiveStage.Create(workers: false);
        await stage.Happen(Streams.Public, 1, 1500);
        await using var window = await Chromium.Open(stage.Host);
        var page = await OpenListening(window);

        await page.WaitForFunctionAsync("() => window.heard.length === 1500");
    }

    private static async Task<IPage> OpenListening(IBrowserContext window)
    {
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync(Listen);
        await page.GotoAsync("/");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.liveState === 'joined'");
        return page;
    }
}
