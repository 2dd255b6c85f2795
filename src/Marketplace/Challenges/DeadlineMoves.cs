using Marketplace.Data;
using Marketplace.Events;

namespace Marketplace.Challenges;

/// <summary>When deadlines were moved. The challenge counts its extensions; the moments stand in its events alone.</summary>
internal static class DeadlineMoves
{
    private static readonly string Extended = DomainEvent.TypeOf(typeof(ChallengeExtended));

    /// <summary>Part of larger questions: filter by the challenge as the subject.</summary>
    public static IQueryable<EventRow> Of(MarketplaceDb db) => db.Set<EventRow>().Where(e => e.SubjectKind == "challenge" && e.Type == Extended);
}
