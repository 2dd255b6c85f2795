using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Inbox;

/// <summary>The reader's own notifications, newest first.</summary>
public sealed class IndexModel(InboxQueries inbox, ReadNotifications readNotifications, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "unread")]
    public bool UnreadOnly { get; set; }

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<InboxLine> Lines { get; private set; } = [];
    public int Total { get; private set; }
    public int Unread { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Max(1, Number);
        Lines = await inbox.Page(current.Actor, UnreadOnly, Number, ct);
        Unread = await inbox.Count(current.Actor, unreadOnly: true, ct);
        Total = UnreadOnly ? Unread : await inbox.Count(current.Actor, unreadOnly: false, ct);
    }

    /// <param name="id">One notification; none marks all.</param>
    public async Task<IActionResult> OnPostReadAsync(Guid? id, CancellationToken ct)
    {
        var read = await readNotifications.Run(new(id), current.Actor, ct);
        if (!read.IsOk && read.Refusal == Refusal.NotFound) return NotFound();
        return RedirectToPage(new { unread = UnreadOnly ? "true" : null });
    }

    /// <summary>Goes to what the notification is about, and counts it as read.</summary>
    public async Task<IActionResult> OnPostOpenAsync(Guid id, CancellationToken ct)
    {
        if (await inbox.One(id, current.Actor, ct) is not { } line) return NotFound();
        await readNotifications.Run(new(id), current.Actor, ct);
        return LocalRedirect(line.Link);
    }

    /// <summary>How many are unread, for the badge of an open page.</summary>
    public async Task<IActionResult> OnGetUnreadAsync([FromServices] UnreadCounts counts, CancellationToken ct) =>
        new JsonResult(new { unread = current.Actor.PersonId is { } id ? await counts.Of(id, ct) : 0 });
}
