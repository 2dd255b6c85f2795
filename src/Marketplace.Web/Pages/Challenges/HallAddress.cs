using System.Globalization;
using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Organisations;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>The hall's question as it stands in the address. What cannot be read is left out: an old or mistyped link still shows a list.</summary>
public static class HallAddress
{
    public static HallFilter Read(IQueryCollection query) => new()
    {
        Words = Words(query["q"].ToString()),
        Phases = Many<HallPhase>(query, "phase"),
        Leading = Flags<LeadingIndustry>(query, "leading"),
        HardCore = Flags<HardCoreIndustry>(query, "hardcore"),
        Kinds = Many<ChallengeKind>(query, "kind"),
        Modes = Many<AwardMode>(query, "mode"),
        Bands = Many<BountyBand>(query, "bounty"),
        Regions = Many<Region>(query, "region"),
        Deadline = Many<DeadlineWindow>(query, "deadline") is [var window, ..] ? window : null,
        Publisher = Guid.TryParse(query["publisher"], out var publisher) ? publisher : null,
        Sort = Many<HallSort>(query, "sort") is [var sort, ..] ? sort : null,
        Page = int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, HallFilter.MaxPage) : 1,
    };

    /// <summary>Names in the query whose values mean nothing to the hall; for programs, which must not take everything for an answer.</summary>
    public static IReadOnlyList<string> Unreadable(IQueryCollection query)
    {
        var filter = Read(query);
        (string Name, int Read)[] choices =
        [
            ("phase", filter.Phases.Count), ("leading", Bits((int)filter.Leading)), ("hardcore", Bits((int)filter.HardCore)), ("kind", filter.Kinds.Count),
            ("mode", filter.Modes.Count), ("bounty", filter.Bands.Count), ("region", filter.Regions.Count),
            ("deadline", filter.Deadline is null ? 0 : 1), ("publisher", filter.Publisher is null ? 0 : 1), ("sort", filter.Sort is null ? 0 : 1),
        ];
        return [.. choices.Where(c => query[c.Name].Distinct(StringComparer.OrdinalIgnoreCase).Count() != c.Read).Select(c => c.Name)];
    }

    private static int Bits(int flags) => System.Numerics.BitOperations.PopCount((uint)flags);

    private static string? Words(string text)
    {
        var words = text.Trim();
        if (words.Length == 0) return null;
        return words.Length > HallFilter.MaxWords ? words[..HallFilter.MaxWords] : words;
    }

    private static List<T> Many<T>(IQueryCollection query, string name) where T : struct, Enum
    {
        var found = new List<T>();
        foreach (var text in query[name])
        {
            if (Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !found.Contains(value)) found.Add(value);
        }

        return found;
    }

    private static T Flags<T>(IQueryCollection query, string name) where T : struct, Enum
    {
        var flags = 0;
        foreach (var value in Many<T>(query, name)) flags |= Convert.ToInt32(value, CultureInfo.InvariantCulture);
        return (T)Enum.ToObject(typeof(T), flags);
    }
}
