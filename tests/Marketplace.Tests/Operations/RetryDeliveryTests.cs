using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Operations;

public sealed class RetryDeliveryTests
{
    [Test]
    public async Task Retry_of_a_parked_delivery_makes_it_due_and_needs_the_duty()
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        await TestData.AddDraft(world.Services, cast);
        await world.With((MarketplaceDb db) =>
        {
            db.Add(new EventDelivery { EventSeq = 1, Subscriber = "test", State = DeliveryState.Parked, Attempts = 7, DueAt = World.Start, Error = "no answer" });
            return db.SaveChangesAsync();
        });
        var input = new RetryDelivery.Input(1, "test");

        Assert.That((await world.With((RetryDelivery u) => u.Run(input, cast.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await world.With((RetryDelivery u) => u.Run(input, cast.Operator))).IsOk, Is.True);
        var delivery = await world.Read(db => db.Set<EventDelivery>().SingleAsync(d => d.EventSeq == 1 && d.Subscriber == "test"));
        Assert.That((delivery.State, delivery.Attempts), Is.EqualTo((DeliveryState.Due, 0)));
    }
}
