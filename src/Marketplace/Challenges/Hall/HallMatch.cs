namespace Marketplace.Challenges.Hall;

/// <summary>Which facets of a filter an entry fails, and what it counts for.</summary>
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
        if (f.Kinds.Count > 0 && !f.Kinds.Contains(e.Kind)) failed = failed.Plus(HallFacet.Kind);
        if (f.Modes.Count > 0 && !f.Modes.Contains(e.Mode)) failed = failed.Plus(HallFacet.Mode);
        if (f.Bands.Count > 0 && !f.Bands.Contains(e.Band)) failed = failed.Plus(HallFacet.Band);
        if (f.Regions.Count > 0 && !f.Regions.Contains(e.Region)) failed = failed.Plus(HallFacet.Region);
        if (f.Deadline is { } window && !Within(e, window, now)) failed = failed.Plus(HallFacet.Deadline);
        if (f.Publisher is { } publisher && e.PublisherId != publisher) failed = failed.Plus(HallFacet.Publisher);
        return failed;
    }

    /// <summary>An entry counts for every facet if it passes all, and for one facet alone if it fails only that one.</summary>
    internal static void Count(HallEntry e, Failed failed, HallCounts counts, DateTimeOffset now)
    {
        if (failed.Count > 1) return;
        if (Counts(failed, HallFacet.Phase)) counts.Add(HallFacet.Phase, (int)e.PhaseAt(now));
        if (Counts(failed, HallFacet.Leading)) AddFlags(counts, HallFacet.Leading, (int)e.Leading);
        if (Counts(failed, HallFacet.HardCore)) AddFlags(counts, HallFacet.HardCore, (int)e.HardCore);
        if (Counts(failed, HallFacet.Kind)) counts.Add(HallFacet.Kind, (int)e.Kind);
        if (Counts(failed, HallFacet.Mode)) counts.Add(HallFacet.Mode, (int)e.Mode);
        if (Counts(failed, HallFacet.Band)) counts.Add(HallFacet.Band, (int)e.Band);
        if (Counts(failed, HallFacet.Region)) counts.Add(HallFacet.Region, (int)e.Region);
        if (Counts(failed, HallFacet.Publisher)) counts.AddPublisher(e);
        if (!Counts(failed, HallFacet.Deadline)) return;
        foreach (var window in Enum.GetValues<DeadlineWindow>())
        {
            if (Within(e, window, now)) counts.Add(HallFacet.Deadline, (int)window);
        }
    }

    private static bool Counts(Failed failed, HallFacet facet) => failed.Count == 0 || failed.Facet == facet;

    private static bool Within(HallEntry e, DeadlineWindow window, DateTimeOffset now) =>
        e.PhaseAt(now) == HallPhase.Open && e.DeadlineAt <= now.AddDays(window switch
        {
            DeadlineWindow.Week => 7,
            DeadlineWindow.Month => 30,
            DeadlineWindow.Quarter => 90,
            _ => throw new ArgumentOutOfRangeException(nameof(window), window, "Unknown window."),
        });

    private static void AddFlags(HallCounts counts, HallFacet facet, int flags)
    {
        for (var flag = 1; flag <= flags; flag <<= 1)
        {
            if ((flags & flag) != 0) counts.Add(facet, flag);
        }
    }
}
