using Marketplace.Data;
using Marketplace.Payments;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Payments;

[TestFixtureSource(typeof(Databases))]
public sealed class TakeNoticeTests(DatabaseProvider provider)
{
    [Test]
    public async Task Event_is_kept_once_however_often_and_at_once_it_is_told()
    {
        await using var world = await World.Create(provider);
        var notice = new Notice("evt_1", "payment_intent.succeeded", "pi_1", null, World.Start);
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.With((TakeNotice u) => u.Run("stripe", notice))));
        Assert.That(taken.Count(t => t.Value), Is.EqualTo(1));
        Assert.That(await world.Read(db => db.Set<RailNotice>().CountAsync()), Is.EqualTo(1));
    }
}
