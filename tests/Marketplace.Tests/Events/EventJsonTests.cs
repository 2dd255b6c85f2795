using System.Text.Json;
using Marketplace.Bids;
using Marketplace.Events;
using NUnit.Framework;

namespace Marketplace.Tests.Events;

public sealed class EventJsonTests
{
    [Test]
    public void Written_event_has_its_facts_and_not_its_envelope()
    {
        var json = JsonSerializer.SerializeToElement(new BidWithdrawn(Guid.CreateVersion7(), Guid.CreateVersion7(), "PD", Guid.CreateVersion7(), 2), EventJson.Options);
        Assert.That(json.EnumerateObject().Select(p => p.Name), Is.EquivalentTo(new[] { "bidId", "challengeId", "code", "organisationId", "version" }));
    }
}
