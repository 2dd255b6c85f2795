using Marketplace.Kernel;

namespace Marketplace.Web.Look;

/// <summary>Periods as people type them: by their first and last day, which count in full; nothing for what begins at once or has no end.</summary>
public static class Periods
{
    public static DateTimeOffset? StartOf(DateOnly? firstDay) => firstDay is { } day ? ShanghaiTime.StartOf(day) : null;

    public static DateTimeOffset? EndOf(DateOnly? lastDay) => lastDay is { } day ? ShanghaiTime.EndOf(day) : null;
}
