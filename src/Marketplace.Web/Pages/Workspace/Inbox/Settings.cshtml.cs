using System.Globalization;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Inbox;

/// <summary>How the reader wants to be told, when no mails are wanted, and the secret address of the own calendar.</summary>
public sealed class SettingsModel(
    InboxQueries inbox, SaveNotificationSettings saveSettings, PersonalLinks links, SiteAddress site, CurrentActor current, Texts texts) : PageModel
{
    public sealed class FormData
    {
        public Dictionary<NotificationKind, NotificationChannel> Channels { get; set; } = [];
        public string? QuietFrom { get; set; }
        public string? QuietUntil { get; set; }
    }

    [BindProperty]
    public FormData Form { get; set; } = new();

    public bool Saved { get; private set; }
    public Uri CalendarAddress { get; private set; } = null!;

    /// <summary>An officer's kind concerns nobody else.</summary>
    public IEnumerable<NotificationKind> Kinds => Enum.GetValues<NotificationKind>().Where(k => k != NotificationKind.OfficerQueue || current.Actor.Roles.Count > 0);

    public async Task OnGetAsync(bool saved, CancellationToken ct)
    {
        Saved = saved;
        var settings = await Read(ct);
        Form = new FormData { Channels = new(settings.Channels), QuietFrom = Text(settings.QuietFrom), QuietUntil = Text(settings.QuietUntil) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (from, until) = (Time(Form.QuietFrom, nameof(Form.QuietFrom)), Time(Form.QuietUntil, nameof(Form.QuietUntil)));
        if (!ModelState.IsValid) return await Again(ct);
        var saved = await saveSettings.Run(new(Form.Channels, from, until), current.Actor, ct);
        if (saved.IsOk) return RedirectToPage(new { saved = true });
        ModelState.AddRefusals(texts, saved.Refusals);
        return await Again(ct);
    }

    public async Task<IActionResult> OnPostCalendarAsync(CancellationToken ct)
    {
        _ = await saveSettings.Run(new(new Dictionary<NotificationKind, NotificationChannel>(), NewCalendarAddress: true), current.Actor, ct);
        return RedirectToPage(null, null, new { saved = true }, "calendar");
    }

    private async Task<IActionResult> Again(CancellationToken ct)
    {
        await Read(ct);
        return Page();
    }

    private async Task<OwnSettings> Read(CancellationToken ct)
    {
        var settings = await inbox.Settings(current.Actor, ct);
        CalendarAddress = site.Of($"calendar/{links.ToCalendar(current.Actor.PersonId!.Value, settings.CalendarAddress)}.ics");
        return settings;
    }

    private TimeOnly? Time(string? text, string field)
    {
        if (TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        ModelState.AddModelError($"{nameof(Form)}.{field}", texts["Inbox.QuietWrong"]);
        return null;
    }

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
