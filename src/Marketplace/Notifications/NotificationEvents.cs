using System.Text.Json.Serialization;
using Marketplace.Bids;
using Marketplace.Events;

namespace Marketplace.Notifications;

/// <summary>Something came into the inboxes of these people, or one of them read. Where it is one person the count goes with it.</summary>
[EventType("inbox.changed")]
public sealed record InboxChanged(IReadOnlyList<Guid> PersonIds, int? Unread = null) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new(SealedEvents.InboxKind, PersonIds.Count == 1 ? PersonIds[0] : Guid.Empty);
    [JsonIgnore] public override IEnumerable<string> Audience => PersonIds.Select(Streams.Person);
    [JsonIgnore] public override object? Live => Unread is { } unread ? new { unread } : null;
}

/// <summary>A person chose how to be told. What was chosen is the person's own affair.</summary>
[EventType("inbox.settings_changed")]
public sealed record NotificationSettingsChanged(Guid PersonId) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new(SealedEvents.InboxKind, PersonId);
}
