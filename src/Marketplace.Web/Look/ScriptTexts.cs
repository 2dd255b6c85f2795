using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Web.Look;

/// <summary>The texts that scripts need, as data attributes of one element; made once for each language.</summary>
public static class ScriptTexts
{
    private static readonly (string Attribute, string Key)[] Needed =
    [
        ("announce-new", "Shared.Announce.New"),
        ("announce-show", "Shared.Announce.Show"),
        ("autosave-failed", "Shared.Autosave.Failed"),
        ("autosave-refused", "Shared.Autosave.Refused"),
        ("autosave-saved", "Shared.Autosave.Saved"),
        ("autosave-saving", "Shared.Autosave.Saving"),
        ("cancel", "Shared.Action.Cancel"),
        ("confirm-title", "Shared.Confirm.Title"),
        ("confirm-type", "Shared.Confirm.Type"),
        ("copied", "Shared.Copied"),
        ("left-days", "Kernel.Remaining.Days"),
        ("left-hours", "Kernel.Remaining.Hours"),
        ("left-minutes", "Kernel.Remaining.Minutes"),
        ("left-over", "Kernel.Remaining.Over"),
        ("live-back", "Shared.Live.Back"),
        ("live-lost", "Shared.Live.Lost"),
        ("match-cancelled", "Shared.Match.Cancelled"),
        ("match-closed", "Shared.Match.Closed"),
        ("match-new", "Shared.Match.NewCount"),
        ("match-new-one", "Shared.Match.NewCount.One"),
        ("password-hide", "Account.Password.Hide"),
        ("password-show", "Account.Password.Show"),
        ("rows-added", "Shared.Rows.Added"),
        ("rows-remove", "Shared.Rows.Remove"),
        ("rows-removed", "Shared.Rows.Removed"),
        ("typed-before", "Shared.TypedBefore"),
        ("unread", "Shared.Account.Unread"),
    ];

    private static readonly ConcurrentDictionary<string, HtmlString> Made = new(StringComparer.Ordinal);

    public static IHtmlContent For(Texts texts, HtmlEncoder encoder) => Made.GetOrAdd(texts.Language, static (_, with) =>
    {
        var html = new StringBuilder("<div id=\"texts\" hidden");
        foreach (var (attribute, key) in Needed) html.Append(" data-").Append(attribute).Append("=\"").Append(with.encoder.Encode(with.texts[key])).Append('"');
        return new HtmlString(html.Append("></div>").ToString());
    }, (texts, encoder));
}
