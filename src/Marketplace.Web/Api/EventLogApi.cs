using System.Text.Json.Nodes;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>The event log for those who may read it. Lines of sealed bids are not there before the opening.</summary>
public static class EventLogApi
{
    public static void MapEventLog(this RouteGroupBuilder api)
    {
        var events = api.MapGroup("/admin/events").WithTags("Event log");
        events.MapGet("/", List).Produces<EventPage>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Lines of the log, newest first, 50 a page. `type` is a type or its first part, `subject` an id or a code, `actor` an id or part of a name, `from` and `to` days in Shanghai. Send `older` as `before` for the page after.");
        events.MapGet("/chain", async (EventLog log, CurrentActor current, Texts texts, CancellationToken ct) =>
                await log.CheckChain(current.Actor, ct) is { } finding ? Results.Ok(finding) : Problems.Of(Refusal.NotFound, texts))
            .Produces<ChainFinding>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Goes over the whole hash chain and says whether it holds.");
    }

    private static async Task<IResult> List(
        EventLog log, CurrentActor current, Texts texts, CancellationToken ct,
        string? type = null, string? subject = null, string? actor = null, DateOnly? from = null, DateOnly? to = null, string? before = null)
    {
        if (!EventLog.MayRead(current.Actor)) return Problems.Of(Refusal.NotFound, texts);
        var tooLong = new[] { (nameof(type), type), (nameof(subject), subject), (nameof(actor), actor), (nameof(before), before) }
            .Where(text => text.Item2?.Length > EventFilter.MaxText).Select(text => new Refusal("text.too_long", text.Item1, EventFilter.MaxText)).ToList();
        if (tooLong.Count > 0) return Problems.Of(tooLong, texts);
        if (new[] { (nameof(from), from), (nameof(to), to) }.FirstOrDefault(day => day.Item2 is { Year: <= 1900 or >= 9000 }) is ({ } day, _)) return Problems.Of(new Refusal("field.unreadable", day), texts);
        var page = await log.Find(new(type, subject, actor, from, to, before), current.Actor, ct);
        return Results.Ok(new EventPage([.. page.Lines.Select(EventLine.Of)], page.Older));
    }
}

/// <param name="Older">Cursor of the page after; left out at the end.</param>
public sealed record EventPage(IReadOnlyList<EventLine> Events, string? Older);

/// <param name="Data">What the event carries beside its subject.</param>
public sealed record EventLine(
    string Type, string SubjectKind, Guid SubjectId, string? SubjectCode, Guid? ActorId, string Actor, Guid? ActingForId, string? Reason, DateTimeOffset At, JsonNode? Data)
{
    public static EventLine Of(LogLine l) => new(l.Type, l.SubjectKind, l.SubjectId, l.SubjectCode, l.ActorId, l.ActorName, l.ActingForId, l.Reason, l.At, JsonNode.Parse(l.Json));
}
