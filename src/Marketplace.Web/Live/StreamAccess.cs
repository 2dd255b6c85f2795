using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Operations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Live;

/// <summary>Who may hear which stream. The only place that decides it: asked at each join, each replay, and when somebody's standing changes.</summary>
public sealed class StreamAccess(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>No name, a name that is no stream, a thing that does not exist and one that is forbidden all answer no.</summary>
    public async Task<bool> MayHear(string? stream, Actor actor, CancellationToken ct)
    {
        if (stream is null) return false;
        if (stream == Streams.Public) return true;
        // Who may read the log of what happened may hear that it happens.
        if (stream == Streams.Officers) return EventLog.MayRead(actor);
        if (stream == Streams.Money) return MoneyQueries.MayRead(actor);
        var colon = stream.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !Guid.TryParseExact(stream.AsSpan(colon + 1), "D", out var id)) return false;
        // Comparing whole names refuses other spellings of the same id, which would be groups of their own.
        if (stream == Streams.Person(id)) return actor.PersonId == id;
        if (stream == Streams.Organisation(id)) return actor.IsMember(id);
        return stream == Streams.Challenge(id) && await MaySee(id, actor, ct);
    }

    private async Task<bool> MaySee(Guid challengeId, Actor actor, CancellationToken ct)
    {
        var facts = await db.FindFacts(challengeId, ct);
        return facts is not null && ChallengeGate.CanAct(ChallengeUse.See, facts, actor, clock.GetUtcNow()).IsOk;
    }
}
