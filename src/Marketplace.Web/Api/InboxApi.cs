using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Web.Security;

namespace Marketplace.Web.Api;

/// <summary>The caller's own notifications. Nobody reads another's.</summary>
public static class InboxApi
{
    public static void MapInbox(this RouteGroupBuilder api)
    {
        var inbox = api.MapGroup("/inbox").WithTags("Inbox");
        inbox.MapGet("/", List).WithSummary("Notifications, newest first, 30 a page. `text` comes in the language of the request.");
        inbox.MapPost("/{id:guid}/read", async (Guid id, ReadNotifications read, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await read.Run(new(id), current.Actor, ct)).ToResult(texts, unread => Results.Ok(new UnreadLeft(unread))))
            .Produces<UnreadLeft>().WithSummary("Counts one notification as read; it is not mailed any more.");
        inbox.MapPost("/read", async (ReadNotifications read, CurrentActor current, Texts texts, CancellationToken ct) =>
                (await read.Run(new(null), current.Actor, ct)).ToResult(texts, unread => Results.Ok(new UnreadLeft(unread))))
            .Produces<UnreadLeft>().WithSummary("Counts all that are there as read.");
    }

    private static async Task<InboxPage> List(InboxQueries inbox, CurrentActor current, Texts texts, CancellationToken ct, bool unread = false, int page = 1)
    {
        var lines = await inbox.Page(current.Actor, unread, page, ct);
        var open = await inbox.Count(current.Actor, unreadOnly: true, ct);
        var total = unread ? open : await inbox.Count(current.Actor, unreadOnly: false, ct);
        return new([.. lines.Select(l => new NotificationLine(l.Id, l.Kind, l.Type, NotificationTexts.Of(l, texts), l.Code, l.Link, l.At, l.ReadAt))], total, open);
    }
}

/// <param name="Total">Of the list that was asked for; more pages follow while they hold fewer.</param>
public sealed record InboxPage(IReadOnlyList<NotificationLine> Notifications, int Total, int Unread);

/// <param name="Link">Path of the page that it is about.</param>
public sealed record NotificationLine(Guid Id, NotificationKind Kind, string Type, string Text, string? Code, string Link, DateTimeOffset At, DateTimeOffset? ReadAt);

public sealed record UnreadLeft(int Unread);
