using Marketplace.Kernel;

namespace Marketplace.Contracts;

/// <summary>Where a contract stands.</summary>
public enum ContractStatus { Contracting = 1, InProgress, Settled }

public enum ContractAction { Conclude = 1, Settle, Reopen }

/// <summary>
/// The life of a contract; the challenge moves along with it.
/// <code>
///   Contracting ──Conclude──▶ InProgress ──Settle──▶ Settled
///                                 ▲                     │
///                                 └───────Reopen────────┘  a bank sent the last payment back
/// </code>
/// Change and termination join this table when they are built.
/// </summary>
public static class ContractLifecycle
{
    private static readonly (ContractStatus From, ContractAction Action, ContractStatus To)[] Moves =
    [
        (ContractStatus.Contracting, ContractAction.Conclude, ContractStatus.InProgress),
        (ContractStatus.InProgress, ContractAction.Settle, ContractStatus.Settled),
        (ContractStatus.Settled, ContractAction.Reopen, ContractStatus.InProgress),
    ];

    public static Result<ContractStatus> Next(ContractStatus from, ContractAction action)
    {
        foreach (var move in Moves)
        {
            if (move.From == from && move.Action == action) return move.To;
        }

        return new Refusal("contract.wrong_state", null, from, action);
    }
}
