using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Changes;

/// <summary>The change is in force: the contract has a new version of its text, with both consents as its signatures.</summary>
internal static class ChangeEffect
{
    public static Result<ChangeStatus> Take(Writing w, Contract contract, ContractChange change, Actor actor, string? reason = null)
    {
        if (contract.Status != ContractStatus.InProgress) return new Refusal("contract.not_in_progress");
        // Work went on while the change was on its way.
        foreach (var due in change.Dues)
        {
            if (contract.Milestones.Find(m => m.Id == due.MilestoneId) is not { } milestone || !ChangeRules.IsAwaited(milestone)) return new Refusal("change.milestone_closed", null, due.Position);
        }

        if (contract.TextSha256 != change.Sha256Before) return Refusal.Stale;
        contract.Amend(change.Dues, change.LeaderAfter);
        contract.Seal(change.TextAfter, change.Sha256After);
        contract.Pledges(change.PledgeAfter);
        Sign(w, contract, change);
        w.Record(new ContractChanged(ContractRef.Of(contract), change.Id, contract.Draft, change.Sha256After, change.IsMaterial), actor, reason);
        return change.Status;
    }

    private static void Sign(Writing w, Contract contract, ContractChange change)
    {
        var other = change.Party == ContractParty.Publisher ? ContractParty.Bidder : ContractParty.Publisher;
        w.Db.AddRange(
            Signature(contract, change.Party, change.AskedById, change.AskerName, change.AskedAt),
            Signature(contract, other, change.AnsweredById!.Value, change.AnswererName!, change.AnsweredAt!.Value));
    }

    private static ContractSignature Signature(Contract contract, ContractParty party, Guid person, string name, DateTimeOffset at) => new()
    {
        ContractId = contract.Id, Draft = contract.Draft, Party = party, PersonId = person, TypedName = name, TextSha256 = contract.TextSha256!, SignedAt = at,
    };
}
