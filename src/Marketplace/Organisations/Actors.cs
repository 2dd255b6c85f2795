using System.Collections.Concurrent;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Organisations;

/// <summary>
/// Loads who a signed-in person is at this moment. Kept in memory for a short while because every request asks;
/// the events of people, memberships, grants and organisations end it in every process, and so does the end of a period,
/// which no event announces.
/// </summary>
public sealed class Actors(IServiceScopeFactory scopes, EndedSessions ended, TimeProvider clock) : IEventListener
{
    private static readonly HashSet<string> Kinds = ["membership", "role", "organisation"];

    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<Guid, Kept> _kept = new();

    /// <summary>The person as an actor, or null where there is no such person or the sign-in is suspended.</summary>
    public async ValueTask<Actor?> Load(Guid personId, CancellationToken ct = default) => (await Find(personId, ct)).Actor;

    /// <summary>The person behind a session, or null where the session has ended; anonymous where there is none.</summary>
    public async ValueTask<Actor?> Load(BegunSession? session, CancellationToken ct)
    {
        if (session is null) return Actor.Anonymous;
        if (session.Id is { } id && await ended.Has(id, ct)) return null;
        var kept = await Find(session.PersonId, ct);
        if (kept.Stamp == session.Stamp) return kept.Actor;
        // What is kept may be older than the session.
        Forget(session.PersonId);
        kept = await Find(session.PersonId, ct);
        return kept.Stamp == session.Stamp ? kept.Actor : null;
    }

    private async ValueTask<Kept> Find(Guid personId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (_kept.TryGetValue(personId, out var kept) && now < kept.Until && now >= kept.At) return kept;
        await using var scope = scopes.CreateAsyncScope();
        return _kept[personId] = await Read(scope.ServiceProvider.GetRequiredService<MarketplaceDb>(), personId, now, ct);
    }

    public void Forget(Guid personId) => _kept.TryRemove(personId, out _);

    public void ForgetAll() => _kept.Clear();

    /// <summary>Changes of standing are rare and touch many people at times, so all is forgotten; sign-ins are not, and touch one.</summary>
    public Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        if (events.Any(e => Kinds.Contains(e.SubjectKind))) ForgetAll();
        foreach (var e in events.Where(e => e.SubjectKind == "person")) Forget(e.SubjectId);
        return Task.CompletedTask;
    }

    private static async Task<Kept> Read(MarketplaceDb db, Guid personId, DateTimeOffset now, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().Where(p => p.Id == personId && p.SuspendedAt == null)
            .Select(p => new { p.DisplayName, p.SecurityStamp }).FirstOrDefaultAsync(ct);
        if (person is null) return new(null, null, now, now + KeepFor);
        var roles = await db.Set<RoleGrant>().AsNoTracking()
            .Where(g => g.PersonId == personId && (g.UntilAt == null || g.UntilAt > now))
            .Select(g => new { g.Role, g.FromAt, g.UntilAt }).ToListAsync(ct);
        var memberships = await (
            from m in db.Set<Membership>().AsNoTracking()
            join o in db.Set<Organisation>() on m.OrganisationId equals o.Id
            where m.PersonId == personId && (m.UntilAt == null || m.UntilAt > now)
            orderby m.FromAt
            select new { Member = new ActorMembership(o.Id, o.Name, o.Kind, m.Role, o.Verification == VerificationStatus.Verified, o.NameEn), m.FromAt, m.UntilAt }).ToListAsync(ct);
        List<ActorMembership> current = [.. memberships.Where(m => m.FromAt <= now).Select(m => m.Member)];
        var actor = new Actor(personId, person.DisplayName, roles.Where(g => g.FromAt <= now).Select(g => g.Role).ToHashSet(), current)
        {
            ActingFor = current.Count > 0 ? current[0].OrganisationId : null,
        };
        var changes = roles.Select(g => Next(g.FromAt, g.UntilAt, now)).Concat(memberships.Select(m => Next(m.FromAt, m.UntilAt, now))).Append(now + KeepFor);
        return new(actor, person.SecurityStamp, now, changes.Min()!.Value);
    }

    // What has not begun changes the standing by beginning.
    private static DateTimeOffset? Next(DateTimeOffset from, DateTimeOffset? until, DateTimeOffset now) => from > now ? from : until;

    /// <param name="Until">When it must be read again: soon, and at once where a membership or a duty begins or ends before that.</param>
    private readonly record struct Kept(Actor? Actor, string? Stamp, DateTimeOffset At, DateTimeOffset Until);
}
