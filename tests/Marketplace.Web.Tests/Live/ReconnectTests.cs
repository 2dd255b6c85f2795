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

        await stage.Burst(1, 100);
        foreach (var from in new[] { 101, 401, 701 })
        {
            await listener.Until(l => l.Heard.Count >= from - 50);
            var before = listener.Returns;
            // What is committed after the cut is not pushed to anybody who could hear it.
            var part = stage.Burst(from, from + 299);
            cable.Cut();
            await part;
            await listener.Until(l => l.Returns > before);
        }

        await listener.Until(l => l.Heard.Count >= Events);

        Assert.That(listener.Heard.Select(m => m.Subject.Code), Is.EqualTo(Enumerable.Range(1, Events).Select(i => $"NOTE-{i}")));
        Assert.That(listener.Heard.Select(m => m.Number), Is.EqualTo(Enumerable.Range(1, Events).Select(i => (long)i)));
    }
}
