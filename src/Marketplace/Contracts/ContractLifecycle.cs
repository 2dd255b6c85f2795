using Marketplace.Kernel;

namespace Marketplace.Contracts;

/// <summary>Where a contract stands.</summary>
public enum ContractStatus { Contracting = 1, InProgress, Settled, Terminated, Lapsed }

public enum ContractAction { Conclude = 1, Settle, Reopen, Terminate, Lapse }

/// <summary>
/// The life of a contract; the challenge moves along with it.
/// <code>
///   Contracting ──Conclude──▶ InProgress ──Settle──▶ Settled
///                                 ▲                     │
///                                 └───────Reopen────────┘  a bank sent the last payment back
///   Contracting, InProgress ──Terminate──▶ Terminated   by agreement, or for cause with the operator's word
///   Contracting ──Lapse──▶ Lapsed   not signed in time; the offer passes to the reserve, if the award has one
/// </code>
/// Whether its money is frozen stands beside the state: it does not move while it is. A change of a signed contract has a life of its own and moves nothing here.
/// </summary>
public static class ContractLifecycle
{
    private static readonly Lifecycle<ContractStatus, ContractAction> Life = new("contract.wrong_state",
    [
        (ContractStatus.Contracting, ContractAction.Conclude, ContractStatus.InProgress),
        (ContractStatus.InProgress, ContractAction.Settle, ContractStatus.Settled),
        (ContractStatus.Settled, ContractAction.Reopen, ContractStatus.InProgress),
        (ContractStatus.Contracting, ContractAction.Lapse, ContractStatus.Lapsed),
        (ContractStatus.Contracting, ContractAction.Terminate, ContractStatus.Terminated),
        (ContractStatus.InProgress, ContractAction.Terminate, ContractStatus.Terminated),
    ]);

    public static Result<ContractStatus> Next(ContractStatus from, ContractAction action) => Life.Next(from, action);
}
