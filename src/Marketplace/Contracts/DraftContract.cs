using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Contracts.Papers;
using Marketplace.Contracts.Milestones;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>
/// The publisher writes the draft: how the amount is divided over the milestones, the period, the rule of ownership, the kind of contract. The pledge
/// comes from the winning bid. Earlier signatures become void.
/// </summary>
public sealed class DraftContract(Writer writer, PaymentSettings settings, TextCatalogue texts)
{
    /// <param name="Draft">The draft that the writer has seen; another one now is stale.</param>
    /// <param name="Amount">As typed; only where the award left it to the contract.</param>
    public sealed record Input(Guid ContractId, int Draft, string? Amount, IpRule? IpRule, TechnicalKind? Kind, int? PeriodMonths, IReadOnlyList<Line> Lines);

    /// <param name="Month">Months after both have signed.</param>
    /// <param name="Percent">Part of the amount; all lines make 100.</param>
    public sealed record Line(string? Title, string? Deliverable, int? Month, int? Percent)
    {
        public string? Title { get; init; } = TypedText.TidyLine(Title);
        public string? Deliverable { get; init; } = TypedText.Tidy(Deliverable);
    }

    /// <returns>The number of the draft.</returns>
    public Task<Result<int>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<int>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (!ContractAccess.Speaks(contract, Deed.DraftContract, actor)) return Refusal.NotFound;
        if (contract.Status != ContractStatus.Contracting) return ContractRules.NoMoreDrafts(contract);
        if (contract.Draft != input.Draft) return Refusal.Stale;
        var draft = ContractRules.Check(input, contract);
        if (!draft.IsOk) return Result<int>.Refused(draft.Refusals);
        var voided = contract.Standing.Count();
        var names = await Names(w.Db, contract, ct);
        contract.Write(draft.Value, settings.FeeBasisPoints, names.Preset?.AcceptanceDays, w.Now);
        await Plan(w, contract, draft.Value, ct);
        await Pledge(w.Db, contract, ct);
        contract.Pledges(PledgeText.Compose(contract, names, texts.For(Texts.Chinese)));
        var text = ContractText.Compose(contract, names, texts.For(Texts.Chinese));
        contract.Seal(text, ContractText.Sha256(text));
        w.Record(new ContractDrafted(ContractRef.Of(contract), contract.Draft, contract.TextSha256!, voided), actor);
        return contract.Draft;
    }, ct);

    // The rows of the draft before go first: place and contract of the new ones are the same.
    private static async Task Plan(Writing w, Contract contract, ContractDraft draft, CancellationToken ct)
    {
        if (contract.Milestones.Count > 0)
        {
            contract.Milestones.Clear();
            await w.Db.SaveChangesAsync(ct);
        }

        var parts = ContractRules.Parts(draft);
        for (var i = 0; i < draft.Lines.Count; i++)
        {
            var line = draft.Lines[i];
            w.Db.Add(new Milestone
            {
                ContractId = contract.Id, Position = i + 1, Title = line.Title!, Deliverable = line.Deliverable!, Month = line.Month!.Value,
                Percent = line.Percent!.Value, AmountMinor = parts[i].Minor,
            });
        }
    }

    private static async Task Pledge(MarketplaceDb db, Contract contract, CancellationToken ct)
    {
        var opened = await db.Set<OpenedBid>().AsNoTracking().FirstOrDefaultAsync(o => o.BidId == contract.BidId && o.Version == contract.BidVersion, ct);
        var (leader, by) = opened?.Content is { Pledged: true } bid ? (TypedText.TidyLine(bid.Leader.Name), TypedText.TidyLine(bid.PledgedBy)) : (null, null);
        contract.Give(leader, by);
    }

    internal static async Task<ContractNames> Names(MarketplaceDb db, Contract contract, CancellationToken ct)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().Where(c => c.Id == contract.ChallengeId).Select(c => new { c.Title, c.Code, c.PresetCode, c.PresetVersion }).FirstAsync(ct);
        Guid[] ids = [contract.PublisherId, contract.BidderId];
        var sides = await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.Name, o.CreditCode }).ToDictionaryAsync(o => o.Id, ct);
        var (publisher, bidder) = (sides[contract.PublisherId], sides[contract.BidderId]);
        return new ContractNames(challenge.Title, challenge.Code ?? "", publisher.Name, publisher.CreditCode, bidder.Name, bidder.CreditCode,
            ProcedurePresets.Find(challenge.PresetCode, challenge.PresetVersion));
    }
}
