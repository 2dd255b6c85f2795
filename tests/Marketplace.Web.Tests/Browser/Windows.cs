using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Browser;

/// <summary>What a person does in a window: fills fields by name, presses the button of a form, and leaves a picture for the record.</summary>
internal static class Windows
{
    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;

    public static async Task<IPage> Open(this IBrowserContext window, string path)
    {
        var page = await window.NewPageAsync();
        await page.GoTo(path);
        return page;
    }

    public static async Task GoTo(this IPage page, string path)
    {
        var answer = (await page.GotoAsync(path))!;
        Assert.That(answer.Status, Is.EqualTo(200), path);
        await page.Ready();
    }

    /// <summary>Every script that the page asks for is at work.</summary>
    public static Task Ready(this IPage page) => page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");

    /// <summary>The page hears the hub; what it shows afterwards without another load came from there.</summary>
    public static async Task Joined(this IPage page)
    {
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.liveState === 'joined'");
        await page.EvaluateAsync("() => { window.stamp = 1; }");
    }

    public static async Task AssertNotLoadedAgain(this IPage page) =>
        Assert.That(await page.EvaluateAsync<int?>("() => window.stamp ?? null"), Is.EqualTo(1), page.Url);

    public static async Task Fill(this IPage page, string form, params (string Name, string Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            var field = page.Locator($"{form} [name='{name}']:not([type=hidden])");
            switch (await field.First.EvaluateAsync<string>("e => e.type"))
            {
                case "radio" or "checkbox": await page.Locator($"{form} [name='{name}'][value='{value}']").CheckAsync(new() { Force = true }); break;
                case "select-one": await field.SelectOptionAsync(value); break;
                default: await field.FillAsync(value); break;
            }
        }
    }

    /// <summary>Presses the main button of a form, confirms where the page asks once more, and waits for the page after.</summary>
    public static async Task Send(this IPage page, string form)
    {
        var button = page.Locator($"{form} .btn-primary").First;
        var asks = await button.GetAttributeAsync("data-confirm") is not null;
        await page.EvaluateAsync("() => { window.left = 1; }");
        await button.ClickAsync();
        if (asks) await page.Locator("dialog .actions button").Last.ClickAsync();
        await page.WaitForFunctionAsync("() => window.left === undefined && document.documentElement.dataset.ready === 'yes'");
    }

    public static async Task Picture(this IPage page, string name)
    {
        var file = Path.Combine(Pictures, name + ".png");
        await page.ScreenshotAsync(new() { Path = file, FullPage = true });
        TestContext.AddTestAttachment(file);
    }
}
