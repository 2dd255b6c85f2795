using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>Takes a bid back: a submitted one before the deadline, a draft at any time. It stays under its seal for ever.</summary>
public sealed class WithdrawBid(Writer writer)
{
    public sealed record Input(Guid BidId);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Done>(async w =>
    {
        var bid = await w.Db.Set<Bid>().FirstOrDefaultAsync(b => b.Id == input.BidId, ct);
        if (bid is null || await BidGate.Find(w.Db, bid.ChallengeId, bid.OrganisationId, ct) is not { } facts) return Refusal.NotFound;
        if (BidGate.CanWithdraw(bid.Status, facts.Challenge, bid.OrganisationId, actor, w.Now) is { IsOk: false } refused) return refused.Refusal;
        if (bid.Withdraw(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new BidWithdrawn(bid.Id, bid.ChallengeId, facts.Code, bid.OrganisationId, bid.Version), actor);
        return default(Done);
    }, ct);
}
