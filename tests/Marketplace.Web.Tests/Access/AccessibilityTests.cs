using Deque.AxeCore.Commons;
using Marketplace.TestKit;
using Microsoft.Playwright;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Access;

/// <summary>
/// Every page as those who see it, wide and narrow, judged by axe: no serious and no critical finding. The pages are the rows of
/// <c>access.txt</c>, so that a new page is judged without being asked for.
/// </summary>
[Category("Browser")]
public sealed class AccessibilityTests
{
    private static readonly string[] Grave = ["serious", "critical"];
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // A page about one thing shows most to whoever stands last here; pages of many things, or of oneself, differ for all of them.
    private static readonly string[] Eyes = ["anonymous", "newcomer", "bidder", "approver", "owner"];

    private static readonly IReadOnlyList<AccessRow> Pages =
    [
        .. AccessTable.Read(File.ReadAllLines(Repository.At("tests", "Marketplace.Web.Tests", "Access", "access.txt"))).Values
            .Where(row => row.Verb == "GET" && row.Handler is null && !row.IsForPrograms && !IsFile(row)),
    ];

    [TestCase(1440, 900, "en-GB")]
    [TestCase(390, 844, "zh-CN")]
    public async Task Pages_hold_no_grave_barrier(int width, int height, string language)
    {
        await using var stage = await AccessStage.Create(kestrel: true);
        var found = new List<string>();
        foreach (var role in Eyes)
        {
            await using var window = await Chromium.Open(stage.Host, stage.Person(role), language);
            var page = await window.NewPageAsync();
            await page.SetViewportSizeAsync(width, height);
            foreach (var row in Pages.Where(row => IsJudgedBy(row, role, isWide: width > 1000))) found.AddRange(await Judge(page, stage.Address(row), role));
        }

        Assert.That(string.Join('\n', found), Is.Empty);
    }

    [Test]
    public async Task Barrier_is_found()
    {
        await using var stage = await AccessStage.Create(kestrel: true);
        await using var window = await Chromium.Open(stage.Host);
        var page = await window.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.EvaluateAsync("document.querySelector('label[for=Form_Email]').remove()");
        Assert.That(await Findings(page, "/account/sign-in", "anonymous"), Has.Some.Contains("label"));
    }

    private static bool IsFile(AccessRow row) =>
        Path.HasExtension(row.Route[row.Route.LastIndexOf('/')..]) || row.Route.Contains("/files/", StringComparison.Ordinal) || row.Route.EndsWith("{file}", StringComparison.Ordinal);

    private static bool IsJudgedBy(AccessRow row, string role, bool isWide)
    {
        var eyes = row.Who.Count == 0 ? ["anonymous"] : Eyes.Where(row.Who.Contains).ToArray();
        return isWide && !row.Route.Contains('{', StringComparison.Ordinal) ? eyes.Contains(role) : eyes.Length > 0 && eyes[^1] == role;
    }

    private static async Task<IReadOnlyList<string>> Judge(IPage page, string address, string role)
    {
        var answer = await page.GotoAsync(address);
        // Files and answers for programs are no pages.
        if (answer?.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true) return [];
        return await Findings(page, address, role);
    }

    // Run in the page itself: the package's own way opens a second page for each judgement, which takes longer than the judging.
    private static async Task<IReadOnlyList<string>> Findings(IPage page, string address, string role)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(
            """
            async grave => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(violation => grave.includes(violation.impact))
              .flatMap(violation => violation.nodes.map(node => `${violation.id} (${violation.impact}) ${node.html}`))
            """, Grave);
        return [.. found.Select(finding => $"{address} as {role}: {finding}")];
    }
}
