using Marketplace.Accounts;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TestKit;

/// <summary>A laboratory that bids: its organisation, and a member who prepares its bids.</summary>
public sealed record BiddingLab(Guid OrganisationId, Actor Actor, string Name);

/// <summary>An open challenge with its publisher's two members, officers, and laboratories that may bid for it.</summary>
public sealed class BidScene
{
    private readonly IServiceProvider _services;

    private BidScene(IServiceProvider services) => _services = services;

    public Guid ChallengeId { get; private set; }
    public Guid PublisherId { get; private set; }
    public DateTimeOffset DeadlineAt { get; private set; }
    public Actor Publisher { get; private set; } = null!;
    public Actor SecondPublisher { get; private set; } = null!;
    public Actor Operator { get; private set; } = null!;
    public Actor Reviewer { get; private set; } = null!;
    public Actor Approver { get; private set; } = null!;
    public List<BiddingLab> Labs { get; } = [];
    public IReadOnlyList<Indicator> Indicators { get; private set; } = [];

    public static async Task<BidScene> Create(
        IServiceProvider services, int labs = 1, string preset = "open", ChallengeKind kind = ChallengeKind.Enterprise, AwardMode mode = AwardMode.Single, int maxWinners = 1, Currency? currency = null)
    {
        var scene = new BidScene(services);
        scene.PublisherId = await scene.AddOrganisation("Publishing Firm", OrganisationKind.Firm);
        scene.Publisher = await scene.AddMember(scene.PublisherId, MembershipRole.Publisher);
        scene.SecondPublisher = await scene.AddMember(scene.PublisherId, MembershipRole.Owner);
        scene.Operator = await scene.AddOfficer(PlatformRole.Operator);
        scene.Reviewer = await scene.AddOfficer(PlatformRole.AdminReviewer);
        scene.Approver = await scene.AddOfficer(PlatformRole.AdminApprover);
        for (var i = 1; i <= labs; i++) await scene.AddLab($"Laboratory {i}");
        await scene.Post(preset, kind, mode, maxWinners, currency ?? Currency.CNY);
        return scene;
    }

    public async Task<BiddingLab> AddLab(string name, Guid? groupId = null, VerificationStatus verification = VerificationStatus.Verified)
    {
        var id = await AddOrganisation(name, OrganisationKind.Institute, groupId, verification);
        var lab = new BiddingLab(id, await AddMember(id, MembershipRole.Bidder), name);
        Labs.Add(lab);
        return lab;
    }

    public async Task<Guid> AddOrganisation(string name, OrganisationKind kind, Guid? groupId = null, VerificationStatus verification = VerificationStatus.Verified)
    {
        var organisation = new Organisation { Name = name, Kind = kind, GroupId = groupId, Verification = verification };
        await Save(organisation);
        return organisation.Id;
    }

    public async Task<Actor> AddMember(Guid organisationId, MembershipRole role)
    {
        var person = await AddPerson();
        await Save(new Membership { PersonId = person, OrganisationId = organisationId, Role = role, FromAt = World.Start });
        return await Load(person);
    }

    public async Task<Actor> AddOfficer(PlatformRole role)
    {
        var person = await AddPerson();
        await Save(new RoleGrant { PersonId = person, Role = role, FromAt = World.Start, Reason = "test" });
        return await Load(person);
    }

    public async Task<Guid> Start(BiddingLab lab) =>
        (await With((StartBid u) => u.Run(new StartBid.Input(ChallengeId, lab.OrganisationId), lab.Actor))).Value;

    /// <summary>A bid whose draft may be submitted; its id and the draft's revision.</summary>
    public async Task<(Guid Id, long Revision)> Draft(BiddingLab lab, string marker = "plain", string bounty = "120万")
    {
        var id = await Start(lab);
        return (id, await Save(lab, id, TestData.CompleteBid(Indicators, marker, bounty)));
    }

    public async Task<long> Save(BiddingLab lab, Guid bidId, BidContent content)
    {
        var revision = (await With((BidReader r) => r.Draft(bidId, lab.Actor, default))).Value.Revision;
        return (await With((SaveBidDraft u) => u.Run(new SaveBidDraft.Input(bidId, revision, _ => content), lab.Actor))).Value.Revision;
    }

    public Task<Result<BidReceipt>> Submit(BiddingLab lab, Guid bidId, long revision, string? key = null) =>
        With((SubmitBid u) => u.Run(new SubmitBid.Input(bidId, revision, key), lab.Actor));

    public async Task<BidReceipt> Bid(BiddingLab lab, string marker = "plain", string bounty = "120万")
    {
        var (id, revision) = await Draft(lab, marker, bounty);
        return (await Submit(lab, id, revision)).Value;
    }

    public Task<Result<OpeningStep>> Open(Actor officer) => With((OpenBids u) => u.Run(new OpenBids.Input(ChallengeId), officer));

    /// <summary>Two officers open, after the deadline and the closing.</summary>
    public async Task OpenByTwo()
    {
        _ = (await Open(Operator)).Value;
        _ = (await Open(Approver)).Value;
    }

    public async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<Challenge> Challenge() => With((MarketplaceDb db) => db.Set<Challenge>().AsNoTracking().SingleAsync(c => c.Id == ChallengeId));

    private async Task Post(string preset, ChallengeKind kind, AwardMode mode, int maxWinners, Currency currency)
    {
        var now = _services.GetRequiredService<TimeProvider>().GetUtcNow();
        DeadlineAt = now.AddDays(30);
        var challenge = new Challenge
        {
            PublisherId = PublisherId, CreatedById = Publisher.PersonId!.Value, CreatedAt = now, Title = "Sintering of silver under low pressure", Kind = kind, Mode = mode,
            MaxWinners = maxWinners, Bounty = new Bounty { LowMinor = 150_000_000, Currency = currency }, PeriodMonths = 24, PresetCode = preset, DeadlineAt = DeadlineAt,
            Code = "PD-JB-2026-" + (1000 + Random.Shared.Next(9000)),
        };
        challenge.Indicators.Add(new Indicator { ChallengeId = challenge.Id, Position = 1, Name = "Shear strength", Value = 40, Unit = "MPa", TestMethod = "GB/T 1", Mandatory = true });
        challenge.Indicators.Add(new Indicator { ChallengeId = challenge.Id, Position = 2, Name = "Porosity", Comparator = Comparator.AtMost, Value = 5, Unit = "%", TestMethod = "X-ray" });
        challenge.PinPreset();
        _ = challenge.Move(ChallengeAction.Submit, Publisher, now).Value;
        _ = challenge.Move(ChallengeAction.Approve, Reviewer, now).Value;
        _ = challenge.Move(ChallengeAction.Post, Approver, now).Value;
        (ChallengeId, Indicators) = (challenge.Id, challenge.Indicators);
        await Save(challenge);
    }

    private async Task<Guid> AddPerson()
    {
        var name = $"person{Guid.CreateVersion7():N}";
        var person = new Person { UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name[..12], SecurityStamp = name, EmailConfirmed = true, RegisteredAt = World.Start };
        await Save(person);
        return person.Id;
    }

    private async Task<Actor> Load(Guid personId)
    {
        var actors = _services.GetRequiredService<Actors>();
        actors.Forget(personId);
        return (await actors.Load(personId))!;
    }

    private Task<int> Save(object entity) => With((MarketplaceDb db) =>
    {
        db.Add(entity);
        return db.SaveChangesAsync();
    });
}
