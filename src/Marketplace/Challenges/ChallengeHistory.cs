using System.Text.Json;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>What happened to a challenge, from the event log: who, when, what and why.</summary>
public sealed class ChallengeHistory(MarketplaceDb db)
{
    private const int Most = 500;

    // To the publisher these would name who prepares a bid; officers read them in the log.
    private static readonly string[] HiddenFromPublisher = [DomainEvent.TypeOf(typeof(ConfidentialityTermsAccepted))];
    private static readonly string Updated = DomainEvent.TypeOf(typeof(ChallengeUpdated));
    private static readonly string Asked = DomainEvent.TypeOf(typeof(QuestionAsked));

    /// <summary>Newest first; nothing for those who may read neither the draft nor the file.</summary>
    public async Task<IReadOnlyList<HistoryLine>> Of(Guid challengeId, Actor actor, CancellationToken ct = default)
    {
        if (await db.FindFacts(challengeId, ct) is not { } facts || !ChallengeQueries.MayRead(facts, actor)) return [];
        var isOfficer = Permissions.Allows(Deed.SeeUnpublishedChallenge, actor);
        var hidden = isOfficer ? [] : HiddenFromPublisher;
        var rows = await db.Set<EventRow>().AsNoTracking()
            .Where(e => e.SubjectId == challengeId && e.SubjectKind == "challenge" && !hidden.Contains(e.Type))
            .OrderByDescending(e => e.Seq).Take(Most)
            .Select(e => new { e.Type, e.At, e.ActorName, e.ActorId, e.Reason, Json = e.Type == Updated ? e.Json : null }).ToListAsync(ct);
        return Gathered(rows.Select(e => new HistoryLine(
            e.Type, e.At, ActorName: e.Type == Asked && !isOfficer ? null : e.ActorName, BySystem: e.ActorId is null, e.Reason,
            e.Json is null ? [] : JsonSerializer.Deserialize<ChallengeUpdated>(e.Json, EventJson.Options)?.Fields ?? [])));
    }

    /// <summary>A form saves while somebody types: what one person changed in one go is one line, with all the fields.</summary>
    private static List<HistoryLine> Gathered(IEnumerable<HistoryLine> lines)
    {
        var gathered = new List<HistoryLine>();
        foreach (var line in lines)
        {
            if (line.Type == Updated && gathered is [.., var last] && last.Type == Updated && last.ActorName == line.ActorName)
            {
                gathered[^1] = last with { Fields = [.. last.Fields.Union(line.Fields, StringComparer.Ordinal)] };
            }
            else
            {
                gathered.Add(line);
            }
        }

        return gathered;
    }
}

/// <summary>One line of the history.</summary>
/// <param name="ActorName">Null where the reader may not know who it was.</param>
/// <param name="Fields">What was written anew, by name; empty for all but changes.</param>
public sealed record HistoryLine(string Type, DateTimeOffset At, string? ActorName, bool BySystem, string? Reason, IReadOnlyList<string> Fields);
