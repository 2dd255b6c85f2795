using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Operations;

/// <summary>A delivery that was given up after its last try.</summary>
/// <param name="Cursor">Names the event in forms; see <see cref="LogCursor"/>.</param>
public sealed record ParkedDelivery(string Cursor, string Subscriber, string EventType, DateTimeOffset EventAt, int Attempts, string? Error);

/// <summary>What one subscriber still has to do.</summary>
public sealed record LaneState(string Subscriber, int Waiting, int Parked, DateTimeOffset? OldestAt);

/// <summary>How the deliveries of events stand; those of sealed events are left out.</summary>
public sealed class DeliveryQueries(MarketplaceDb db, SubscriberCatalogue subscribers, LogCursor cursor)
{
    /// <summary>More than these are one trouble, not many.</summary>
    private const int Most = 100;

    public async Task<int> ParkedCount(Actor actor, CancellationToken ct = default) =>
        Permissions.Allows(Deed.ReadEventLog, actor) ? await Parked(actor).CountAsync(ct) : 0;

    public async Task<List<ParkedDelivery>> Parked(Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.ReadEventLog, actor)) return [];
        var rows = await Parked(actor).OrderBy(r => r.Event.Seq).Take(Most)
            .Select(r => new { r.Event.Seq, r.Delivery.Subscriber, r.Event.Type, r.Event.At, r.Delivery.Attempts, r.Delivery.Error }).ToListAsync(ct);
        return rows.ConvertAll(r => new ParkedDelivery(cursor.Write(r.Seq), r.Subscriber, r.Type, r.At, r.Attempts, r.Error));
    }

    /// <summary>Every subscriber, also those with nothing to do.</summary>
    public async Task<List<LaneState>> Lanes(Actor actor, CancellationToken ct = default) =>
        Permissions.Allows(Deed.SeeSystem, actor) ? await LanesFor(actor, ct) : [];

    /// <summary>As everybody may know them: for figures that no one in particular reads.</summary>
    public Task<List<LaneState>> Lanes(CancellationToken ct) => LanesFor(Actor.Anonymous, ct);

    private async Task<List<LaneState>> LanesFor(Actor actor, CancellationToken ct)
    {
        var open = await (
            from d in db.Set<EventDelivery>().AsNoTracking()
            join e in SealedEvents.Hide(db.Set<EventRow>(), db, actor) on d.EventSeq equals e.Seq
            where d.State != DeliveryState.Done
            group new { d.State, e.At } by new { d.Subscriber, d.State } into g
            select new { g.Key.Subscriber, g.Key.State, Count = g.Count(), Oldest = g.Min(x => x.At) }).ToListAsync(ct);
        return [.. subscribers.All.Select(s => s.Name).Order(StringComparer.Ordinal).Select(name =>
        {
            var mine = open.Where(o => o.Subscriber == name).ToList();
            var waiting = mine.Where(o => o.State != DeliveryState.Parked).ToList();
            return new LaneState(name, waiting.Sum(o => o.Count), mine.Where(o => o.State == DeliveryState.Parked).Sum(o => o.Count), waiting.Count == 0 ? null : waiting.Min(o => o.Oldest));
        })];
    }

    private IQueryable<ParkedRow> Parked(Actor actor) =>
        from d in db.Set<EventDelivery>().AsNoTracking()
        join e in SealedEvents.Hide(db.Set<EventRow>(), db, actor) on d.EventSeq equals e.Seq
        where d.State == DeliveryState.Parked
        select new ParkedRow { Delivery = d, Event = e };

    private sealed class ParkedRow
    {
        public required EventDelivery Delivery { get; init; }
        public required EventRow Event { get; init; }
    }
}
