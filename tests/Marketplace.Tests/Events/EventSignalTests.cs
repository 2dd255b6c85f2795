using Marketplace.Events;
using NUnit.Framework;

namespace Marketplace.Tests.Events;

public sealed class EventSignalTests
{
    private static readonly Subject Something = new("test", Guid.Empty);

    [Test]
    public void Raise_wakes_the_named_subscriber_and_no_other()
    {
        var signal = new EventSignal();
        var (named, other, all) = (signal.NextFor("named"), signal.NextFor("other"), signal.Next);
        signal.Raise([Something], ["named"]);
        Assert.That((named.IsCompleted, other.IsCompleted, all.IsCompleted), Is.EqualTo((true, false, true)));
    }

    [Test]
    public void NextFor_after_a_raise_waits_for_the_one_after()
    {
        var signal = new EventSignal();
        signal.Raise([Something], ["named"]);
        var next = signal.NextFor("named");
        var before = next.IsCompleted;
        signal.Raise([Something], ["named"]);
        Assert.That((before, next.IsCompleted), Is.EqualTo((false, true)));
    }

    [Test]
    public void Raise_lets_caches_forget_before_it_wakes_anybody()
    {
        var signal = new EventSignal();
        var next = signal.Next;
        var (forgot, wokenBefore) = (0, false);
        signal.OnCommit(subjects => (forgot, wokenBefore) = (subjects.Count, next.IsCompleted));
        signal.Raise([Something, Something], []);
        Assert.That((forgot, wokenBefore, next.IsCompleted), Is.EqualTo((2, false, true)));
    }
}
