using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>What publishers and officers read of challenges. The actor is part of every query; what is not theirs is not found.</summary>
public sealed class ChallengeQueries(MarketplaceDb db, TimeProvider clock)
{
    /// <summary>The challenges of the organisations for which the actor may write them, newest first.</summary>
    public Task<List<OwnChallenge>> Own(Actor actor, CancellationToken ct = default)
    {
        var publishers = actor.Memberships.Select(m => m.OrganisationId).Where(id => Permissions.Allows(Deed.DraftChallenge, actor, id)).ToList();
        return (
            from c in db.Set<Challenge>().AsNoTracking()
            join o in db.Set<Organisation>() on c.PublisherId equals o.Id
            where publishers.Contains(c.PublisherId)
            orderby c.CreatedAt descending, c.Id descending
            select new OwnChallenge(
                c.Id, c.Code, c.Title, c.TitleEn, c.Status, o.Id, o.Name, o.NameEn, c.CreatedAt, c.SubmittedAt, c.ReviewedAt, c.PostedAt, c.DeadlineAt, c.ClosedAt,
                c.NoticeEndsAt, c.StatusReason, db.Set<Question>().Count(q => q.ChallengeId == c.Id && q.AnsweredAt == null), c.IsDemo)).Take(500).ToListAsync(ct);
    }

    /// <summary>One challenge with all that its publisher and the officers may read; a draft is its publisher's alone.</summary>
    public async Task<ChallengeDossier?> Dossier(Guid id, Actor actor, CancellationToken ct = default)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().Include(c => c.Indicators.OrderBy(i => i.Position)).FirstOrDefaultAsync(c => c.Id == id, ct);
        if (challenge is null || !MayRead(challenge.Facts, actor)) return null;
        var publisher = await db.Set<Organisation>().AsNoTracking().Where(o => o.Id == challenge.PublisherId)
            .Select(o => new PublisherOf(o.Id, o.Kind, o.Name, o.NameEn, o.Verification == VerificationStatus.Verified)).FirstAsync(ct);
        return new ChallengeDossier(challenge, publisher, ChallengeContent.Of(challenge)) { Invited = await new OrganisationLookup(db).Names(challenge.InvitedIds, ct) };
    }

    /// <summary>The fields in which a form differs from what is stored now; null where the actor may not edit.</summary>
    public async Task<IReadOnlyList<FieldDifference>?> DifferencesTo(Guid id, ChallengeContent mine, Actor actor, CancellationToken ct = default)
    {
        var dossier = await Dossier(id, actor, ct);
        return dossier is null ? null : ChallengeContent.Differences(dossier.Content, mine);
    }

    /// <summary>All that still stands between a draft and its submission; null where the actor may not read it.</summary>
    public async Task<IReadOnlyList<Refusal>?> Missing(Guid id, Actor actor, CancellationToken ct = default)
    {
        if (await Dossier(id, actor, ct) is not { } dossier) return null;
        return ChallengeRules.ForSubmission(dossier.Challenge, await SubmissionFacts.Read(db, dossier.Challenge, ct), clock.GetUtcNow());
    }

    /// <summary>Whether the actor may write challenges for any organisation.</summary>
    public static bool MayWrite(Actor actor) => actor.Memberships.Any(m => Permissions.Allows(Deed.DraftChallenge, actor, m.OrganisationId));

    internal static bool MayRead(ChallengeFacts facts, Actor actor) =>
        Permissions.Allows(Deed.DraftChallenge, actor, facts.PublisherId)
        || (facts.Status != ChallengeStatus.Draft && Permissions.Allows(Deed.SeeUnpublishedChallenge, actor));
}

/// <summary>A line of the publisher's list.</summary>
public sealed record OwnChallenge(
    Guid Id, string? Code, string Title, string? TitleEn, ChallengeStatus Status, Guid PublisherId, string PublisherName, string? PublisherNameEn,
    DateTimeOffset CreatedAt, DateTimeOffset? SubmittedAt, DateTimeOffset? ReviewedAt, DateTimeOffset? PostedAt, DateTimeOffset? DeadlineAt,
    DateTimeOffset? ClosedAt, DateTimeOffset? NoticeEndsAt, string? StatusReason, int OpenQuestions, bool IsDemo)
{
    /// <summary>Since when the challenge stands where it stands.</summary>
    public DateTimeOffset Since => Status switch
    {
        ChallengeStatus.Submitted => SubmittedAt,
        ChallengeStatus.Approved => ReviewedAt,
        ChallengeStatus.Open => PostedAt,
        ChallengeStatus.NoBid or ChallengeStatus.Evaluating => ClosedAt,
        _ => null,
    } ?? CreatedAt;

    /// <summary>Whose turn it is.</summary>
    public WaitsFor WaitsFor => Status switch
    {
        ChallengeStatus.Draft or ChallengeStatus.Returned or ChallengeStatus.NoBid => WaitsFor.Publisher,
        ChallengeStatus.Submitted or ChallengeStatus.Approved => WaitsFor.Officers,
        ChallengeStatus.Open when OpenQuestions > 0 => WaitsFor.Publisher,
        ChallengeStatus.Open => WaitsFor.Bidders,
        ChallengeStatus.Evaluating => WaitsFor.Publisher,
        ChallengeStatus.AwardProposed => WaitsFor.Officers,
        ChallengeStatus.PublicNotice => WaitsFor.Time,
        ChallengeStatus.Awarded => WaitsFor.Publisher,
        ChallengeStatus.InProgress => WaitsFor.Bidders,
        ChallengeStatus.Settled or ChallengeStatus.Terminated or ChallengeStatus.Cancelled or ChallengeStatus.Recorded => WaitsFor.Nobody,
        _ => throw new InvalidOperationException($"Unknown status {Status}."),
    };
}

/// <summary>Whose turn it is.</summary>
public enum WaitsFor { Nobody = 1, Publisher, Officers, Bidders, Time }

public sealed record PublisherOf(Guid Id, OrganisationKind Kind, string Name, string? NameEn, bool Verified);

/// <summary>A challenge for those who write or review it, the confidential part included. Read only; changes go through use cases.</summary>
public sealed record ChallengeDossier(Challenge Challenge, PublisherOf Publisher, ChallengeContent Content)
{
    /// <summary>The names behind <see cref="ProcedureFields.InvitedIds"/>.</summary>
    public IReadOnlyList<NamedOrganisation> Invited { get; init; } = [];
}
