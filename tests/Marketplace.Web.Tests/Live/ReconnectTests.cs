using Marketplace.Data;
using Marketplace.Events;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

[TestFixtureSource(typeof(Databases))]
public sealed class ReconnectTests(DatabaseProvider provider)
{
    [Test]
    public async Task Connection_cut_in_the_middle_of_a_burst_finds_every_event_exactly_once_in_order()
    {
        const int Events = 1000;
        await using var stage = await LiveStage.Create(provider);
        using var cable = new Cable(stage.Host.Address);
        await using var listener = await LiveListener.Join(cable.Address, Streams.Public);

        var burst = Burst(stage, Events);
        foreach (var enough in new[] { 100, 400, 700 })
        {
            await listener.Until(l => l.Heard.Count >= enough);
            var before = listener.Returns;
            cable.Cut();
            await listener.Until(l => l.Returns > before);
        }

        await burst;
        await listener.Until(l => l.Heard.Count >= Events);

        Assert.That(listener.Heard.Select(m => m.Subject.Code), Is.EqualTo(Enumerable.Range(1, Events).Select(i => $"NOTE-{i}")));
        Assert.That(listener.Heard.Select(m => m.Number), Is.EqualTo(Enumerable.Range(1, Events).Select(i => (long)i)));
    }

    // Four events to a commit, as use cases that change several things at once do.
    private static async Task Burst(LiveStage stage, int events)
    {
        for (var i = 1; i <= events; i += 4) await stage.Happen(Streams.Public, i, i + 3);
    }
}
