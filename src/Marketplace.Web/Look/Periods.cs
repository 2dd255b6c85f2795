using Marketplace.Kernel;

namespace Marketplace.Web.Look;

/// <summary>Periods as people type them: by their last day, which counts in full; nothing for what has no end.</summary>
public static class Periods
{
    public static DateTimeOffset? EndOf(DateOnly? lastDay) => lastDay is { } day ? ShanghaiTime.EndOf(day) : null;
}
