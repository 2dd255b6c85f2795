using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>
/// How a reader's organisations stand to a published challenge: their active bid, what they said of it, and whom they may ask.
/// The page that is opened most asks this for everybody signed in, so that it is one statement, compiled once.
/// </summary>
public sealed class StandingQueries(MarketplaceDb db, StandingStatement statement)
{
    public async Task<ChallengeStanding> Of(ChallengeFacts facts, Actor actor, CancellationToken ct = default)
    {
        var isReader = ChallengeQueries.MayRead(facts, actor);
        List<Guid> bidding = [.. actor.Memberships.Select(m => m.OrganisationId).Where(o => Permissions.Allows(Deed.PrepareBid, actor, o))];
        List<Guid> verified = [.. actor.Memberships.Where(m => m.Verified).Select(m => m.OrganisationId)];
        if (!isReader && bidding.Count == 0 && verified.Count == 0) return ChallengeStanding.None;
        if (await statement.Run(db, facts.Id, bidding, verified, FollowChallenge.For(actor), ct) is not { } row) return ChallengeStanding.None;
        return new(row.Bid, row.Said, isReader || verified.Count > 0 ? Contact(row, isReader || row.IsBound || row.IsAwarded) : null);
    }

    // Masked for members of verified organisations; in full for who accepted the confidentiality terms, was awarded, or may read all of it.
    private static ContactView? Contact(StandingRow row, bool isWhole) =>
        row.ContactName is not { } name ? null
        : isWhole ? new(name, row.ContactPhone, row.ContactEmail, IsMasked: false)
        : new(Masked.Name(name), row.ContactPhone is { } phone ? Masked.Phone(phone) : null, row.ContactEmail is { } email ? Masked.Email(email) : null, IsMasked: true);
}

/// <param name="Bid">The active bid of one of the reader's organisations.</param>
/// <param name="Said">What the organisation for which the reader acts said of the challenge.</param>
/// <param name="Contact">Whom to ask; null for visitors and for members of organisations that are not verified.</param>
public sealed record ChallengeStanding(OwnBidLink? Bid, MatchAnswer? Said, ContactView? Contact)
{
    public static readonly ChallengeStanding None = new(null, null, null);
}

public sealed record OwnBidLink(Guid Id, BidStatus Status);

/// <summary>The contact for one reader.</summary>
public sealed record ContactView(string Name, string? Phone, string? Email, bool IsMasked);

/// <summary>What the database knows of a standing. The contact in it is not masked yet.</summary>
public sealed record StandingRow
{
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactEmail { get; init; }
    public OwnBidLink? Bid { get; init; }
    public MatchAnswer? Said { get; init; }
    public required bool IsBound { get; init; }
    public required bool IsAwarded { get; init; }
}

/// <summary>The statement, compiled on first use; one for each program, since a compiled query belongs to one model of the database.</summary>
public sealed class StandingStatement
{
    private readonly Func<MarketplaceDb, Guid, List<Guid>, List<Guid>, Guid?, CancellationToken, Task<StandingRow?>> _run =
        EF.CompileAsyncQuery((MarketplaceDb db, Guid challengeId, List<Guid> bidding, List<Guid> verified, Guid? follower, CancellationToken ct) =>
            db.Set<Challenge>().Where(c => c.Id == challengeId).Select(c => new StandingRow
            {
                ContactName = c.ContactName, ContactPhone = c.ContactPhone, ContactEmail = c.ContactEmail,
                Bid = db.Set<Bid>().Where(b => b.ChallengeId == c.Id && b.Status != BidStatus.Withdrawn && bidding.Contains(b.OrganisationId))
                    .OrderBy(b => b.Id).Select(b => new OwnBidLink(b.Id, b.Status)).FirstOrDefault(),
                Said = db.Set<Match>().Where(m => m.ChallengeId == c.Id && m.OrganisationId == follower).Select(m => m.Answer).FirstOrDefault(),
                IsBound = db.Set<TermsAcceptance>().Any(a => a.ChallengeId == c.Id && verified.Contains(a.OrganisationId)),
                IsAwarded = db.Set<Bid>().Any(b => b.ChallengeId == c.Id && (b.Status == BidStatus.Awarded || b.Status == BidStatus.Contracted) && verified.Contains(b.OrganisationId)),
            }).FirstOrDefault());

    public Task<StandingRow?> Run(MarketplaceDb db, Guid challengeId, List<Guid> bidding, List<Guid> verified, Guid? follower, CancellationToken ct) =>
        _run(db, challengeId, bidding, verified, follower, ct);
}
