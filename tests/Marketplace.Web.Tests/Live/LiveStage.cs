using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Tests.Live;

/// <summary>A running site with people, organisations and challenges as bare rows: enough to listen.</summary>
internal sealed class LiveStage(WebHost host) : IAsyncDisposable
{
    public WebHost Host => host;

    public static async Task<LiveStage> Create(DatabaseProvider? provider = null, bool workers = true) =>
        new(await WebHost.Create(provider, kestrel: true, workers: workers));

    public async Task<Guid> Person(params PlatformRole[] roles)
    {
        var person = new Person { DisplayName = "Someone", SecurityStamp = "stamp" };
        person.UserName = person.Email = $"{person.Id:N}@example.test";
        await Insert([person, .. roles.Select(r => new RoleGrant { PersonId = person.Id, Role = r, FromAt = Before, Reason = "test" })]);
        return person.Id;
    }

    public async Task<Guid> Organisation(OrganisationKind kind = OrganisationKind.Institute)
    {
        var organisation = new Organisation { Kind = kind, Name = "Organisation" };
        await Insert([organisation]);
        return organisation.Id;
    }

    public Task Member(Guid person, Guid organisation, MembershipRole role = MembershipRole.Bidder, DateTimeOffset? until = null) =>
        Insert([new Membership { PersonId = person, OrganisationId = organisation, Role = role, FromAt = Before, UntilAt = until }]);

    public async Task<Guid> Challenge(Guid publisher, ChallengeStatus status)
    {
        var challenge = new Challenge { PublisherId = publisher, Title = "Challenge" };
        await Insert([challenge]);
        await host.Read(db => db.Set<Challenge>().Where(c => c.Id == challenge.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status)));
        return challenge.Id;
    }

    /// <summary>Gives a challenge another status and commits an event about it.</summary>
    public Task Put(Guid challenge, ChallengeStatus status) => Change(new Changed("challenge", challenge, Guid.Empty), db =>
        db.Set<Challenge>().Where(c => c.Id == challenge).ExecuteUpdateAsync(set => set.SetProperty(c => c.Status, status)));

    public Task EndMembership(Guid person, Guid organisation) => Change(new Changed("membership", Guid.CreateVersion7(), person), db =>
        db.Set<Membership>().Where(m => m.PersonId == person && m.OrganisationId == organisation)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.UntilAt, host.Clock.GetUtcNow())));

    public Task Suspend(Guid person) => Change(new Changed("person", person, person), db =>
        db.Set<Person>().Where(p => p.Id == person).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, host.Clock.GetUtcNow())));

    public async Task<LiveListener> Listen(string stream, Guid? person = null) =>
        await LiveListener.Join(host.Address, stream, person is { } id ? await host.SessionCookie(id) : null);

    /// <summary>Commits one event for each number, all at once.</summary>
    /// <param name="ballast">Characters of dead weight in each message.</param>
    public Task<Result<Done>> Happen(string stream, int from, int to, int ballast = 0) => host.With((Writer writer) => writer.Write<Done>(w =>
    {
        for (var i = from; i <= to; i++) w.Record(new NoteHung(stream, i, new string('x', ballast)), Actor.System);
        return Task.FromResult<Result<Done>>(default(Done));
    }));

    public Task<Result<Done>> Happen(string stream, int number = 1) => Happen(stream, number, number);

    /// <summary>Commits public events one after the other, four at a time, as use cases that change several things at once do.</summary>
    public async Task Burst(int from, int to)
    {
        for (var i = from; i <= to; i += 4) await Happen(Streams.Public, i, Math.Min(i + 3, to));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private Task<Result<Done>> Change(DomainEvent happened, Func<MarketplaceDb, Task> change) => host.With((Writer writer) => writer.Write<Done>(async w =>
    {
        await change(w.Db);
        w.Record(happened, Actor.System);
        return default(Done);
    }));

    private DateTimeOffset Before => host.Clock.GetUtcNow().AddDays(-1);

    private Task<int> Insert(IEnumerable<object> rows) => host.Read(db =>
    {
        db.AddRange(rows);
        return db.SaveChangesAsync();
    });

    [EventType("test.note_hung")]
    private sealed record NoteHung(string Stream, int Note, string Ballast) : DomainEvent
    {
        public override Subject Subject => new("note", Guid.Empty, $"NOTE-{Note}");
        public override IEnumerable<string> Audience => [Stream];
        public override object Live => new { Note, Ballast };
    }

    [EventType("test.changed")]
    private sealed record Changed(string Kind, Guid Id, Guid PersonId) : DomainEvent
    {
        public override Subject Subject => new(Kind, Id);
    }
}
