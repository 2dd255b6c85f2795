using Marketplace.Kernel;

namespace Marketplace.Payments;

/// <summary>What an operation of a rail moves: money in, to a payee, or back.</summary>
public enum OpKind { Fund = 1, Pay, Refund }

/// <summary>Where an operation stands.</summary>
public enum OpState { Planned = 1, Sent, Done, Manual, Void }

/// <summary>
/// One movement of money that a provider is asked for. It is written before the provider is called, so that a crash at any point
/// finds it again under the same name; id and attempt make the key under which the provider does it once.
/// <code>
///   Planned ──call──▶ Sent ──done──▶ Done ──came back──▶ Manual
///      │  ▲             │ └──refused, a person decides──▶ Manual ──retry──▶ Planned
///      │  └──refused, attempt+1──┘                          │
///      └────────────────────── void ◀──handed over──────────┘
/// </code>
/// </summary>
public sealed class PaymentOp
{
    /// <summary>An outcome that is not known after this long is looked up first: providers forget keys after a day.</summary>
    public static readonly TimeSpan KeyIsSafeFor = TimeSpan.FromHours(23);

    /// <summary>So often it tries by itself; then a person decides.</summary>
    public const int MostAttempts = 6;

    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Such as <c>pay:</c> with the milestone's id and a number; never used for another movement.</summary>
    public required string Id { get; init; }
    public required string Rail { get; init; }
    public required OpKind Kind { get; init; }
    public required Guid BountyId { get; init; }
    public Guid? MilestoneId { get; init; }

    /// <summary>The payment or refund that it carries out; null for money in, and for money that goes back out of suspense.</summary>
    public Guid? PayoutId { get; init; }
    public required Currency Currency { get; init; }
    public required long AmountMinor { get; init; }
    public required DateTimeOffset PlannedAt { get; init; }
    public Guid? PlannedById { get; init; }

    public OpState State { get; private set; } = OpState.Planned;
    public int Attempt { get; private set; } = 1;

    /// <summary>Calls of this attempt so far.</summary>
    public int Tries { get; private set; }
    public DateTimeOffset? FirstTriedAt { get; private set; }
    public DateTimeOffset DueAt { get; private set; }
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>The provider's id: of the page while it is paid on, of the transfer or the refund.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>Of money in: the provider's ids of the payment and of its charge. Of money back: the payment that it gives back.</summary>
    public string? PaymentId { get; init; }
    public string? PaidAs { get; private set; }
    public string? ChargeId { get; private set; }

    /// <summary>Of money in: what is held for the bounty by it; the rest of it waits in suspense.</summary>
    public long HeldMinor { get; private set; }
    public long SuspenseMinor { get; private set; }

    /// <summary>Currency of what waits in suspense: that of the provider's balance.</summary>
    public Currency? SuspenseCurrency { get; private set; }
    public string? LastError { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    public Money Amount => new(AmountMinor, Currency);

    public bool IsLive => State is OpState.Planned or OpState.Sent;

    /// <summary>Whether a call may have been carried out of which nobody knows.</summary>
    public bool IsUnknown => State == OpState.Sent && ExternalId is null;

    internal bool MustLookFirst(DateTimeOffset now) => FirstTriedAt is { } first && now - first > KeyIsSafeFor;

    /// <summary>Taken by one worker; written before the provider is called.</summary>
    internal void Send(DateTimeOffset now)
    {
        (State, LeasedUntil) = (OpState.Sent, now + LeaseTime);
        FirstTriedAt ??= now;
        Tries++;
    }

    /// <summary>Taken without a call that moves money, such as to ask whether the payee is ready.</summary>
    internal void Lease(DateTimeOffset now) => LeasedUntil = now + LeaseTime;

    /// <summary>The page on which the publisher pays.</summary>
    internal void Open(string pageId) => (ExternalId, LastError, LeasedUntil) = (pageId, null, null);

    /// <summary>The provider has taken it; news will say how it ends.</summary>
    internal void Await(string externalId, DateTimeOffset now) =>
        (ExternalId, LastError, LeasedUntil, DueAt) = (externalId, null, null, now + LongestWait);

    /// <summary>Nobody knows: the same again later.</summary>
    internal void AskAgain(string why, DateTimeOffset now) => (LastError, LeasedUntil, DueAt) = (why, null, now + Wait(Tries));

    /// <summary>Certainly not done: the key is used up, the next try has another.</summary>
    internal void TryAnew(string why, DateTimeOffset now, TimeSpan? wait = null)
    {
        if (Attempt >= MostAttempts && wait is null)
        {
            HandToPerson(why);
            return;
        }

        (LastError, LeasedUntil, DueAt) = (why, null, now + (wait ?? Wait(Attempt)));
        NextAttempt();
    }

    /// <summary>Nothing was called; it waits until the payee may be paid.</summary>
    internal void WaitForPayee(string why, DateTimeOffset now) => (LastError, LeasedUntil, DueAt) = (why, null, now + LongestWait);

    internal void Wake(DateTimeOffset now)
    {
        if (State == OpState.Planned) DueAt = now;
    }

    internal void HandToPerson(string why) => (State, LastError, LeasedUntil) = (OpState.Manual, why, null);

    internal void Finish(string externalId, DateTimeOffset now) =>
        (State, ExternalId, LastError, LeasedUntil, DoneAt) = (OpState.Done, externalId, null, null, now);

    internal void FinishFunding(string payment, string charge, long held, Money suspense, DateTimeOffset now)
    {
        (State, PaidAs, ChargeId, HeldMinor, LastError, LeasedUntil, DoneAt) = (OpState.Done, payment, charge, held, null, null, now);
        if (suspense.Minor > 0) (SuspenseMinor, SuspenseCurrency) = (suspense.Minor, suspense.Currency);
    }

    /// <summary>What waited in suspense has gone back; or, where that failed, waits again.</summary>
    internal void GiveBack(long minor) => SuspenseMinor -= minor;

    /// <summary>A person lets it be tried again: only what is certainly not done.</summary>
    internal Result<OpState> Again(DateTimeOffset now)
    {
        if (State != OpState.Manual) return new Refusal("op.wrong_state", null, State);
        (State, DueAt) = (OpState.Planned, now);
        NextAttempt();
        return State;
    }

    internal Result<OpState> Drop(string? why = null)
    {
        if (State is not (OpState.Planned or OpState.Sent or OpState.Manual)) return new Refusal("op.wrong_state", null, State);
        (State, LastError, LeasedUntil) = (OpState.Void, why, null);
        return State;
    }

    private void NextAttempt()
    {
        Attempt++;
        (State, Tries, FirstTriedAt, ExternalId) = (OpState.Planned, 0, null, null);
    }

    private static TimeSpan Wait(int tries)
    {
        var wait = FirstWait * Math.Pow(2, Math.Clamp(tries - 1, 0, 10));
        return wait < LongestWait ? wait : LongestWait;
    }
}
