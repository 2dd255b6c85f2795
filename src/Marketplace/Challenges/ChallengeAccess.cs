using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Where a challenge stands after a change; the version goes with the next one.</summary>
public sealed record ChallengeState(Guid Id, string? Code, ChallengeStatus Status, long Version)
{
    internal static ChallengeState Of(Challenge challenge) => new(challenge.Id, challenge.Code, challenge.Status, challenge.Version);
}

/// <summary>Finds a challenge that somebody wants to change. Absent and hidden are the same answer.</summary>
internal static class ChallengeAccess
{
    /// <param name="version">The version that the actor looked at; null where any will do, as for jobs.</param>
    public static async Task<Result<Challenge>> FindChallenge(this Writing w, Guid id, Actor actor, long? version, CancellationToken ct)
    {
        var challenge = await w.Db.Set<Challenge>().Include(c => c.Indicators).FirstOrDefaultAsync(c => c.Id == id, ct);
        if (challenge is null || !ChallengeGate.CanAct(ChallengeUse.See, challenge.Facts, actor, w.Now).IsOk) return Refusal.NotFound;
        return version is null || version == challenge.Version ? challenge : Refusal.Stale;
    }
}
