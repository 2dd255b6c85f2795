using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TestKit;

/// <summary>The people around one challenge, each with the standing that the name says.</summary>
public sealed record ChallengeCast(
    Guid FirmId, Guid LabId, Actor Publisher, Actor Colleague, Actor Bidder, Actor OtherBidder, Actor OtherPublisher,
    Actor Operator, Actor Reviewer, Actor Approver, Actor Supervisor, Actor Auditor)
{
    public IReadOnlyList<Actor> All =>
        [Actor.Anonymous, Actor.System, Publisher, Colleague, Bidder, OtherBidder, OtherPublisher, Operator, Reviewer, Approver, Supervisor, Auditor];
}

public static partial class TestData
{
    /// <summary>A verified firm with two publishers, two verified labs with a bidder each, another firm, and one officer of each duty.</summary>
    public static async Task<ChallengeCast> AddChallengeCast(IServiceProvider services, OrganisationKind publisherKind = OrganisationKind.Firm)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var firm = Verified(publisherKind, "Lingang Precision Co.", now);
        var other = Verified(OrganisationKind.Firm, "Zhangjiang Instruments Co.", now);
        var lab = Verified(OrganisationKind.Institute, "Institute of Fine Optics", now);
        var otherLab = Verified(OrganisationKind.Institute, "Institute of Surface Physics", now);
        db.AddRange(firm, other, lab, otherLab);
        var cast = new ChallengeCast(
            firm.Id, lab.Id,
            Member(db, "publisher", firm, MembershipRole.Publisher, now), Member(db, "colleague", firm, MembershipRole.Owner, now),
            Member(db, "bidder", lab, MembershipRole.Bidder, now), Member(db, "other-bidder", otherLab, MembershipRole.Owner, now),
            Member(db, "other-publisher", other, MembershipRole.Publisher, now),
            Officer(db, "operator", PlatformRole.Operator, now), Officer(db, "reviewer", PlatformRole.AdminReviewer, now),
            Officer(db, "approver", PlatformRole.AdminApprover, now), Officer(db, "supervisor", PlatformRole.Supervisor, now),
            Officer(db, "auditor", PlatformRole.Auditor, now));
        await db.SaveChangesAsync();
        return cast;
    }

    /// <summary>Content that passes every rule: deadline in 60 days, one indicator, 2,500,000 yuan.</summary>
    public static ChallengeContent CompleteContent(DateTimeOffset now, string title = "Metal removal for photoresist resins") => new()
    {
        Need = new()
        {
            Category = ChallengeCategory.Breakthrough,
            NeedType = NeedType.Breakthrough,
            Title = title,
            PublicSummary = "A purification route that keeps the acid-labile groups.",
            Background = "Residues cause microbridge defects at 28 nm.",
            Target = "At most 1 ppb of each metal.",
            Leading = LeadingIndustry.IntegratedCircuits,
        },
        Indicators = new()
        {
            Indicators = [new() { Name = "Single metal", Comparator = Comparator.AtMost, Value = 1m, Unit = "ppb", TestMethod = "ICP-MS/MS, five batches", Weight = 100, Mandatory = true }],
            Deliverables = "Process package and five batch reports.",
        },
        Bounty = new() { BountyType = BountyType.Fixed, BountyLowMinor = 250_000_000, PaymentPlan = "30 / 40 / 30", PeriodMonths = 18 },
        Procedure = new() { PresetCode = "open", DeadlineAt = now.AddDays(60) },
        Terms = new() { IpRule = IpRule.Joint, AcceptanceMethod = "Third-party laboratory report." },
        Confidential = new() { ContactName = "Lin Yue", ContactPhone = "021-5555 0101" },
    };

    /// <summary>A complete draft of the cast's firm.</summary>
    public static async Task<ChallengeState> AddDraft(IServiceProvider services, ChallengeCast cast, ChallengeContent? content = null)
    {
        await using var scope = services.CreateAsyncScope();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        return (await scope.ServiceProvider.GetRequiredService<DraftChallenge>().Run(new(cast.FirmId, content ?? CompleteContent(now)), cast.Publisher)).Value;
    }

    /// <summary>Drafted, submitted, and approved by the reviewer; the approver may post it.</summary>
    public static async Task<ChallengeState> AddApproved(IServiceProvider services, ChallengeCast cast, ChallengeContent? content = null)
    {
        var draft = await AddDraft(services, cast, content);
        await using var scope = services.CreateAsyncScope();
        _ = (await scope.ServiceProvider.GetRequiredService<SubmitChallenge>().Run(new(draft.Id), cast.Publisher)).Value;
        return (await scope.ServiceProvider.GetRequiredService<ApproveChallenge>().Run(new(draft.Id), cast.Reviewer)).Value;
    }

    /// <summary>An open challenge of the cast's firm, through every use case on the way.</summary>
    public static async Task<ChallengeState> AddOpenChallenge(IServiceProvider services, ChallengeCast cast, ChallengeContent? content = null)
    {
        var approved = await AddApproved(services, cast, content);
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PostChallenge>().Run(new(approved.Id), cast.Approver)).Value;
    }

    private static Organisation Verified(OrganisationKind kind, string name, DateTimeOffset now)
    {
        var organisation = new Organisation { Kind = kind, Name = name, RegisteredAt = now };
        // The way to verification has its own tests; here only its end matters.
        typeof(Organisation).GetProperty(nameof(Organisation.Verification))!.SetValue(organisation, VerificationStatus.Verified);
        return organisation;
    }

    private static Actor Member(MarketplaceDb db, string name, Organisation organisation, MembershipRole role, DateTimeOffset now)
    {
        var person = CastPerson(db, name, now);
        db.Add(new Membership { PersonId = person.Id, OrganisationId = organisation.Id, Role = role, FromAt = now });
        return new Actor(person.Id, name, new HashSet<PlatformRole>(), [new(organisation.Id, organisation.Name, organisation.Kind, role, Verified: true)])
        {
            ActingFor = organisation.Id,
        };
    }

    private static Actor Officer(MarketplaceDb db, string name, PlatformRole role, DateTimeOffset now)
    {
        var person = CastPerson(db, name, now);
        db.Add(new RoleGrant { PersonId = person.Id, Role = role, FromAt = now, Reason = "test" });
        return new Actor(person.Id, name, new HashSet<PlatformRole> { role }, []);
    }

    private static Person CastPerson(MarketplaceDb db, string name, DateTimeOffset now)
    {
        var mail = $"{name}@example.org";
        var person = new Person
        {
            Id = Guid.CreateVersion7(), UserName = mail, NormalizedUserName = mail.ToUpperInvariant(), Email = mail, NormalizedEmail = mail.ToUpperInvariant(),
            EmailConfirmed = true, SecurityStamp = name, DisplayName = name, RegisteredAt = now,
        };
        db.Add(person);
        return person;
    }
}
