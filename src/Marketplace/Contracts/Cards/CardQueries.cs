using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Organisations;
using Marketplace.Payments;
using Marketplace.Payments.Rails.Stripe;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>What the page of a contract says about payments by card.</summary>
/// <param name="MayPay">The reader may go to the provider's page now.</param>
/// <param name="IsTest">Whether no real money moves.</param>
/// <param name="IsUnderWay">A page of the provider is open, or a payment is being booked.</param>
/// <param name="PaidByCard">The contract's money came by card.</param>
/// <param name="PayeeState">How far the winner's account is; null where it has none. For the winner and officers.</param>
public sealed record CardView(bool MayPay, bool IsTest, bool IsUnderWay, bool PaidByCard, PayeeState? PayeeState, bool ShowsPayee, bool IsDisputed);

/// <summary>An operation in the officers' list, with what its reader may do about it.</summary>
public sealed record OperationRow(PaymentOp Op, string ContractCode, bool IsOwn)
{
    public bool MayLookUp => Op.Kind != OpKind.Fund && Op.State is OpState.Sent or OpState.Manual;
    public bool MayRetry => Op.Kind != OpKind.Fund && Op.State == OpState.Manual;
    public bool MayHandOver => Op is { Kind: OpKind.Pay, State: OpState.Manual };
    public bool MayGiveBack => Op is { Kind: OpKind.Fund, State: OpState.Done, SuspenseMinor: > 0 } && Op.SuspenseCurrency == Op.Currency;
}

/// <summary>The accounts of the card rail in one currency; minor units.</summary>
/// <param name="FloatNeeded">The provider keeps its fees: so much of our own must be there for every payment to be refundable in full.</param>
public sealed record CardSums(Currency Currency, long Balance, long Fees, long FloatNeeded, long Disputed);

/// <summary>The card rail on the officers' money page.</summary>
public sealed record CardPage(
    StripeState State, bool IsTest, IReadOnlyList<CardSums> Sums, IReadOnlyList<OperationRow> Operations, IReadOnlyList<RailNotice> Parked, IReadOnlyList<CardDispute> Disputes);

/// <summary>Reads the card rail for both sides of a contract, for the winner's owners, and for officers.</summary>
public sealed class CardQueries(MarketplaceDb db, CardRail card)
{
    /// <summary>Rows of the officers' list.</summary>
    public const int Most = 50;

    public bool IsOn => card.Rail is not null;

    /// <summary>Null where there is no such rail and never was for this contract.</summary>
    public async Task<CardView?> Of(ContractView view, Actor actor, CancellationToken ct = default)
    {
        var contract = view.Contract;
        var ops = await db.Set<PaymentOp>().AsNoTracking().Where(o => o.BountyId == contract.Id && o.Kind == OpKind.Fund).ToListAsync(ct);
        if (!IsOn && ops.Count == 0) return null;
        var byCard = ops.Exists(o => o is { State: OpState.Done, HeldMinor: > 0 });
        var performs = Permissions.Allows(Deed.PerformContract, actor, contract.BidderId);
        var shows = byCard && (performs || Permissions.Allows(Deed.SeeMoney, actor));
        var state = shows ? await db.Set<Payee>().Where(p => p.OrganisationId == contract.BidderId && p.Account != null).Select(p => (PayeeState?)p.State).FirstOrDefaultAsync(ct) : null;
        return new CardView(
            view.May.Pay && view.Funds is { } funds && card.Carries(funds.Due), card.Rail?.Info.IsTest == true, ops.Exists(o => o.IsLive && o.ExternalId is not null),
            byCard, state, shows, await CardDisputes.IsOpen(db, contract.Id, ct));
    }

    /// <summary>Null where the actor does not own the organisation, or there is no such rail.</summary>
    public async Task<(string Name, bool IsVerified, Payee? Payee)?> Payee(Guid organisationId, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is not { } rail || !Permissions.Allows(Deed.EditOrganisation, actor, organisationId)) return null;
        var organisation = await db.Set<Organisation>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == organisationId, ct);
        if (organisation is null) return null;
        var payee = await db.Set<Payee>().AsNoTracking().FirstOrDefaultAsync(p => p.OrganisationId == organisationId && p.Rail == rail.Info.Id, ct);
        return (organisation.Name, organisation.Verification == VerificationStatus.Verified, payee);
    }

    /// <summary>Null where the actor does not see money.</summary>
    public async Task<CardPage?> Page(Actor actor, CancellationToken ct = default)
    {
        if (!MoneyQueries.MayRead(actor)) return null;
        var ops = await db.Set<PaymentOp>().AsNoTracking().OrderBy(o => o.State == OpState.Manual ? 0 : o.SuspenseMinor > 0 ? 1 : o.State == OpState.Done || o.State == OpState.Void ? 3 : 2)
            .ThenByDescending(o => o.PlannedAt).ThenBy(o => o.Id).Take(Most).ToListAsync(ct);
        var ids = ops.Select(o => o.BountyId).Distinct().ToList();
        var contracts = await db.Set<Contract>().AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.PublisherId, c.BidderId }).ToDictionaryAsync(c => c.Id, ct);
        var parked = await db.Set<RailNotice>().AsNoTracking().Where(n => n.State == NoticeState.Parked).OrderBy(n => n.ReceivedAt).Take(Most).ToListAsync(ct);
        var disputes = await db.Set<CardDispute>().AsNoTracking().Where(d => d.State == DisputeState.Open).OrderBy(d => d.OpenedAt).Take(Most).ToListAsync(ct);
        return new CardPage(card.State, card.Rail?.Info.IsTest == true, await Sums(ct),
            ops.ConvertAll(o => new OperationRow(o, contracts[o.BountyId].Code, actor.IsMember(contracts[o.BountyId].PublisherId) || actor.IsMember(contracts[o.BountyId].BidderId))), parked, disputes);
    }

    private async Task<List<CardSums>> Sums(CancellationToken ct)
    {
        string[] paths = [CardAccounts.Balance.Path, CardAccounts.ProviderFee.Path, CardAccounts.Dispute.Path];
        var accounts = await db.Set<LedgerAccount>().AsNoTracking().Where(a => paths.Contains(a.Path)).ToListAsync(ct);
        return [.. accounts.GroupBy(a => a.Currency).OrderBy(g => g.Key.Code, StringComparer.Ordinal)
            .Select(g => new CardSums(g.Key, Of(g, CardAccounts.Balance), Of(g, CardAccounts.ProviderFee), Of(g, CardAccounts.ProviderFee), Of(g, CardAccounts.Dispute)))];

        static long Of(IEnumerable<LedgerAccount> accounts, AccountName name) => accounts.Where(a => a.Path == name.Path).Sum(a => a.Balance);
    }
}
