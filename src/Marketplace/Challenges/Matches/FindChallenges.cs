using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Matching;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>
/// Finds the open challenges that fit an organisation whose profile became public or changed. What was found before is
/// computed anew; only what is new is told. Done again it changes nothing.
/// </summary>
public sealed class FindChallenges(MarketplaceDb db, Writer writer, MatchBook book)
{
    public sealed record Input(Guid OrganisationId);

    /// <returns>How many open challenges fit; none where the organisation is not matched.</returns>
    public async Task<Result<int>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        var profile = (await new ProfileDocuments(db).Of([input.OrganisationId], ct)).SingleOrDefault();
        var found = profile is null ? [] : await Rank(profile, ct);
        if (found.Count == 0 && !await OpenMatches(db, input.OrganisationId).AnyAsync(ct)) return 0;
        return await writer.Write(w => Keep(w, input.OrganisationId, found, actor, ct), ct);
    }

    private async Task<List<FoundMatch>> Rank(Profile profile, CancellationToken ct)
    {
        await book.Ready(ct);
        var closed = await ClosedTo(profile, ct);
        var near = book.Open.Score(profile.Document, MatchRules.MostChallenges, id => !closed.Contains(id));
        var challenges = await new ChallengeDocuments(db).Of([.. near.Select(n => Guid.Parse(n.Id))], ct);
        var found = new List<FoundMatch>(challenges.Count);
        foreach (var challenge in challenges)
        {
            // The same score as when the challenge looks for organisations, so that both sides read the same list.
            if (book.Labs.Explain(challenge.Document, profile.Document.Id) is { } result && (challenge.Invited is not null || result.Score >= MatchRules.LeastScore))
            {
                found.Add(FoundMatch.Of(result, challenge, profile));
            }
        }

        return found;
    }

    // Those of the own organisation or group, and those to which others are invited.
    private async Task<HashSet<string>> ClosedTo(Profile profile, CancellationToken ct)
    {
        var own = db.GroupOf(profile.Id, profile.GroupId).Select(o => o.Id);
        var ids = await db.Set<Challenge>()
            .Where(c => c.Status == ChallengeStatus.Open && (own.Contains(c.PublisherId) || (c.Mode == AwardMode.Directed && !c.InvitedIds.Contains(profile.Id))))
            .Select(c => c.Id).ToListAsync(ct);
        return [.. ids.Select(closed => closed.ToString("D"))];
    }

    private static async Task<Result<int>> Keep(Writing w, Guid organisationId, List<FoundMatch> found, Actor actor, CancellationToken ct)
    {
        var before = await OpenMatches(w.Db, organisationId).ToDictionaryAsync(m => m.ChallengeId, ct);
        var told = found.Where(f => f.Keep(w, before.GetValueOrDefault(f.Challenge.Id))).ToList();
        var kept = found.Select(f => f.Challenge.Id).ToHashSet();
        w.Db.RemoveRange(before.Values.Where(m => m.Answer is null && !kept.Contains(m.ChallengeId)));
        foreach (var match in told) w.Record(match.Event(atPosting: false), actor);
        if (told.Count > 0) w.Record(new ProfileMatched(organisationId, told.Count), actor);
        return found.Count;
    }

    private static IQueryable<Match> OpenMatches(MarketplaceDb db, Guid organisationId) =>
        db.Set<Match>().Where(m => m.OrganisationId == organisationId && db.Set<Challenge>().Any(c => c.Id == m.ChallengeId && c.Status == ChallengeStatus.Open));
}
