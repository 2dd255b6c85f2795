using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>
/// What an officer did with a challenge in rounds of review before this one. A challenge that was returned comes back as the same
/// record, and one person never reviews and approves the same record, in whatever round.
/// </summary>
internal static class EarlierRounds
{
    public static Task<bool> Did<TEvent>(this Writing w, Guid challengeId, Actor actor, CancellationToken ct) where TEvent : DomainEvent
    {
        var type = DomainEvent.TypeOf(typeof(TEvent));
        return w.Db.Set<EventRow>().AnyAsync(e => e.SubjectKind == "challenge" && e.SubjectId == challengeId && e.Type == type && e.ActorId == actor.PersonId, ct);
    }
}
