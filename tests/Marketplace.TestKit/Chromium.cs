using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.TestKit;

/// <summary>
/// The machine's Chromium, started once for all tests. Where there is none, the test is skipped with the reason, or fails if
/// <c>MARKETPLACE_TESTS_REQUIRE</c> names <c>browser</c>.
/// </summary>
public static class Chromium
{
    private const string Install = "Chromium was not found; on Debian: apt-get install chromium fonts-noto-cjk";

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private static readonly SemaphoreSlim OnlyOnce = new(1, 1);
    private static IBrowser? _browser;

    /// <summary>A window with cookies of its own; signed in where a person is named. Dispose it at the end of the test.</summary>
    public static async Task<IBrowserContext> Open(WebHost host, Guid? personId = null, string locale = "en-GB", Uri? address = null)
    {
        var site = address ?? host.Address;
        var context = await (await Started()).NewContextAsync(new() { BaseURL = site.ToString(), Locale = locale });
        if (personId is { } id)
        {
            await context.AddCookiesAsync([new() { Name = "session", Value = await host.SessionCookie(id), Url = site.ToString() }]);
        }

        return context;
    }

    private static async Task<IBrowser> Started()
    {
        await OnlyOnce.WaitAsync();
        try
        {
            return _browser ??= await Start();
        }
        finally
        {
            OnlyOnce.Release();
        }
    }

    private static async Task<IBrowser> Start()
    {
        if (Programs.FirstOrDefault(File.Exists) is not { } program)
        {
            if (Requirements.Has("browser")) Assert.Fail(Install);
            Assert.Ignore(Install);
            throw new InvalidOperationException(Install);
        }

        // A busy machine is slow; what never comes still fails.
        Assertions.SetDefaultExpectTimeout(30_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return browser;
    }
}
