using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Statements;

/// <summary>
/// One line finds what it belongs to, for the officer who handed it in. Only where code and amount agree with exactly one of ours is it
/// booked there; other money that came in waits in suspense, other money that went out is left to a person. Nothing is guessed.
/// </summary>
public sealed class MatchLine(Writer writer, PaymentSettings settings)
{
    public sealed record Input(Guid LineId);

    public Task<Result<BankLineStatus>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<BankLineStatus>(async w =>
    {
        if (!Permissions.Allows(Deed.HandleMoney, actor) || await w.Db.Set<BankLine>().FirstOrDefaultAsync(l => l.Id == input.LineId, ct) is not { } line) return Refusal.NotFound;
        if (line.Status != BankLineStatus.New || await FoundBooked(w.Db, line, ct)) return line.Status;
        var missing = line.IsIncoming
            ? await Returned(w, line, actor, ct) ? null : await Funded(w, line, actor, ct)
            : await Settled(w, line, actor, ct);
        if (missing is not { } finding) return line.Status;
        if (line.IsIncoming) await Suspend(w, line, finding, actor, ct);
        else line.LeaveOpen(finding);
        return line.Status;
    }, ct);

    // An officer was faster than the statement.
    private static async Task<bool> FoundBooked(MarketplaceDb db, BankLine line, CancellationToken ct)
    {
        string[] keys = [ConfirmFunding.Key(line.Reference), SettlePayout.Key(line.Reference), ReturnPayout.Key(line.Reference)];
        if (await db.Set<Journal>().AsNoTracking().Include(j => j.Lines).FirstOrDefaultAsync(j => keys.Contains(j.Key), ct) is not { } journal) return false;
        var isSame = journal.Lines.Sum(l => l.Amount) == line.Amount.Minor && journal.Lines.TrueForAll(l => l.Currency == line.Currency)
            && line.IsIncoming == (journal.Type != JournalType.PayoutSettled);
        if (isSame) line.FoundBooked(journal.BountyId, journal.Id);
        else line.LeaveOpen(BankLineFinding.BookedOtherwise);
        return true;
    }

    private async Task<BankLineFinding?> Funded(Writing w, BankLine line, Actor actor, CancellationToken ct)
    {
        var codes = LineCodes.References(line.Purpose);
        if (codes.Count != 1) return codes.Count == 0 ? BankLineFinding.NoCode : BankLineFinding.SeveralCodes;
        var contract = await w.Db.Set<Contract>().Include(c => c.Milestones).FirstOrDefaultAsync(c => c.Reference == codes[0], ct);
        if (contract is null) return BankLineFinding.UnknownCode;
        var claims = await w.Db.Set<FundingClaim>().Where(c => c.ContractId == contract.Id && c.Currency == line.Currency && c.ClaimedMinor == line.AmountMinor
            && (c.Status == FundingClaimStatus.Claimed || c.Status == FundingClaimStatus.Checked)).ToListAsync(ct);
        if (claims.Find(c => c.BankReference == line.Reference) is { } same) claims = [same];
        if (claims.Count != 1) return claims.Count == 0 ? BankLineFinding.NoClaimOfThisAmount : BankLineFinding.SeveralClaims;
        if (ContractAccess.IsOfOneSide(contract, actor) || claims[0].ClaimedById == actor.PersonId) return BankLineFinding.OwnOrganisation;
        return await Confirm(w, line, claims[0], contract, actor, ct);
    }

    // The statement stands for one officer; where two are needed the second is still a person.
    private async Task<BankLineFinding?> Confirm(Writing w, BankLine line, FundingClaim claim, Contract contract, Actor actor, CancellationToken ct)
    {
        if (claim.Status == FundingClaimStatus.Claimed && settings.NeedsSecondOfficer(line.Amount))
        {
            _ = ConfirmFunding.Check(w, claim, contract, line.Amount, line.Reference, actor).Value;
            line.MatchClaim(contract.Id, claim.Id, null);
            return null;
        }

        if (ConfirmFunding.Disagreement(claim, line.Amount, line.Reference, actor) is not null) return BankLineFinding.OfficersDiffer;
        return (await ConfirmFunding.Book(w, claim, contract, line.Amount, line.Reference, line, actor, ct)).IsOk ? null : BankLineFinding.BookedOtherwise;
    }

    private static async Task<bool> Returned(Writing w, BankLine line, Actor actor, CancellationToken ct)
    {
        if (await Payout(w.Db, line, PayoutStatus.Settled, ct) is not { } payout || await Contract(w.Db, payout, actor, ct) is not { } contract) return false;
        var reason = line.Purpose.Length > 0 ? line.Purpose : line.Reference;
        return (await ReturnPayout.Book(w, payout, contract, line.Reference, reason, line, actor, ct)).IsOk;
    }

    private static async Task<BankLineFinding?> Settled(Writing w, BankLine line, Actor actor, CancellationToken ct)
    {
        if (await Payout(w.Db, line, PayoutStatus.Ordered, ct) is not { } payout)
        {
            var words = LineCodes.Words(line.Purpose);
            return await w.Db.Set<Payout>().AnyAsync(p => words.Contains(p.BankOrder!), ct) ? BankLineFinding.OrderOfOtherAmount : BankLineFinding.NoOrder;
        }

        if (await Contract(w.Db, payout, actor, ct) is not { } contract) return BankLineFinding.OwnOrganisation;
        return (await SettlePayout.Book(w, payout, contract, line.Reference, line, actor, ct)).IsOk ? null : BankLineFinding.BookedOtherwise;
    }

    private static async Task<Payout?> Payout(MarketplaceDb db, BankLine line, PayoutStatus status, CancellationToken ct)
    {
        var (words, minor) = (LineCodes.Words(line.Purpose), line.Amount.Minor);
        var found = await db.Set<Payout>().Where(p => words.Contains(p.BankOrder!) && p.Status == status && p.NetMinor == minor && p.Currency == line.Currency).OrderBy(p => p.Id).Take(2).ToListAsync(ct);
        return found.Count == 1 ? found[0] : null;
    }

    private static async Task<Contract?> Contract(MarketplaceDb db, Payout payout, Actor actor, CancellationToken ct)
    {
        var contract = await db.Set<Contract>().Include(c => c.Milestones).FirstAsync(c => c.Id == payout.ContractId, ct);
        return ContractAccess.IsOfOneSide(contract, actor) ? null : contract;
    }

    private static async Task Suspend(Writing w, BankLine line, BankLineFinding finding, Actor actor, CancellationToken ct)
    {
        var draft = new JournalDraft(ConfirmFunding.Key(line.Reference), JournalType.Funded, [new(BankAccounts.Main, BankAccounts.Suspense, line.Amount)]) { Note = line.Purpose };
        line.Suspend(finding, (await Journals.Post(w, draft, actor, ct)).Value.Id);
    }
}
