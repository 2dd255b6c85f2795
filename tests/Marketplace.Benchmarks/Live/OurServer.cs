using System.Diagnostics;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Benchmarks.Live;

/// <summary>The whole program with outbox, jobs and every subscriber, on SQLite with durable commits.</summary>
public sealed class OurServer : ILiveServer
{
    private readonly WebHost _host;
    private readonly ChallengeCast _cast;
    private readonly Queue<Guid> _approved = [];
    private Guid _challenge;

    private OurServer(WebHost host, ChallengeCast cast) => (_host, _cast) = (host, cast);

    public Uri Address => _host.Address;

    public static async Task<OurServer> Start()
    {
        KeyValuePair<string, string?>[] settings = [new("Logging:LogLevel:Default", "Warning"), new("RateLimits:Anonymous", "0"), new("RateLimits:Person", "0")];
        var host = await WebHost.Create(kestrel: true, workers: true, settings: settings, configure: services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));
        return new(host, await TestData.AddChallengeCast(host.Services));
    }

    /// <summary>Visitors with the same challenge open.</summary>
    public async Task<IReadOnlyList<ViewerSeat>> Seats(int viewers)
    {
        _challenge = (await TestData.AddOpenChallenge(_host.Services, _cast)).Id;
        return [.. Enumerable.Repeat(new ViewerSeat(Streams.Challenge(_challenge), null), viewers)];
    }

    public async Task<long> Happen(long number)
    {
        await _host.With((Writer writer) => writer.Write<Done>(w =>
        {
            w.Record(new ChallengeClosingSoon(_challenge, _cast.FirmId, "PD-JB-2026-0001", w.Now), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        }));
        return Stopwatch.GetTimestamp();
    }

    public async Task<MatchingSeats> PrepareMatching(int labs)
    {
        var seats = new List<ViewerSeat>(labs);
        for (var i = 0; i < labs; i++)
        {
            var (fields, outcomes) = MatchingLabs.Profile(i);
            var lab = await TestData.AddProfiledLab(_host.Services, $"Laboratory {i}", fields, outcomes);
            seats.Add(new(Streams.Organisation(lab.Id), await _host.SessionCookie(lab.MemberId)));
        }

        for (var topic = 0; topic < MatchingLabs.Topics; topic++)
        {
            var (title, summary) = MatchingLabs.Challenge(topic);
            _approved.Enqueue((await TestData.AddApproved(_host.Services, _cast, TestData.ContentAbout(TimeProvider.System.GetUtcNow(), title, summary))).Id);
        }

        await Announce(seats);
        return new(seats);
    }

    // The laboratories were written as rows: the running index reads what an event names.
    private async Task Announce(IEnumerable<ViewerSeat> seats)
    {
        await _host.With((Writer writer) => writer.Write<Done>(w =>
        {
            foreach (var seat in seats) w.Record(new OutcomesChanged(Guid.Parse(seat.Stream.AsSpan(seat.Stream.IndexOf(':', StringComparison.Ordinal) + 1)), 6, 0), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        }));
        while (await _host.Read(db => db.Set<EventDelivery>().AnyAsync(d => d.State != DeliveryState.Done))) await Task.Delay(100);
        await _host.Services.GetRequiredService<EventTail>().CatchUp();
    }

    public async Task<(long At, int Told)> Post()
    {
        var posted = _approved.Dequeue();
        _ = (await _host.With((PostChallenge u) => u.Run(new(posted), _cast.Approver))).Value;
        var at = Stopwatch.GetTimestamp();
        var told = 0;
        for (var i = 0; told == 0 && i < 200; i++)
        {
            await Task.Delay(50);
            told = await _host.Read(db => db.Set<Match>().CountAsync(m => m.ChallengeId == posted));
        }

        return (at, told);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
