using System.Net;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Mail;

/// <summary>A button in a mail; in plain text the address stands on a line of its own.</summary>
public sealed record MailLink(string Label, Uri Address);

/// <summary>Sets a mail's parts as plain text and as HTML, with the platform's name above and the standing remark below.</summary>
public sealed class MailComposer(TextCatalogue catalogue, SiteAddress site)
{
    /// <param name="paragraphs">Plain text; a line break inside a paragraph stays one.</param>
    /// <param name="closing">Paragraphs after the button, in small print.</param>
    public OutgoingMail Compose(
        string key, string to, string toName, string culture, string subject,
        IReadOnlyList<string> paragraphs, MailLink? link = null, IReadOnlyList<string>? closing = null)
    {
        var texts = catalogue.For(culture);
        var greeting = texts["Mail.Greeting", toName];
        IReadOnlyList<string> last = [.. closing ?? [], texts["Mail.Footer", texts["Mail.Platform"], site.Root.ToString()]];
        return new OutgoingMail(key, to, toName, texts.Language, $"{subject} - {texts["Mail.Platform"]}", Plain([greeting, .. paragraphs], link, last))
        {
            Html = Page(texts, subject, [greeting, .. paragraphs], link, last),
        };
    }

    private static string Plain(IReadOnlyList<string> paragraphs, MailLink? link, IReadOnlyList<string> closing)
    {
        var text = new StringBuilder();
        foreach (var paragraph in paragraphs) text.Append(paragraph).Append("\n\n");
        if (link is not null) text.Append(link.Label).Append('\n').Append(link.Address.AbsoluteUri).Append("\n\n");
        text.Append("--\n").AppendJoin("\n\n", closing).Append('\n');
        return text.ToString();
    }

    // Mail programs know neither style sheets nor variables: plain markup with the few styles in place.
    private static string Page(Texts texts, string subject, IReadOnlyList<string> paragraphs, MailLink? link, IReadOnlyList<string> closing) => $"""
        <!doctype html>
        <html lang="{texts.Language}">
        <head><meta charset="utf-8"><title>{Encode(subject)}</title></head>
        <body style="margin:0;padding:24px;background:#f4f4f2;color:#1c2126;font:16px/1.7 'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif">
        <div style="max-width:600px;margin:0 auto;padding:24px 28px;background:#fff;border-top:4px solid #b3272b">
        <p style="margin:0 0 16px;color:#b3272b;font-weight:600">{Encode(texts["Mail.Platform"])}</p>
        <h1 style="margin:0 0 16px;font-size:20px">{Encode(subject)}</h1>
        {Paragraphs(paragraphs)}
        {Button(link)}
        <div style="margin-top:24px;padding-top:16px;border-top:1px solid #d8d8d4;color:#57606a;font-size:14px">
        {Paragraphs(closing)}
        </div>
        </div>
        </body>
        </html>
        """;

    private static string Paragraphs(IReadOnlyList<string> paragraphs) =>
        string.Join('\n', paragraphs.Select(paragraph => $"<p style=\"margin:0 0 16px\">{Lines(paragraph)}</p>"));

    private static string Button(MailLink? link) => link is null ? "" : $"""
        <p style="margin:24px 0"><a href="{Encode(link.Address.AbsoluteUri)}" style="display:inline-block;padding:10px 20px;background:#0b6b75;color:#fff;text-decoration:none;border-radius:4px">{Encode(link.Label)}</a></p>
        <p style="margin:0 0 16px;color:#57606a;font-size:14px;word-break:break-all">{Encode(link.Address.AbsoluteUri)}</p>
        """;

    private static string Lines(string paragraph) => Encode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
