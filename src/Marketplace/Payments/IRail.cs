using Marketplace.Kernel;

namespace Marketplace.Payments;

/// <summary>What a rail can carry.</summary>
/// <param name="Id">Stands in the rows of what it carries, such as <c>stripe</c>.</param>
/// <param name="Currencies">Those that it settles without exchange.</param>
/// <param name="MostMinor">The highest single payment in minor units.</param>
/// <param name="IsTest">Whether no real money moves.</param>
public sealed record RailInfo(string Id, IReadOnlySet<Currency> Currencies, long LeastMinor, long MostMinor, bool IsTest)
{
    public bool Carries(Money amount) => Currencies.Contains(amount.Currency) && amount.Minor >= LeastMinor && amount.Minor <= MostMinor;
}

/// <summary>A publisher is to pay in by the page of the provider.</summary>
/// <param name="Op">Id of the operation; with the attempt it makes the key under which the provider does it once.</param>
/// <param name="Group">Ties everything that belongs to one bounty together at the provider.</param>
/// <param name="Title">What the payer reads on the provider's page.</param>
public sealed record FundingOrder(string Op, int Attempt, Money Amount, string Group, string Title, Uri Success, Uri Cancelled);

/// <summary>Money goes to a payee, out of the payment that came in for it.</summary>
/// <param name="Source">The provider's id of the charge that paid in.</param>
public sealed record PayOrder(string Op, int Attempt, Money Amount, string Payee, string Source, string Group);

/// <summary>Money goes back to who paid in.</summary>
/// <param name="Payment">The provider's id of the payment that is given back.</param>
public sealed record RefundOrder(string Op, int Attempt, Money Amount, string Payment);

/// <summary>Enough to find at the provider what became of an operation whose answer was lost.</summary>
/// <param name="Payment">For a refund, the payment that it gives back.</param>
public sealed record OpTrace(OpKind Kind, string Op, string Group, string? Payment);

/// <summary>How a call ended.</summary>
public abstract record Outcome
{
    /// <summary>The provider has done it.</summary>
    public sealed record Done(string Id) : Outcome;

    /// <summary>The provider has taken it and has not finished; later news says how it ended.</summary>
    public sealed record Pending(string Id) : Outcome;

    /// <summary>Certainly not done.</summary>
    public sealed record Refused(string Code, Retry Retry) : Outcome;

    /// <summary>Done or not: nobody knows. It is asked again under the same key, and never taken for a failure.</summary>
    public sealed record Unknown(string Why) : Outcome;

    /// <summary>The provider's complete list holds no such thing. Only <see cref="IRail.Lookup"/> says so.</summary>
    public sealed record Absent : Outcome;
}

/// <summary>Whether a refused call may be made again: by itself after a while, once the payee is ready, or by a person alone.</summary>
public enum Retry { Later = 1, WhenPayeeIsReady, ByPerson }

/// <summary>The provider's page on which a publisher pays.</summary>
public sealed record FundingPage(string Id, Uri Address);

/// <summary>Where a page of the provider stands: still open at an address, paid, or gone.</summary>
public sealed record FundingPageState(bool IsOpen, bool IsPaid, Uri? Address);

/// <summary>One thing that a provider reported.</summary>
/// <param name="ObjectId">What it is about; read again before anything is booked.</param>
/// <param name="Account">The payee's account, where it happened there.</param>
public sealed record Notice(string Id, string Type, string ObjectId, string? Account, DateTimeOffset At);

/// <summary>
/// A way for money in and out that a provider runs. It moves money and tells what it knows; it books nothing. No call throws for what
/// the provider or the network did: that is what <see cref="Outcome"/> is for. Reading calls throw <see cref="RailUnreachableException"/>.
/// </summary>
public interface IRail
{
    RailInfo Info { get; }

    /// <summary>Null with the outcome that says why, where there is no page.</summary>
    Task<(FundingPage? Page, Outcome Outcome)> StartFunding(FundingOrder order, CancellationToken ct);

    Task<FundingPageState> FundingState(string pageId, CancellationToken ct);

    Task<Outcome> Pay(PayOrder order, CancellationToken ct);

    Task<Outcome> Refund(RefundOrder order, CancellationToken ct);

    /// <summary>What really happened, by the provider's complete list.</summary>
    Task<Outcome> Lookup(OpTrace trace, CancellationToken ct);

    /// <summary>What a notice is about, as it stands now; null for what concerns nothing of ours.</summary>
    Task<RailNews?> Read(Notice notice, CancellationToken ct);

    /// <summary>What the provider reported since then, oldest first, of the kinds that <see cref="Read"/> knows.</summary>
    IAsyncEnumerable<Notice> Notices(DateTimeOffset since, CancellationToken ct);

    /// <summary>An account at the provider for somebody who is to be paid; its id.</summary>
    /// <param name="op">The same one gives the same account again.</param>
    Task<(string? Account, Outcome Outcome)> OpenPayee(string op, string name, string email, CancellationToken ct);

    /// <summary>A page of the provider on which the payee says who it is; good once and for minutes, so a new one is made for every click.</summary>
    Task<(Uri? Address, Outcome Outcome)> PayeePage(string op, string account, Uri back, Uri again, CancellationToken ct);

    /// <summary>Whether money may be sent there now.</summary>
    Task<PayeeState> PayeeState(string account, CancellationToken ct);
}

/// <summary>How far a payee's account at the provider is.</summary>
public enum PayeeState { Unfinished = 1, Active, Restricted }

/// <summary>The provider could not be asked; nothing follows from that.</summary>
public sealed class RailUnreachableException(string message, Exception? inner = null) : Exception(message, inner);
