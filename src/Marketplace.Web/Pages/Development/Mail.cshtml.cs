using Marketplace.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Development;

/// <summary>The mails that were dropped as files, with links that work. Absent outside development.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class MailModel(IHostEnvironment environment, DroppedMails dropped) : PageModel
{
    private const int Shown = 100;

    public IReadOnlyList<DroppedMails.Dropped> Mails { get; private set; } = [];

    public DroppedMails.Dropped? One { get; private set; }

    public async Task<IActionResult> OnGet(string? name, CancellationToken ct)
    {
        if (!environment.IsDevelopment()) return NotFound();
        if (name is null) Mails = await dropped.Newest(Shown, ct);
        else if (await dropped.Find(name, ct) is { } mail) One = mail;
        else return NotFound();
        return Page();
    }

    /// <summary>The HTML part alone, as a mail program would show it: styles in place, nothing that runs or loads.</summary>
    public async Task<IActionResult> OnGetHtml(string name, CancellationToken ct)
    {
        if (!environment.IsDevelopment() || (await dropped.Find(name, ct))?.Html is not { } html) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";
        Response.Headers.XFrameOptions = "SAMEORIGIN";
        return Content(html, "text/html; charset=utf-8");
    }

    /// <summary>The text cut into plain pieces and addresses, in order.</summary>
    public static IEnumerable<(string Text, bool IsLink)> Pieces(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var isLink = line.StartsWith("http://", StringComparison.Ordinal) || line.StartsWith("https://", StringComparison.Ordinal);
            yield return (line.TrimEnd('\r'), isLink);
        }
    }
}
