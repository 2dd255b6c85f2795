using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;

namespace Marketplace.Web.Pages.Workspace.Matches;

/// <summary>The open challenges that fit the reader's organisations, as one list of cards with its neighbours.</summary>
/// <param name="List">The answer whose list is shown; null shows what waits for one.</param>
/// <param name="Counts">By answer; the key 0 stands for none.</param>
public sealed record MatchFeed(MatchAnswer? List, IReadOnlyList<MatchCard> Cards, IReadOnlyDictionary<MatchAnswer, int> Counts, bool HasProfile)
{
    /// <summary>Cards on the page. Who answers the first ones sees the next.</summary>
    public const int Most = 20;

    /// <summary>The lists in their order.</summary>
    public static IReadOnlyList<MatchAnswer?> Lists { get; } = [null, MatchAnswer.Interested, MatchAnswer.Saved, MatchAnswer.NotForUs];

    public int Count(MatchAnswer? list) => Counts.GetValueOrDefault(list ?? default);

    /// <summary>Whether the reader may take challenges up for any organisation.</summary>
    public static bool IsFor(Actor actor) => actor.Memberships.Any(m => Permissions.Allows(Deed.PrepareBid, actor, m.OrganisationId));

    public static bool HasSeveral(Actor actor) => actor.Memberships.Select(m => m.OrganisationId).Distinct().Skip(1).Any();

    public static async Task<MatchFeed> Read(MatchQueries matches, MatchAnswer? list, Actor actor, Texts texts, CancellationToken ct)
    {
        var several = HasSeveral(actor);
        var rows = await matches.Feed(actor, list, Most, ct);
        return new(list, [.. rows.Select(m => MatchCards.Of(m, texts, namesOrganisation: several))], await matches.Counts(actor, ct), actor.Memberships.Any(m => m.Verified));
    }
}
