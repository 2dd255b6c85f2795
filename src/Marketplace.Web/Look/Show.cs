using System.Globalization;
using System.Text.Encodings.Web;
using Marketplace.Kernel;
using Marketplace.Matching;
using Microsoft.AspNetCore.Html;

namespace Marketplace.Web.Look;

/// <summary>
/// Small pieces of markup that many pages share: <c>@Show.Amount(challenge.Bounty)</c>. Plain calls and not tag helpers or
/// partials, because a list shows a hundred of them and the hall has a tenth of a millisecond for its whole page.
/// </summary>
public sealed class Show(Texts texts, TimeProvider clock, BrowserFiles files, HtmlEncoder encoder)
{
    private static readonly string[] ToneNames = Enum.GetNames<Tone>().Select(name => name.ToLowerInvariant()).ToArray();

    /// <summary>The server's clock as the page was made.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Address of a file of ours with its fingerprint: <c>Show.File("js/live.js")</c>.</summary>
    public string File(string path) => files[path];

    /// <summary>One of the icons in BrowserFiles/icons.txt; without a label it is decoration and hidden from readers.</summary>
    public IHtmlContent Icon(string name, string? label = null)
    {
        var what = label is null ? "aria-hidden=\"true\"" : $"role=\"img\" aria-label=\"{Encode(label)}\"";
        return new HtmlString($"<svg class=\"icon\" {what}><use href=\"{files["lib/icons.svg"]}#{name}\"></use></svg>");
    }

    /// <summary>¥2,500,000 with the spoken form beside it.</summary>
    public IHtmlContent Amount(Money money)
    {
        var spoken = texts.SpokenAmount(money);
        var small = spoken is null ? "" : $" <small>({Encode(spoken)})</small>";
        return new HtmlString($"<span class=\"amount\">{Encode(texts.Amount(money))}{small}</span>");
    }

    /// <summary>A bounty: fixed where both ends are equal, a range, open at one end, or negotiable where there is neither.</summary>
    public IHtmlContent Bounty(Money? from, Money? to) => (from, to) switch
    {
        (null, null) => new HtmlString($"<span class=\"amount bounty\">{Encode(texts["Shared.Amount.Negotiable"])}</span>"),
        ({ } only, null) => BountyText(texts["Shared.Amount.From", texts.Amount(only)], texts.SpokenAmount(only)),
        (null, { } only) => BountyText(texts.Amount(only), texts.SpokenAmount(only)),
        ({ } low, { } high) when low == high => BountyText(texts.Amount(low), texts.SpokenAmount(low)),
        ({ } low, { } high) => BountyText(texts["Shared.Amount.Range", texts.Amount(low), texts.Amount(high)], SpokenRange(low, high), isRange: true),
    };

    /// <summary>A day without a time.</summary>
    public IHtmlContent Day(DateTimeOffset at) => new HtmlString($"<time datetime=\"{Iso(at)}\">{texts.Day(at)}</time>");

    /// <summary>A moment to the minute, for logs and lists.</summary>
    public IHtmlContent Moment(DateTimeOffset at) => new HtmlString($"<time datetime=\"{Iso(at)}\">{texts.Moment(at)}</time>");

    /// <summary>A moment that binds: minute, zone, and what is left on the server's clock, which countdown.js keeps current.</summary>
    public IHtmlContent Deadline(DateTimeOffset at)
    {
        var now = Now;
        var left = at - now;
        var urgency = left <= TimeSpan.Zero ? " is-over" : left < TimeSpan.FromDays(3) ? " is-near" : "";
        return new HtmlString(
            $"<span class=\"deadline{urgency}\"><time datetime=\"{Iso(at)}\" data-countdown>{texts.Moment(at)}</time> " +
            $"<span class=\"zone\">{Encode(texts["Kernel.Zone"])}</span> <span class=\"left\">{Encode(texts.Remaining(at, now))}</span></span>");
    }

    /// <summary>The name of a status with its tone.</summary>
    public IHtmlContent Status<TEnum>(TEnum value) where TEnum : struct, Enum => Status(texts.Name(value), Tones.Of(value));

    public IHtmlContent Status(string word, Tone tone) =>
        new HtmlString($"<span class=\"status status-{ToneNames[(int)tone]}\">{Encode(word)}</span>");

    /// <summary>A challenge's code, in the colour of the posted list.</summary>
    public IHtmlContent Code(string code) => new HtmlString($"<span class=\"code\">{Encode(code)}</span>");

    /// <summary>As <see cref="Texts.Either"/>; Chinese on an English page is marked as such, for voices and fonts.</summary>
    public IHtmlContent Either(string? chinese, string? english)
    {
        var shown = texts.Either(chinese, english) ?? "";
        return LanguageOf(shown) is { } language ? new HtmlString($"<span lang=\"{language}\">{Encode(shown)}</span>") : new HtmlString(Encode(shown));
    }

    /// <summary>For the <c>lang</c> of a passage; null where it is the page's own.</summary>
    public string? LanguageOf(string? passage) =>
        !texts.IsChinese && passage.AsSpan().IndexOfAnyInRange('\u4e00', '\u9fff') >= 0 ? Texts.Chinese : null;

    /// <summary>The mark on everything that was invented for the demonstration.</summary>
    public IHtmlContent DemoMark(bool isDemo = true) =>
        isDemo ? new HtmlString($"<span class=\"demo-mark\">{Encode(texts["Shared.DemoData"])}</span>") : HtmlString.Empty;

    /// <summary>A short text with the given terms marked, longest first, letter case apart.</summary>
    public IHtmlContent Marked(string text, IReadOnlyCollection<string> terms) => Marked(text, Marks.In(text, terms));

    /// <summary>A short text with what a search for the words found in it marked: other forms of a word, and a half typed one, too.</summary>
    public IHtmlContent Found(string text, string? words) =>
        words is null ? new HtmlString(Encode(text)) : Marked(text, TextSearch.Highlight(text, words).Select(span => (span.Start, span.Length)));

    private HtmlContentBuilder Marked(string text, IEnumerable<(int At, int Length)> spans)
    {
        var output = new HtmlContentBuilder();
        var start = 0;
        foreach (var (at, length) in spans)
        {
            output.AppendHtml(Encode(text[start..at])).AppendHtml("<mark>").AppendHtml(Encode(text.Substring(at, length))).AppendHtml("</mark>");
            start = at + length;
        }

        output.AppendHtml(Encode(text[start..]));
        return output;
    }

    /// <summary>The texts that scripts need, for the end of the page.</summary>
    public IHtmlContent ScriptTexts() => Look.ScriptTexts.For(texts, encoder);

    private string? SpokenRange(Money low, Money high) =>
        texts.SpokenAmount(low) is { } from && texts.SpokenAmount(high) is { } to ? texts["Shared.Amount.Range", from, to] : null;

    private HtmlString BountyText(string exact, string? spoken, bool isRange = false) =>
        new($"<span class=\"amount bounty{(isRange ? " is-range" : "")}\">{Encode(exact)}{(spoken is null ? "" : $" <small>({Encode(spoken)})</small>")}</span>");

    private string Encode(string text) => encoder.Encode(text);

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
