using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>What a publisher has done with its challenges so far: bidders see whether an offer is meant.</summary>
/// <param name="Closed">Challenges that ended with bids.</param>
/// <param name="DaysToDecide">Half of the decided ones took no longer, from the deadline to the first proposal; null where none is decided.</param>
/// <param name="Awarded">Of the closed ones: with a final award.</param>
/// <param name="CancelledAfterBids">Of the closed ones: called off.</param>
/// <param name="FundingDue">Contracts that are paid in, or should be by now.</param>
/// <param name="FundedOnTime">Of these: wholly paid in within <see cref="PublisherRecords.DaysToFund"/> days after both signed.</param>
public sealed record PublisherRecord(int Closed, int? DaysToDecide, int Awarded, int CancelledAfterBids, int FundingDue, int FundedOnTime)
{
    public bool IsEmpty => Closed == 0 && FundingDue == 0;
}

/// <summary>Counted from the event log and the ledger, so that nobody can tidy it; public.</summary>
public sealed class PublisherRecords(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>Ours: an order of payment in a firm of some size takes weeks, not months.</summary>
    public const int DaysToFund = 30;

    private static readonly string Closed = DomainEvent.TypeOf(typeof(ChallengeClosed));
    private static readonly string Proposed = DomainEvent.TypeOf(typeof(AwardProposed));
    private static readonly string Made = DomainEvent.TypeOf(typeof(AwardMade));
    private static readonly string Cancelled = DomainEvent.TypeOf(typeof(ChallengeCancelled));

    public async Task<PublisherRecord> Of(Guid publisherId, CancellationToken ct = default)
    {
        string[] types = [Closed, Proposed, Made, Cancelled];
        var events = await db.Set<EventRow>().Where(e => types.Contains(e.Type) && db.Set<Challenge>().Any(c => c.Id == e.SubjectId && c.PublisherId == publisherId))
            .OrderBy(e => e.Seq).Select(e => new Happened(e.SubjectId, e.Type, e.At)).ToListAsync(ct);
        var lives = events.GroupBy(e => e.ChallengeId).Where(g => g.Any(e => e.Type == Closed)).ToList();
        var days = lives.Select(DaysToDecide).OfType<double>().Order().ToList();
        var (due, onTime) = await Funding(publisherId, ct);
        return new PublisherRecord(lives.Count, days.Count == 0 ? null : (int)Math.Ceiling(days[(days.Count - 1) / 2]),
            lives.Count(g => g.Any(e => e.Type == Made)), lives.Count(g => g.Last().Type == Cancelled), due, onTime);
    }

    // The proposal that counts is the first one after the deadline; one that was rejected has been an answer in time all the same.
    private static double? DaysToDecide(IGrouping<Guid, Happened> life)
    {
        var closed = life.Last(e => e.Type == Closed).At;
        return life.FirstOrDefault(e => e.Type == Proposed && e.At >= closed) is { } proposed ? (proposed.At - closed).TotalDays : null;
    }

    // By the ledger: when what was held first reached the whole amount.
    private async Task<(int Due, int OnTime)> Funding(Guid publisherId, CancellationToken ct)
    {
        var contracts = await db.Set<Contract>().AsNoTracking().Where(c => c.PublisherId == publisherId && c.ConcludedAt != null)
            .Select(c => new { c.Id, ConcludedAt = c.ConcludedAt!.Value, Amount = c.AmountMinor!.Value }).ToListAsync(ct);
        var ids = contracts.ConvertAll(c => c.Id);
        var held = (await (
            from j in db.Set<Journal>()
            from l in j.Lines
            join account in db.Set<LedgerAccount>() on l.CreditId equals account.Id
            where j.BountyId != null && ids.Contains(j.BountyId.Value) && (j.Type == JournalType.Funded || j.Type == JournalType.SuspenseAssigned) && account.Path.StartsWith("held:")
            orderby j.CreatedAt
            select new { Bounty = j.BountyId!.Value, j.CreatedAt, l.Amount }).ToListAsync(ct)).ToLookup(h => h.Bounty);
        var now = clock.GetUtcNow();
        var judged = contracts.Select(c =>
        {
            var sum = 0L;
            DateTimeOffset? wholeAt = held[c.Id].FirstOrDefault(h => (sum += h.Amount) >= c.Amount)?.CreatedAt;
            var until = c.ConcludedAt.AddDays(DaysToFund);
            return (IsDue: wholeAt is not null || now > until, IsOnTime: wholeAt <= until);
        }).ToList();
        return (judged.Count(j => j.IsDue), judged.Count(j => j.IsOnTime));
    }

    private sealed record Happened(Guid ChallengeId, string Type, DateTimeOffset At);
}
