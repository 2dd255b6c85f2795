using System.Text.Json;
using Marketplace.Events;
using Marketplace.Matching;
using Marketplace.Organisations;

namespace Marketplace.Challenges.Matches;

/// <summary>Why a challenge fits an organisation, small enough to be kept with the match and read by people.</summary>
/// <param name="Terms">Words and phrases that both share, heaviest first.</param>
/// <param name="Fields">Fields of the profile that a shared term names.</param>
/// <param name="Outcomes">Results of the organisation that come nearest, best first.</param>
public sealed record MatchReasons(IReadOnlyList<string> Terms, IReadOnlyList<string> Fields, IReadOnlyList<MatchedOutcome> Outcomes)
{
    public string ToJson() => JsonSerializer.Serialize(this, EventJson.Options);

    public static MatchReasons FromJson(string json) => JsonSerializer.Deserialize<MatchReasons>(json, EventJson.Options)!;

    internal static MatchReasons Of(MatchExplanation explanation, Profile profile)
    {
        List<string> terms = [.. explanation.Terms.Take(MatchRules.MostTerms).Select(t => t.Text)];
        var fields = profile.Fields.Where(f => terms.Exists(t => f.Contains(t, StringComparison.OrdinalIgnoreCase))).Take(MatchRules.MostFields);
        return new(terms, [.. fields], [.. Nearest(explanation, profile).Take(MatchRules.MostOutcomes)]);
    }

    private static IEnumerable<MatchedOutcome> Nearest(MatchExplanation explanation, Profile profile)
    {
        foreach (var part in explanation.Parts)
        {
            if (part.MatchPart is { } key && profile.Outcomes.FirstOrDefault(o => ProfileDocuments.KeyOf(o.Id) == key) is { } outcome) yield return outcome;
        }
    }
}

/// <summary>An outcome that speaks for the organisation.</summary>
public sealed record MatchedOutcome(Guid Id, OutcomeKind Kind, string Title, int? Year);
