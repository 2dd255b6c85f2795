using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Ends;

/// <summary>With several winners the contract that ends last ends the challenge: settled if one of them was paid to its end, else terminated.</summary>
internal static class ChallengeEnd
{
    public static async Task<Result<Done>> Follow(Writing w, Contract contract, CancellationToken ct)
    {
        var others = await w.Db.Set<Contract>().Where(c => c.AwardId == contract.AwardId && c.Id != contract.Id).Select(c => c.Status).ToListAsync(ct);
        if (others.Exists(s => s is ContractStatus.Contracting or ContractStatus.InProgress)) return default(Done);
        var challenge = await w.Db.Set<Challenge>().FirstAsync(c => c.Id == contract.ChallengeId, ct);
        var isSettled = contract.Status == ContractStatus.Settled || others.Contains(ContractStatus.Settled);
        var moved = challenge.Move(isSettled ? ChallengeAction.Settle : ChallengeAction.Terminate, Actor.System, w.Now);
        if (!moved.IsOk) return moved.Refusal;
        w.Record(isSettled
            ? new ChallengeSettled(challenge.Id, challenge.PublisherId, challenge.Code)
            : new ChallengeTerminated(challenge.Id, challenge.PublisherId, challenge.Code), Actor.System);
        return default(Done);
    }
}
