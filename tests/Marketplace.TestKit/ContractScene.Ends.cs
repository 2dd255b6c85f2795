using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.TestKit;

public sealed partial class ContractScene
{
    public Actor Operator => bids.Operator;

    public Task<Result<Guid>> Propose(Actor by, TerminationGround ground = TerminationGround.Agreement, TerminationCause cause = TerminationCause.TechnicalHonest) =>
        With((ProposeTermination u) => u.Run(new(ContractId, ground, cause, "The route does not carry"), by));

    public async Task<Result<Done>> Answer(Actor by, bool agrees = true, Guid? asked = null)
    {
        var id = asked ?? await Read(db => db.Set<Termination>().Where(t => t.ContractId == ContractId).OrderByDescending(t => t.AskedAt).Select(t => t.Id).FirstOrDefaultAsync());
        return await With((AnswerTermination u) => u.Run(new(ContractId, id, agrees, "Both have seen the data"), by));
    }

    /// <summary>Asked by the publisher, agreed to by the winner.</summary>
    public async Task<Result<Done>> End(TerminationCause cause = TerminationCause.TechnicalHonest)
    {
        var asked = await Propose(Publisher, cause: cause);
        return asked.IsOk ? await Answer(Bidder, asked: asked.Value) : asked.Refusal;
    }

    public Task<Result<Done>> Freeze(Actor? by = null, string? reason = "The voucher is looked into") => With((FreezeContract u) => u.Run(new(ContractId, reason), by ?? Finance));

    public Task<Result<Done>> Thaw(Actor? by = null, string? reason = "The bank has answered") => With((ThawContract u) => u.Run(new(ContractId, reason), by ?? Finance));

    public Task<Result<Done>> Reverse(Guid claim, Actor? by = null) => With((ReverseFunding u) => u.Run(new(claim, "Returned by the bank"), by ?? Finance));

    public Task<Result<Done>> Assign(Actor? by = null) => With((AssignSuspense u) => u.Run(new(ContractId, "By its reference"), by ?? Finance));

    public Task<Result<Guid>> GiveBack(Actor? by = null) => With((ReturnSuspense u) => u.Run(new(ContractId, "Paid twice"), by ?? Finance));

    public Task<List<Payout>> Refunds() => Read(db => db.Set<Payout>().AsNoTracking().Where(p => p.ContractId == ContractId && p.Kind != PayoutKind.Milestone).OrderBy(p => p.PlannedAt).ToListAsync());

    public Task<Guid> OnlyClaim() => Read(db => db.Set<FundingClaim>().Where(c => c.ContractId == ContractId).Select(c => c.Id).SingleAsync());

    /// <summary>Minor units of an account in the currency of the contract.</summary>
    public async Task<long> Balance(AccountName account) => (await With((LedgerQueries q) => q.Balance(account, Currency.CNY, default))).Minor;
}
