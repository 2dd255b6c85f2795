using Marketplace.Kernel;
using Marketplace.Notifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Notifications;

/// <summary>
/// Where the link in a mail leads that stops such mails. The link itself is the right to do so, for mail programs too, which send
/// the form by themselves and have no antiforgery token (RFC 8058). Opening the page changes nothing: scanners of mails open every link.
/// </summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class StopModel(StopMails stopMails, PersonalLinks links) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    public NotificationKind? Kind { get; private set; }
    public bool IsVoid { get; private set; }
    public bool Stopped { get; private set; }

    public void OnGet() => Read();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Read() is not { } stop) return Page();
        var stopped = await stopMails.Run(new(stop.Person, stop.Kind), Actor.Anonymous, ct);
        (Stopped, IsVoid) = (stopped.IsOk, !stopped.IsOk);
        return Page();
    }

    private (Guid Person, NotificationKind? Kind)? Read()
    {
        var stop = Token is null ? null : links.ReadStop(Token);
        (Kind, IsVoid) = (stop?.Kind, stop is null);
        return stop;
    }
}
