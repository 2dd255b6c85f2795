using Marketplace.Contracts.Papers;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Changes;

/// <summary>One side proposes a change of the signed contract: it reads both texts first and consents to the new one by typing a name.</summary>
public sealed class ProposeChange(Writer writer, MarketplaceDb db, TextCatalogue texts, TimeProvider clock)
{
    /// <param name="Dues">The milestones by their places and the days on which they would be due; null and the same day change nothing.</param>
    /// <param name="Leader">Empty where the leader stays.</param>
    /// <param name="TextSha256">Of the new text that was read.</param>
    public sealed record Input(Guid ContractId, IReadOnlyList<(int Position, DateOnly? On)> Dues, string? Leader, string? Reason, string? TypedName = null, string? TextSha256 = null)
    {
        public string? Leader { get; init; } = TypedText.TidyLine(Leader);
        public string? TypedName { get; init; } = TypedText.TidyLine(TypedName);
    }

    /// <summary>Both texts, and nothing is kept.</summary>
    public sealed record Draft(string Before, string After, string Sha256, bool IsMaterial);

    public async Task<Result<Draft>> Read(Input input, Actor actor, CancellationToken ct = default)
    {
        var contract = await ContractAccess.Readable(db, actor).AsNoTracking().Include(c => c.Milestones).Include(c => c.Indicators).AsSplitQuery().FirstOrDefaultAsync(c => c.Id == input.ContractId, ct);
        if (contract is null || ContractAccess.PartyOf(contract, actor) is null) return Refusal.NotFound;
        var change = await Checked(db, input, contract, clock.GetUtcNow(), ct);
        if (!change.IsOk) return Result<Draft>.Refused(change.Refusals);
        var before = contract.Text!;
        await Amend(db, contract, change.Value, ct);
        return new Draft(before, contract.Text!, contract.TextSha256!, change.Value.IsMaterial);
    }

    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<Guid>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.PartyOf(contract, actor) is not { } party) return Refusal.NotFound;
        if (await ChangeAccess.Open(w.Db, contract.Id, ct) is not null) return new Refusal("change.asked_before");
        var change = await Checked(w.Db, input, contract, w.Now, ct);
        if (!change.IsOk) return Result<Guid>.Refused(change.Refusals);
        var faults = new List<Refusal>();
        var reason = ContractRules.Reason(input.Reason, nameof(input.Reason), faults);
        TypedText.Require(faults, input.TypedName, nameof(input.TypedName));
        TypedText.Check(faults, input.TypedName, ContractRules.MaxName, nameof(input.TypedName));
        if (faults.Count > 0) return faults;
        // A copy of its own: nothing of the contract changes before the change is in force.
        var copy = await w.Db.Set<Contract>().AsNoTracking().Include(c => c.Milestones).Include(c => c.Indicators).AsSplitQuery().FirstAsync(c => c.Id == contract.Id, ct);
        await Amend(w.Db, copy, change.Value, ct);
        if (copy.TextSha256 != input.TextSha256) return Refusal.Stale;
        var proposed = new ContractChange
        {
            ContractId = contract.Id, Party = party, AskedById = actor.PersonId!.Value, AskerName = input.TypedName!, AskedAt = w.Now, Reason = reason!,
            LeaderBefore = contract.Leader, LeaderAfter = change.Value.Leader, IsMaterial = change.Value.IsMaterial, IsExtension = change.Value.IsExtension,
            TextBefore = contract.Text!, Sha256Before = contract.TextSha256!, TextAfter = copy.Text!, Sha256After = copy.TextSha256!, PledgeAfter = copy.Pledge, Dues = [.. change.Value.Dues],
        };
        w.Db.Add(proposed);
        w.Record(new ChangeProposed(ContractRef.Of(contract), proposed.Id, party, proposed.IsMaterial, proposed.Sha256After), actor, reason);
        return proposed.Id;
    }, ct);

    private static async Task<Result<CheckedChange>> Checked(MarketplaceDb db, Input input, Contract contract, DateTimeOffset now, CancellationToken ct)
    {
        var wasExtended = await db.Set<ContractChange>().AnyAsync(c => c.ContractId == contract.Id && c.IsExtension && c.Status == ChangeStatus.InForce, ct);
        return ChangeRules.Check(input, contract, wasExtended, ShanghaiTime.DayOf(now));
    }

    private async Task Amend(MarketplaceDb at, Contract copy, CheckedChange change, CancellationToken ct)
    {
        var chinese = texts.For(Texts.Chinese);
        copy.Amend(change.Dues, change.Leader);
        var names = await DraftContract.Names(at, copy, ct);
        copy.Pledges(PledgeText.Compose(copy, names, chinese));
        var text = ContractText.Compose(copy, names, chinese);
        copy.Seal(text, ContractText.Sha256(text));
    }
}
