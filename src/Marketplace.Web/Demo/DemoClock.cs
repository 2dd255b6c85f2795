namespace Marketplace.Web.Demo;

/// <summary>A clock that goes only forward and only when told, so that the demonstration has a past made by the use cases themselves.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Never back: the event log is in the order of time.</summary>
    public void MoveTo(DateTimeOffset at) => _now = at > _now ? at : _now.AddSeconds(1);
}
