using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;

namespace Marketplace.Web.Pages.Workspace.Matches;

/// <summary>Makes cards of matches, in the reader's language.</summary>
public static class MatchCards
{
    /// <summary>Characters of the need around the first shared term.</summary>
    private const int TextLength = 160;

    public static MatchCard Of(FeedMatch match, Texts texts, bool isNew = false, bool namesOrganisation = false)
    {
        var why = match.Why;
        var summary = texts.Either(match.Summary, match.SummaryEn) ?? "";
        return new MatchCard(
            match.Id, match.Code, texts.Either(match.Title, match.TitleEn),
            texts.Either(match.PublisherName, match.PublisherNameEn),
            match.Bounty.From, match.Bounty.To,
            match.DeadlineAt, match.IsByHand ? null : ClosenessOf.Fit(match.Fit), match.Fit / MatchRules.VeryClose, Excerpt(summary, why.Terms), why.Terms,
            [.. Reasons(match, why, texts, namesOrganisation)], match.Answer, isNew, match.IsDemo, $"/workspace/matches/{match.Id:D}");
    }

    private static IEnumerable<(string Name, string Value)> Reasons(FeedMatch match, MatchReasons why, Texts texts, bool namesOrganisation)
    {
        if (why.Fields.Count > 0) yield return (texts["Shared.Match.Fields"], string.Join(texts["Workspace.Comma"], why.Fields));
        if (why.Outcomes.Count > 0) yield return (texts["Shared.Match.Outcomes"], string.Join(texts["Workspace.Semicolon"], why.Outcomes.Select(o => Outcome(o, texts))));
        if (match.NearRegion is { } region) yield return (texts["Shared.Match.Region"], texts.Name(region));
        if (match.Tier != EnterpriseTier.None) yield return (texts["MyOrganisations.Tier"], texts.Name(match.Tier));
        if (namesOrganisation) yield return (texts["Workspace.ForOrganisation"], texts.Either(match.OrganisationName, match.OrganisationNameEn));
    }

    private static string Outcome(MatchedOutcome outcome, Texts texts) => outcome.Year is { } year
        ? texts["Workspace.OutcomeOfYear", outcome.Title, texts.Name(outcome.Kind), year.ToString(texts.Culture)]
        : texts["Workspace.Outcome", outcome.Title, texts.Name(outcome.Kind)];

    /// <summary>The stretch of the need in which the first shared term stands, cut at sentences where they are near.</summary>
    internal static string Excerpt(string text, IReadOnlyList<string> terms)
    {
        if (text.Length <= TextLength) return text;
        var (at, _) = Marks.In(text, terms).FirstOrDefault();
        var start = Math.Clamp(at - (TextLength / 3), 0, text.Length - TextLength);
        // Not in the middle of a pair of surrogates, which would show as a broken sign.
        if (start > 0 && char.IsLowSurrogate(text[start])) start--;
        var end = Math.Min(text.Length, start + TextLength);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1])) end--;
        return (start > 0 ? "…" : "") + text[start..end].Trim() + (end < text.Length ? "…" : "");
    }
}
