using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Milestones;
using Marketplace.Kernel;

namespace Marketplace.Contracts;

public sealed partial class Contract
{
    /// <summary>While it is set nothing of the contract is accepted, released or ordered; what the bank has done is booked all the same.</summary>
    public DateTimeOffset? FrozenAt { get; private set; }
    public Guid? FrozenById { get; private set; }

    /// <summary>Shown to both sides and to the officers.</summary>
    public string? FreezeReason { get; private set; }

    public DateTimeOffset? TerminatedAt { get; private set; }
    public TerminationCause? TerminationCause { get; private set; }

    public bool IsFrozen => FrozenAt is not null;

    /// <summary>The refusal of whatever would move money while it is frozen; null where it is not.</summary>
    internal Refusal? Frozen => IsFrozen ? new Refusal("contract.frozen", null, FreezeReason) : null;

    internal Result<Done> Freeze(string reason, Actor actor, DateTimeOffset now)
    {
        if (IsFrozen) return new Refusal("contract.frozen_before");
        (FrozenAt, FrozenById, FreezeReason) = (now, actor.PersonId, reason);
        return default(Done);
    }

    internal Result<Done> Thaw()
    {
        if (!IsFrozen) return new Refusal("contract.not_frozen");
        (FrozenAt, FrozenById, FreezeReason) = (null, null, null);
        return default(Done);
    }

    /// <summary>Until when both sides sign; null where the procedure sets no time.</summary>
    public DateTimeOffset? SignBy { get; private set; }

    internal void SetSignBy(DateTimeOffset? at) => SignBy = at;

    internal Result<ContractStatus> Lapse()
    {
        var moved = Move(ContractAction.Lapse);
        if (!moved.IsOk) return moved;
        foreach (var milestone in Milestones.Where(m => m.IsOpen)) _ = milestone.Void().Value;
        return moved;
    }

    /// <summary>What was accepted stays; every milestone that is still open is void.</summary>
    internal Result<ContractStatus> Terminate(TerminationCause cause, DateTimeOffset now)
    {
        var moved = Move(ContractAction.Terminate);
        if (!moved.IsOk) return moved;
        (TerminationCause, TerminatedAt) = (cause, now);
        foreach (var milestone in Milestones.Where(m => m.IsOpen)) _ = milestone.Void().Value;
        return moved;
    }
}
