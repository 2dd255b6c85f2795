using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Ends;

/// <summary>
/// A contract that both sides have not signed in time lapses. The offer passes to the best reserve of the award that has no contract yet;
/// where there is none, the challenge ends with its last contract.
/// </summary>
public sealed class SigningClock(MarketplaceDb db, Writer writer, TimeProvider clock) : IJob
{
    private const int MostAtOnce = 100;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Contract>().Where(c => c.Status == ContractStatus.Contracting && c.SignBy <= now).OrderBy(c => c.SignBy).Select(c => c.Id).Take(MostAtOnce).ToListAsync(ct);
        foreach (var id in due) _ = (await writer.Write(w => Lapse(w, id, ct), ct)).Value;
    }

    private static async Task<Result<Done>> Lapse(Writing w, Guid id, CancellationToken ct)
    {
        var contract = await w.Db.Set<Contract>().Include(c => c.Milestones).FirstAsync(c => c.Id == id, ct);
        if (contract.Status != ContractStatus.Contracting || contract.Lapse() is { IsOk: false }) return default(Done);
        if (await TerminationAccess.Open(w.Db, id, ct) is { } asked) _ = asked.Move(TerminationAction.Withdraw, null, Actor.System, w.Now).Value;
        var next = await PassOn(w, contract, ct);
        w.Record(new ContractLapsed(ContractRef.Of(contract), next?.Id), Actor.System);
        return next is null ? await ChallengeEnd.Follow(w, contract, ct) : default(Done);
    }

    private static async Task<Contract?> PassOn(Writing w, Contract lapsed, CancellationToken ct)
    {
        var award = await w.Db.Set<Award>().AsNoTracking().Include(a => a.Lines).FirstAsync(a => a.Id == lapsed.AwardId, ct);
        var taken = await w.Db.Set<Contract>().Where(c => c.AwardId == lapsed.AwardId).Select(c => c.BidId).ToListAsync(ct);
        var line = award.Lines.Where(l => l.Outcome == AwardOutcome.Reserve && !taken.Contains(l.BidId)).OrderBy(l => l.Rank).FirstOrDefault();
        if (line is null) return null;
        var challenge = await w.Db.Set<Challenge>().Include(c => c.Indicators).FirstAsync(c => c.Id == lapsed.ChallengeId, ct);
        var bid = await w.Db.Set<Bid>().FirstAsync(b => b.Id == line.BidId, ct);
        if (!bid.Move(BidAction.Award).IsOk) return null;
        w.Record(new BidAwarded(bid.Id, challenge.Id, challenge.Code, bid.OrganisationId, award.Id, line.Rank), Actor.System);
        return BeginContracts.Begin(w, challenge, line, bid, (await ContractNumber.Last(w, ct)).Next);
    }
}
