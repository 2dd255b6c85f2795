using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Reconciliation;

/// <summary>A comparison found another set of differences than the one before, or none any more.</summary>
[EventType("reconciliation.differed")]
public sealed record ReconciliationDiffered(Guid RunId, bool IsFull, int Differences, bool StopsReleases) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("reconciliation", RunId, null);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Money];
}
