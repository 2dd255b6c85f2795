using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>When an award is final, a contract begins for each winner, with the winning version of its bid and the indicators as they stand.</summary>
public sealed class BeginContracts(Writer writer) : ISubscriber
{
    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        foreach (var row in events) _ = (await writer.Write(w => Begin(w, ((AwardMade)EventJson.Read(row)).AwardId, ct), ct)).Value;
    }

    private static async Task<Result<Done>> Begin(Writing w, Guid awardId, CancellationToken ct)
    {
        // A subscriber may run twice.
        if (await w.Db.Set<Contract>().AnyAsync(c => c.AwardId == awardId, ct)) return default(Done);
        var award = await w.Db.Set<Award>().AsNoTracking().Include(a => a.Lines).FirstAsync(a => a.Id == awardId, ct);
        var challenge = await w.Db.Set<Challenge>().AsNoTracking().Include(c => c.Indicators).FirstAsync(c => c.Id == award.ChallengeId, ct);
        var won = award.Lines.Where(l => l.Outcome == AwardOutcome.Winner).OrderBy(l => l.Rank).ToList();
        var bidIds = won.ConvertAll(l => l.BidId);
        var bids = await w.Db.Set<Bid>().AsNoTracking().Where(b => bidIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
        var number = await ContractNumber.Last(w, ct);
        foreach (var line in won)
        {
            number = number.Next;
            _ = Begin(w, challenge, line, bids[line.BidId], number);
        }

        return default(Done);
    }

    internal static Contract Begin(Writing w, Challenge challenge, AwardLine line, Bid bid, ContractNumber number)
    {
        Money? awarded = line.AmountMinor is { } minor ? new Money(minor, challenge.Bounty.Currency) : null;
        var contract = Contract.Of(awarded, new ContractBirth(
            number, challenge.Id, line.AwardId, challenge.PublisherId, line.OrganisationId, bid.Id, bid.Version, Convert.ToHexStringLower(bid.Sha256!), challenge.Bounty.Currency, w.Now));
        contract.SetSignBy(ProcedurePresets.Of(challenge.Facts).SigningDays is { } days ? w.Now.AddDays(days) : null);
        contract.Indicators.AddRange(challenge.Indicators.OrderBy(i => i.Position).Select((i, at) => new ContractIndicator
        {
            ContractId = contract.Id, Position = at + 1, Name = i.Name, Comparator = i.Comparator, Value = i.Value, ValueTo = i.ValueTo,
            Statement = i.Statement, Unit = i.Unit, TestMethod = i.TestMethod, Mandatory = i.Mandatory,
        }));
        w.Db.Add(contract);
        w.Record(new ContractBegun(ContractRef.Of(contract), bid.Id, bid.Version, contract.BidSha256), Actor.System);
        return contract;
    }
}
