namespace Marketplace.Payments;

/// <summary>An organisation's account at a provider, to which its payments go.</summary>
public sealed class Payee
{
    public required Guid OrganisationId { get; init; }
    public required string Rail { get; init; }

    /// <summary>The provider's id; null until the provider has answered.</summary>
    public string? Account { get; private set; }
    public PayeeState State { get; private set; } = PayeeState.Unfinished;
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>When the provider was last asked.</summary>
    public DateTimeOffset? AskedAt { get; private set; }

    internal void Open(string account) => Account = account;

    internal void Learn(PayeeState state, DateTimeOffset now) => (State, AskedAt) = (state, now);
}

/// <summary>A payment that a cardholder's bank has drawn back. While it is open nothing of the bounty is released or paid.</summary>
public sealed class CardDispute
{
    /// <summary>The provider's id.</summary>
    public required string Id { get; init; }
    public required Guid BountyId { get; init; }
    public required string Payment { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public DisputeState State { get; private set; } = DisputeState.Open;
    public DateTimeOffset? DecidedAt { get; private set; }

    internal void Decide(DisputeState state, DateTimeOffset now) => (State, DecidedAt) = (state, now);
}
