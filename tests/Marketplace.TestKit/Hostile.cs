namespace Marketplace.TestKit;

/// <summary>A text that would act if a page took it for markup, inside an element or inside an attribute.</summary>
public static class Hostile
{
    public const string Text = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";

    /// <summary>What such a text became an element of the page: nothing, where it is shown as text.</summary>
    public static IReadOnlyList<string> Acting(Page page) =>
        [.. page.Document.All.Where(e => e.HasAttribute("onerror") || (e.LocalName == "script" && e.TextContent.StartsWith("alert", StringComparison.Ordinal))).Select(e => e.OuterHtml)];
}
