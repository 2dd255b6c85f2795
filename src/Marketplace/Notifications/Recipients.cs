using Marketplace.Accounts;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>Finds the people behind groups: a handful of queries for a whole batch, however many groups it names.</summary>
internal sealed class Recipients
{
    private readonly ILookup<Guid, (Guid PersonId, MembershipRole Role)> _members;
    private readonly ILookup<Whom, Guid> _followers;
    private readonly List<(Guid PersonId, PlatformRole Role)> _officers;
    private readonly HashSet<Guid> _people;

    private Recipients(
        ILookup<Guid, (Guid, MembershipRole)> members, ILookup<Whom, Guid> followers, List<(Guid, PlatformRole)> officers, HashSet<Guid> people) =>
        (_members, _followers, _officers, _people) = (members, followers, officers, people);

    public static async Task<Recipients> Read(MarketplaceDb db, IReadOnlyCollection<Whom> groups, DateTimeOffset now, CancellationToken ct)
    {
        var followers = (await Followers(db, [.. groups.OfType<Whom.Followers>().Select(f => f.ChallengeId)], ct))
            .Concat(await Matched(db, [.. groups.OfType<Whom.Matched>().Select(m => m.ChallengeId)], ct)).ToLookup(f => f.Group, f => f.Organisation);
        var organisations = groups.OfType<Whom.Members>().Select(m => m.OrganisationId).Concat(followers.SelectMany(f => f)).Distinct().ToList();
        return new(await Members(db, organisations, now, ct), followers, groups.OfType<Whom.Officers>().Any() ? await Officers(db, now, ct) : [],
            await People(db, [.. groups.OfType<Whom.One>().Select(o => o.PersonId)], ct));
    }

    public IEnumerable<Guid> Of(Whom whom) => whom switch
    {
        Whom.One one => _people.Contains(one.PersonId) ? [one.PersonId] : [],
        Whom.Members members => MembersWho(members.OrganisationId, members.Deed),
        Whom.Followers or Whom.Matched => _followers[whom].SelectMany(o => MembersWho(o, Deed.PrepareBid)).Distinct(),
        Whom.Officers officers => _officers.Where(o => Permissions.Allows(officers.Deed, As(o.PersonId, [o.Role], []))).Select(o => o.PersonId).Distinct(),
        _ => throw new ArgumentOutOfRangeException(nameof(whom), whom, "Unknown group."),
    };

    // Asked as if each membership were the person's only standing: an officer is not told for an organisation's sake.
    private IEnumerable<Guid> MembersWho(Guid organisation, Deed deed) => _members[organisation]
        .Where(m => Permissions.Allows(deed, As(m.PersonId, [], [new(organisation, "", default, m.Role, Verified: true)]), organisation))
        .Select(m => m.PersonId).Distinct();

    private static Actor As(Guid person, HashSet<PlatformRole> roles, IReadOnlyList<ActorMembership> memberships) => new(person, "", roles, memberships);

    private static async Task<ILookup<Guid, (Guid, MembershipRole)>> Members(MarketplaceDb db, List<Guid> organisations, DateTimeOffset now, CancellationToken ct)
    {
        var rows = organisations.Count == 0 ? [] : await (
            from m in db.Set<Membership>()
            join p in db.Set<Person>() on m.PersonId equals p.Id
            where organisations.Contains(m.OrganisationId) && m.FromAt <= now && (m.UntilAt == null || m.UntilAt > now) && p.SuspendedAt == null
            select new { m.OrganisationId, m.PersonId, m.Role }).ToListAsync(ct);
        return rows.ToLookup(r => r.OrganisationId, r => (r.PersonId, r.Role));
    }

    private static async Task<List<(Guid, PlatformRole)>> Officers(MarketplaceDb db, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await (
            from g in db.Set<RoleGrant>()
            join p in db.Set<Person>() on g.PersonId equals p.Id
            where g.FromAt <= now && (g.UntilAt == null || g.UntilAt > now) && p.SuspendedAt == null
            select new { g.PersonId, g.Role }).ToListAsync(ct);
        return rows.ConvertAll(r => (r.PersonId, r.Role));
    }

    // An event may name somebody who is no longer there.
    private static async Task<HashSet<Guid>> People(MarketplaceDb db, List<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : [.. await db.Set<Person>().Where(p => ids.Contains(p.Id) && p.SuspendedAt == null).Select(p => p.Id).ToListAsync(ct)];

    private static async Task<IEnumerable<(Whom Group, Guid Organisation)>> Followers(MarketplaceDb db, List<Guid> challenges, CancellationToken ct)
    {
        if (challenges.Count == 0) return [];
        var byAnswer = await db.Set<Match>().Where(m => challenges.Contains(m.ChallengeId) && (m.Answer == MatchAnswer.Interested || m.Answer == MatchAnswer.Saved))
            .Select(m => new { m.ChallengeId, m.OrganisationId }).ToListAsync(ct);
        var byBid = await db.Set<Bid>().Where(b => challenges.Contains(b.ChallengeId) && b.Status != BidStatus.Withdrawn)
            .Select(b => new { b.ChallengeId, b.OrganisationId }).ToListAsync(ct);
        return byAnswer.Concat(byBid).Distinct().Select(f => ((Whom)new Whom.Followers(f.ChallengeId), f.OrganisationId));
    }

    private static async Task<IEnumerable<(Whom Group, Guid Organisation)>> Matched(MarketplaceDb db, List<Guid> challenges, CancellationToken ct)
    {
        if (challenges.Count == 0) return [];
        var matches = await db.Set<Match>().Where(m => challenges.Contains(m.ChallengeId)).Select(m => new { m.ChallengeId, m.OrganisationId, m.Answer }).ToListAsync(ct);
        var invitations = await db.Set<Challenge>().Where(c => challenges.Contains(c.Id) && c.Mode == AwardMode.Directed).Select(c => new { c.Id, c.InvitedIds }).ToListAsync(ct);
        var answered = matches.Where(m => m.Answer != null).Select(m => (m.ChallengeId, m.OrganisationId)).ToHashSet();
        return matches.Select(m => (m.ChallengeId, m.OrganisationId)).Concat(invitations.SelectMany(i => i.InvitedIds.Select(o => (i.Id, o))))
            .Where(m => !answered.Contains(m)).Distinct().Select(m => ((Whom)new Whom.Matched(m.Item1), m.Item2));
    }
}
