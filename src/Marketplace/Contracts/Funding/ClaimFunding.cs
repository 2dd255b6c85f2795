using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Funding;

/// <summary>The publisher hands in the bank's voucher of its transfer. Nothing is booked: a claim is no money.</summary>
public sealed class ClaimFunding(Writer writer, MarketplaceDb db, FileStore store)
{
    /// <param name="Content">Read once, forwards, no further than the limit.</param>
    /// <param name="Amount">As typed.</param>
    /// <param name="BankReference">The bank's number of the transfer, as on the voucher.</param>
    public sealed record Input(Guid ContractId, Stream Content, string? FileName, string? Amount, string? BankReference);

    /// <summary>Pictures and PDF, 10 MB: what banks give out.</summary>
    public static readonly FileLimits Limits = new() { MaxBytes = 10L << 20, Allowed = new HashSet<FileKind> { FileKind.Pdf, FileKind.Png, FileKind.Jpeg } };

    /// <summary>Claims of one contract that may wait at the same time.</summary>
    public const int MostWaiting = 10;

    public async Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        // Strangers are turned away before they may write to the disk.
        var contract = await ContractAccess.Readable(db, actor).AsNoTracking().FirstOrDefaultAsync(c => c.Id == input.ContractId, ct);
        if (contract is null || !ContractAccess.Speaks(contract, Deed.DraftContract, actor)) return Refusal.NotFound;
        if (Typed(input, contract) is { IsOk: false } faults) return Result<Guid>.Refused(faults.Refusals);
        var received = await store.Receive(input.Content, input.FileName, Limits, ct);
        if (!received.IsOk) return Result<Guid>.Refused([.. received.Refusals.Select(r => r.At("File"))]);
        using var file = received.Value;
        var claimed = await writer.Write(w => Claim(w, input, file, actor, ct), ct);
        if (claimed.IsOk) file.Settle();
        return claimed;
    }

    private static async Task<Result<Guid>> Claim(Writing w, Input input, ReceivedFile file, Actor actor, CancellationToken ct)
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract || !ContractAccess.Speaks(contract, Deed.DraftContract, actor)) return Refusal.NotFound;
        if (contract.Status != ContractStatus.InProgress) return new Refusal("funding.not_concluded");
        if (contract.FundedAt is not null) return new Refusal("funding.whole");
        var (amount, number) = Typed(input, contract).Value;
        if (await Used(w.Db, contract.Id, file.Judged.Sha256, number, ct) is { } used) return used;
        var stored = file.Keep(actor.PersonId, w.Now);
        var claim = new FundingClaim
        {
            ContractId = contract.Id, FileId = stored.Id, Sha256 = stored.Sha256, Currency = contract.Currency, ClaimedMinor = amount.Minor,
            BankReference = number, ClaimedById = actor.PersonId!.Value, ClaimedAt = w.Now,
        };
        w.Db.AddRange(stored, claim);
        w.Record(new FundingClaimed(ContractRef.Of(contract), claim.Id, amount.Minor, amount.Currency.Code), actor);
        return claim.Id;
    }

    private static Result<(Money Amount, string Number)> Typed(Input input, Contract contract)
    {
        var found = new List<Refusal>();
        var amount = AmountText.Parse(input.Amount, contract.Currency, nameof(input.Amount));
        found.AddRange(amount.Refusals);
        var number = ContractRules.BankNumber(input.BankReference, nameof(input.BankReference), found);
        return found.Count > 0 ? found : (amount.Value, number!);
    }

    private static async Task<Refusal?> Used(MarketplaceDb db, Guid contractId, string sha256, string number, CancellationToken ct)
    {
        var counted = db.Set<FundingClaim>().Where(c => c.Status != FundingClaimStatus.Rejected);
        if (await counted.AnyAsync(c => c.Sha256 == sha256, ct)) return new Refusal("funding.voucher_used", "File");
        if (await counted.AnyAsync(c => c.BankReference == number, ct)) return new Refusal("funding.number_used", nameof(Input.BankReference));
        var waiting = await counted.CountAsync(c => c.ContractId == contractId && (c.Status == FundingClaimStatus.Claimed || c.Status == FundingClaimStatus.Checked), ct);
        return waiting >= MostWaiting ? new Refusal("funding.too_many", null, MostWaiting) : null;
    }
}
