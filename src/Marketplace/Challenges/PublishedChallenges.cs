using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Finds published challenges by their code, for the page that most visitors open.</summary>
public sealed class PublishedChallenges(MarketplaceDb db, PublishedBook book, PublishedStatements statements)
{
    private const int MaxCode = 40;

    /// <summary>Null where there is none, or where it went back to its publisher and the actor may not see it there.</summary>
    public async Task<PublishedChallenge?> Find(string code, Actor actor, DateTimeOffset now, CancellationToken ct = default)
    {
        if (code.Length > MaxCode || await Read(code, ct) is not { } found) return null;
        return ChallengeGate.CanAct(ChallengeUse.See, found.Facts, actor, now).IsOk ? found : null;
    }

    private async ValueTask<PublishedChallenge?> Read(string code, CancellationToken ct)
    {
        if (book.Find(code) is { } known) return known;
        var turn = book.Turn;
        // Several questions in a row: one connection serves them all and goes back with the context.
        await db.Database.OpenConnectionAsync(ct);
        if (await statements.ByCode(db, code, ct) is not { } found) return null;
        var whole = found with
        {
            Indicators = await statements.Indicators(db, found.Id, ct),
            Questions = found.HasQuestions ? await QuestionQueries.Rows(db, found.Id, ct) : [],
            Directed = await Directed(found, ct),
            Changes = await PublicChanges.Of(db, found, ct),
        };
        book.Keep(whole, turn);
        return whole;
    }

    // What was recorded from elsewhere says that it was directed and no more.
    private async Task<DirectedAward?> Directed(PublishedChallenge found, CancellationToken ct)
    {
        if (found.Mode != AwardMode.Directed || found.Facts.InvitedIds.Count == 0) return null;
        var reason = await db.Set<Challenge>().Where(c => c.Id == found.Id).Select(c => c.DirectedReason).FirstOrDefaultAsync(ct);
        return new(reason, await new OrganisationLookup(db).Names(found.Facts.InvitedIds, ct));
    }
}
