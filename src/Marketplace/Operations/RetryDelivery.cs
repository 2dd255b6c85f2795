using System.Text.Json.Serialization;
using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Operations;

/// <summary>An operator has a parked delivery tried again, from the first try on.</summary>
public sealed class RetryDelivery(Writer writer)
{
    public sealed record Input(long EventSeq, string? Subscriber);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        if (!Permissions.Allows(Deed.RetryDelivery, actor)) return Refusal.NotFound;
        var line = await SealedEvents.Hide(w.Db.Set<EventRow>().AsNoTracking(), w.Db, actor).FirstOrDefaultAsync(e => e.Seq == input.EventSeq, ct);
        var delivery = await w.Db.Set<EventDelivery>().FirstOrDefaultAsync(d => d.EventSeq == input.EventSeq && d.Subscriber == input.Subscriber, ct);
        if (line is null || delivery is null) return Refusal.NotFound;
        // Somebody else was quicker, or it went through meanwhile.
        if (delivery.State != DeliveryState.Parked) return default(Done);
        (delivery.State, delivery.Attempts, delivery.DueAt) = (DeliveryState.Due, 0, w.Now);
        w.Record(new DeliveryRetried(line.SubjectId, line.Type, delivery.Subscriber), actor);
        return default(Done);
    }, ct);
}

/// <summary>A parked delivery is tried again. The event is named by what it was about: line numbers are shown to nobody.</summary>
[EventType("delivery.retried")]
public sealed record DeliveryRetried(Guid AboutId, string EventType, string Subscriber) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("delivery", AboutId);
}
