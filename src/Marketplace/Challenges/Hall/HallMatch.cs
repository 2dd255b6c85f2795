namespace Marketplace.Challenges.Hall;

/// <summary>Which facets of a filter an entry fails.</summary>
internal static class HallMatch
{
    /// <summary>The facets that the entry fails: none, the one (its value then still counts there), or "more than one".</summary>
    internal readonly record struct Failed(int Count, HallFacet Facet)
    {
        public Failed Plus(HallFacet facet) => new(Count + 1, facet);
    }

    internal static Failed Missed(HallEntry e, HallFilter f, DateTimeOffset now)
    {
        var failed = default(Failed);
        if (f.Phases.Count > 0 && !f.Phases.Contains(e.PhaseAt(now))) failed = failed.Plus(HallFacet.Phase);
        if (f.Leading != LeadingIndustry.None && (e.Leading & f.Leading) == LeadingIndustry.None) failed = failed.Plus(HallFacet.Leading);
        if (f.HardCore != HardCoreIndustry.None && (e.HardCore & f.HardCore) == HardCoreIndustry.None) failed = failed.Plus(HallFacet.HardCore);
        if (f.Kinds.Count > 0 && !(e.StatedKind is { } kind && f.Kinds.Contains(kind))) failed = failed.Plus(HallFacet.Kind);
        if (f.Modes.Count > 0 && !(e.StatedMode is { } mode && f.Modes.Contains(mode))) failed = failed.Plus(HallFacet.Mode);
        if (f.Bands.Count > 0 && !(e.Band is { } band && f.Bands.Contains(band))) failed = failed.Plus(HallFacet.Band);
        if (f.Regions.Count > 0 && !(e.StatedRegion is { } region && f.Regions.Contains(region))) failed = failed.Plus(HallFacet.Region);
        if (f.Deadline is { } window && !Within(e, window, now)) failed = failed.Plus(HallFacet.Deadline);
        if (f.Publisher is { } publisher && (e.IsReference || e.PublisherId != publisher)) failed = failed.Plus(HallFacet.Publisher);
        return failed;
    }

    private static bool Within(HallEntry e, DeadlineWindow window, DateTimeOffset now) => e.PhaseAt(now) == HallPhase.Open && e.DeadlineAt <= EndOf(window, now);

    internal static DateTimeOffset EndOf(DeadlineWindow window, DateTimeOffset now) => now.AddDays(window switch
    {
        DeadlineWindow.Week => 7,
        DeadlineWindow.Month => 30,
        DeadlineWindow.Quarter => 90,
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "Unknown window."),
    });
}
