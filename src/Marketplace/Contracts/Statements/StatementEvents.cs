using System.Text.Json.Serialization;
using Marketplace.Events;

namespace Marketplace.Contracts.Statements;

/// <summary>A statement was read; its lines are matched one by one after it.</summary>
[EventType("statement.imported")]
public sealed record StatementImported(Guid ImportId, Guid ById, int Taken, int Repeated, int Refused) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("statement", ImportId, null);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Money];
}

/// <summary>Every line of a statement was looked at.</summary>
[EventType("statement.matched")]
public sealed record StatementMatched(Guid ImportId, int Matched, int Open) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("statement", ImportId, null);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Money];
}

/// <summary>An officer has said what a line is that is not of our bounties.</summary>
[EventType("statement.line_explained")]
public sealed record BankLineExplained(Guid ImportId, Guid LineId, string Reference, long AmountMinor, string Currency) : DomainEvent
{
    [JsonIgnore] public override Subject Subject => new("statement", ImportId, null);
    [JsonIgnore] public override IEnumerable<string> Audience => [Streams.Money];
}
