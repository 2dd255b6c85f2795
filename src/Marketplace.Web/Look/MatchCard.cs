using Marketplace.Challenges.Matches;
using Marketplace.Kernel;

namespace Marketplace.Web.Look;

/// <summary>A challenge that fits the reader's organisation, and why. Shown by <c>_MatchCard</c>.</summary>
/// <param name="Id">Of the match; the answers of the card are posted for it.</param>
/// <param name="Closeness">Null where the organisation follows the challenge without its having been found for it.</param>
/// <param name="Degree">How near, 0 to 1, for the meter beside the word.</param>
/// <param name="Text">The part of the need in which the shared terms occur.</param>
/// <param name="Terms">Terms that need and profile share, strongest first.</param>
/// <param name="Reasons">Further reasons, each with its name: fields in common, past results, region, tier.</param>
/// <param name="Answer">What the organisation said before.</param>
/// <param name="PostTo">Where the answers go, as <c>answer=Interested|Saved|NotForUs</c>, empty to take it back; null shows no buttons.</param>
public sealed record MatchCard(
    Guid Id, string Code, string Title, string Publisher, Money? BountyFrom, Money? BountyTo, DateTimeOffset? Deadline,
    Closeness? Closeness, double Degree, string Text, IReadOnlyList<string> Terms, IReadOnlyList<(string Name, string Value)> Reasons,
    MatchAnswer? Answer = null, bool IsNew = false, bool IsDemo = false, string? PostTo = null);
