using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>One side consents to the draft by typing a name. When both have, the contract is concluded and the work begins.</summary>
public sealed class SignContract(Writer writer)
{
    /// <param name="TextSha256">Of the text that the signer has read; another one now is stale.</param>
    /// <param name="TypedName">The signer's own name, typed as consent.</param>
    /// <param name="Bank">Where the winner wants to be paid; only with the winner's signature.</param>
    public sealed record Input(Guid ContractId, string? TextSha256, string? TypedName, string? Bank = null, string? Account = null);

    /// <returns>Whether both have signed.</returns>
    public Task<Result<bool>> Run(Input input, Actor actor, CancellationToken ct = default) => writer.Write<bool>(async w =>
    {
        if (await ContractAccess.Find(w, input.ContractId, actor, ct) is not { } contract) return Refusal.NotFound;
        if (ContractAccess.IsOnBothSides(contract, actor)) return new Refusal("contract.both_sides");
        if (ContractAccess.PartyOf(contract, actor) is not { } party) return Refusal.NotFound;
        if (contract.Status != ContractStatus.Contracting) return ContractRules.NoMoreDrafts(contract);
        if (contract.TextSha256 is null || contract.TextSha256 != input.TextSha256) return Refusal.Stale;
        if (contract.Standing.Any(s => s.Party == party)) return new Refusal("contract.side_signed_before");
        var typed = Tidied(input);
        if (Faults(typed, party) is { Count: > 0 } found) return found;
        if (party == ContractParty.Bidder) contract.PayTo(typed.Bank!, typed.Account!);
        Sign(w, contract, party, typed.TypedName!, actor);
        return contract.Standing.Select(s => s.Party).Distinct().Count() < 2 ? false : await Conclude(w, contract, actor, ct);
    }, ct);

    private static void Sign(Writing w, Contract contract, ContractParty party, string name, Actor actor)
    {
        w.Db.Add(new ContractSignature
        {
            ContractId = contract.Id, Draft = contract.Draft, Party = party, PersonId = actor.PersonId!.Value, TypedName = name,
            TextSha256 = contract.TextSha256!, SignedAt = w.Now,
        });
        w.Record(new ContractSigned(ContractRef.Of(contract), contract.Draft, party, contract.TextSha256!), actor);
    }

    private static async Task<Result<bool>> Conclude(Writing w, Contract contract, Actor actor, CancellationToken ct)
    {
        if (contract.Conclude(w.Now) is { IsOk: false } wrong) return wrong.Refusal;
        w.Record(new ContractConcluded(ContractRef.Of(contract), contract.TextSha256!, contract.AmountMinor!.Value, contract.Currency.Code), actor);
        var bid = await w.Db.Set<Bid>().FirstAsync(b => b.Id == contract.BidId, ct);
        if (bid.Move(BidAction.Contract) is { IsOk: false } unawarded) return unawarded.Refusal;
        var challenge = await w.Db.Set<Challenge>().FirstAsync(c => c.Id == contract.ChallengeId, ct);
        // With several winners the first contract begins the work.
        if (challenge.Status != ChallengeStatus.Awarded) return true;
        if (challenge.Move(ChallengeAction.StartWork, Actor.System, w.Now) is { IsOk: false } refused) return refused.Refusal;
        w.Record(new ChallengeStarted(challenge.Id, challenge.PublisherId, challenge.Code), Actor.System);
        return true;
    }

    private static Input Tidied(Input input) => input with
    {
        TypedName = TypedText.TidyLine(input.TypedName), Bank = TypedText.TidyLine(input.Bank), Account = TypedText.TidyLine(input.Account),
    };

    private static List<Refusal> Faults(Input input, ContractParty party)
    {
        var found = new List<Refusal>();
        TypedText.Require(found, input.TypedName, nameof(input.TypedName));
        TypedText.Check(found, input.TypedName, ContractRules.MaxName, nameof(input.TypedName));
        if (party == ContractParty.Publisher) return found;
        TypedText.Require(found, input.Bank, nameof(input.Bank));
        TypedText.Check(found, input.Bank, ContractRules.MaxBank, nameof(input.Bank));
        TypedText.Require(found, input.Account, nameof(input.Account));
        TypedText.Check(found, input.Account, ContractRules.MaxAccount, nameof(input.Account));
        if (input.Account is { Length: > 0 } account && !ContractRules.IsAccount(account)) found.Add(new Refusal("contract.account_unreadable", nameof(input.Account)));
        return found;
    }
}
