using System.Text;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Notifications.Calendar;
using Marketplace.Organisations;
using Marketplace.Web.Look;

namespace Marketplace.Web.Calendar;

/// <summary>Deadlines as calendar files: one challenge's for everybody, and a person's own under a secret address.</summary>
public static class CalendarFiles
{
    private const string Type = "text/calendar; charset=utf-8";

    public static void MapCalendarFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/challenges/{code}/deadline.ics", Reading.Methods, OfChallenge).AllowAnonymous();
        // Calendars ask without cookies: the address itself is the right to read.
        endpoints.MapMethods("/calendar/{token}.ics", Reading.Methods, OfPerson).AllowAnonymous();
    }

    private static async Task<IResult> OfChallenge(string code, DeadlineQueries deadlines, DeadlineCalendar calendar, Texts texts, CancellationToken ct) =>
        code.Length <= 40 && await deadlines.Of(code, ct) is { } entry
            ? Results.File(Encoding.UTF8.GetBytes(calendar.Write([entry], texts.Language)), Type, $"{code}.ics")
            : Results.NotFound();

    private static async Task<IResult> OfPerson(
        string token, HttpResponse response, PersonalLinks links, Actors actors, InboxQueries inbox, DeadlineQueries deadlines, DeadlineCalendar calendar, TimeProvider clock,
        CancellationToken ct)
    {
        response.Headers.CacheControl = "private, no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        if (links.ReadCalendar(token) is not var (person, address) || await actors.Load(person, ct) is not { } actor) return Results.NotFound();
        // An address that the person replaced opens nothing any more.
        var settings = await inbox.Settings(actor, ct);
        if (settings.CalendarAddress != address) return Results.NotFound();
        var entries = await deadlines.Of(actor, clock.GetUtcNow(), ct);
        return Results.File(Encoding.UTF8.GetBytes(calendar.Write(entries, settings.Culture)), Type);
    }
}
