namespace Marketplace.Web.Look;

/// <summary>What stands in place of an empty list: that it is empty, and what to do next. Shown by <c>_Empty</c>.</summary>
/// <param name="Icon">A name in BrowserFiles/icons.txt.</param>
public sealed record EmptyState(string Title, string? Text = null, string? Href = null, string? LinkText = null, string Icon = "inbox");
