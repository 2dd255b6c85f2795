using System.Text.Json;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Live;

/// <summary>
/// Ends what open connections may no longer hear. It listens in every process, because the connections of a person may be
/// on any node, and looks now and then for periods that ran out, which no event announces.
/// </summary>
public sealed partial class AccessWatch(
    IServiceScopeFactory scopes, LiveConnections connections, Actors actors, IHubContext<LiveHub, ILiveClient> hub,
    TimeProvider clock, ILogger<AccessWatch> log) : BackgroundService, IEventListener
{
    /// <summary>How often to look for memberships and grants whose period ended.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private DateTimeOffset _lookedAt = clock.GetUtcNow();

    /// <summary>Changes of standing and of what a challenge shows.</summary>
    public async Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        foreach (var person in events.Select(PersonOf).OfType<Guid>().Distinct()) await CheckPerson(person, ct);
        var challenges = events.Where(e => e.SubjectKind == "challenge").Select(e => Streams.Challenge(e.SubjectId));
        foreach (var stream in challenges.Distinct(StringComparer.Ordinal)) await CheckStream(stream, ct);
    }

    /// <summary>Looks once for periods that ended since the last look.</summary>
    public async Task LookForEndedPeriods(CancellationToken ct = default)
    {
        var (from, to) = (_lookedAt, clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var people = await db.Set<Membership>().Where(m => m.UntilAt > from && m.UntilAt <= to).Select(m => m.PersonId)
            .Union(db.Set<RoleGrant>().Where(g => g.UntilAt > from && g.UntilAt <= to).Select(g => g.PersonId)).ToListAsync(ct);
        foreach (var person in people) await CheckPerson(person, ct);
        _lookedAt = to;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookForEndedPeriods(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                CouldNotLook(log, e);
            }
        }
    }

    // Memberships and grants name their person; an organisation's own changes leave its members what they were.
    private static Guid? PersonOf(EventRow row) => row.SubjectKind switch
    {
        "person" => row.SubjectId,
        "membership" or "role" => JsonDocument.Parse(row.Json).RootElement.GetProperty("personId").GetGuid(),
        _ => null,
    };

    private async Task CheckPerson(Guid person, CancellationToken ct)
    {
        var open = connections.Of(person);
        if (open.Count == 0) return;
        actors.Forget(person);
        await using var scope = scopes.CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<StreamAccess>();
        foreach (var connection in open) await CheckConnection(connection, connection.Streams, access, ct);
    }

    private async Task CheckStream(string stream, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var access = scope.ServiceProvider.GetRequiredService<StreamAccess>();
        // What anybody may hear needs no look at who does.
        if (await access.MayHear(stream, Actor.Anonymous, ct)) return;
        foreach (var connection in connections.Hearing(stream)) await CheckConnection(connection, [stream], access, ct);
    }

    private async Task CheckConnection(LiveConnection connection, IReadOnlyList<string> streams, StreamAccess access, CancellationToken ct)
    {
        // The session that opened it has ended: the page comes back by itself, as whoever it is by then.
        if (await actors.Load(connection.Session, ct) is not { } actor)
        {
            connection.Abort();
            return;
        }

        foreach (var stream in streams)
        {
            if (await access.MayHear(stream, actor, ct) || !connection.StopHearing(stream)) continue;
            await hub.Groups.RemoveFromGroupAsync(connection.Id, stream, ct);
            // Not awaited: a page that does not read what it is sent must not hold up the watch over the others.
            _ = hub.Clients.Client(connection.Id).Left(stream);
        }
    }

    [LoggerMessage(LogLevel.Error, "The watch over live connections could not look for ended periods; it tries again")]
    private static partial void CouldNotLook(ILogger log, Exception e);
}
