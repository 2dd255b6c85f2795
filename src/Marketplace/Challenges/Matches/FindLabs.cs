using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>Finds the organisations that fit an open challenge, keeps why, and lets both sides know. Done again it changes nothing.</summary>
public sealed class FindLabs(MarketplaceDb db, Writer writer, MatchBook book)
{
    /// <param name="Again">The challenge was posted once more: who was told before is told again, unless it was not for them.</param>
    public sealed record Input(Guid ChallengeId, bool Again = false);

    /// <returns>How many organisations fit; none where the challenge is not open.</returns>
    public async Task<Result<int>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if ((await new ChallengeDocuments(db).Of([input.ChallengeId], ct)).SingleOrDefault() is not { } challenge) return 0;
        var found = await Rank(challenge, ct);
        return await writer.Write(w => Keep(w, challenge, found, input.Again, actor, ct), ct);
    }

    private async Task<List<FoundMatch>> Rank(OpenChallenge challenge, CancellationToken ct)
    {
        await book.Ready(ct);
        var own = await OwnGroup(challenge, ct);
        var invited = challenge.Invited;
        // An invitation stands whatever the score; the match says what speaks for it.
        var ranked = book.Labs.Rank(challenge.Document, MatchRules.MostLabs, id => !own.Contains(id) && invited?.Contains(id) != false)
            .Where(r => invited is not null || r.Score >= MatchRules.LeastScore).ToList();
        var profiles = (await new ProfileDocuments(db).Of(ranked.ConvertAll(r => Guid.Parse(r.Id)), ct)).ToDictionary(p => p.Document.Id, StringComparer.Ordinal);
        return [.. ranked.Where(r => profiles.ContainsKey(r.Id)).Select(r => FoundMatch.Of(r, challenge, profiles[r.Id]))];
    }

    // Nobody bids for the challenge of the own organisation or group.
    private async Task<HashSet<string>> OwnGroup(OpenChallenge challenge, CancellationToken ct)
    {
        var ids = await db.GroupOf(challenge.PublisherId, challenge.GroupId).Select(o => o.Id).ToListAsync(ct);
        return [.. ids.Select(own => own.ToString("D"))];
    }

    // The invited have been told by their invitation.
    private static async Task<Result<int>> Keep(Writing w, OpenChallenge challenge, List<FoundMatch> found, bool again, Actor actor, CancellationToken ct)
    {
        var before = await w.Db.Set<Match>().Where(m => m.ChallengeId == challenge.Id).ToDictionaryAsync(m => m.OrganisationId, ct);
        var told = found.Where(f => f.Keep(w, before.GetValueOrDefault(f.Profile.Id)) || (again && f.Match.Answer != MatchAnswer.NotForUs)).ToList();
        var kept = found.Select(f => f.Profile.Id).ToHashSet();
        w.Db.RemoveRange(before.Values.Where(m => m.Answer is null && !kept.Contains(m.OrganisationId)));
        foreach (var match in told) w.Record(match.Event(atPosting: challenge.Invited is null), actor);
        if (told.Count > 0) w.Record(new ChallengeMatched(challenge.Id, challenge.PublisherId, challenge.Code, found.Count, [.. found.Take(5).Select(f => f.Profile.Id)]), actor);
        return found.Count;
    }
}
