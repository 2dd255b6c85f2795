using Marketplace.Kernel;

namespace Marketplace.Organisations;

public enum VerificationStatus { Draft = 1, Submitted, Verified, Rejected, Suspended }

public enum VerificationAction { Submit = 1, Verify, Reject, Suspend, Reinstate }

/// <summary>
/// How an organisation comes to be verified.
/// <code>
///   Draft ──Submit──▶ Submitted ──Verify──▶ Verified ──Suspend──▶ Suspended
///                      │    ▲                   ▲                    │
///                    Reject └──Submit── Rejected└─────Reinstate──────┘
/// </code>
/// </summary>
public static class OrganisationLifecycle
{
    private static readonly Lifecycle<VerificationStatus, VerificationAction> Life = new("organisation.wrong_state",
    [
        (VerificationStatus.Draft, VerificationAction.Submit, VerificationStatus.Submitted),
        (VerificationStatus.Rejected, VerificationAction.Submit, VerificationStatus.Submitted),
        (VerificationStatus.Submitted, VerificationAction.Verify, VerificationStatus.Verified),
        (VerificationStatus.Submitted, VerificationAction.Reject, VerificationStatus.Rejected),
        (VerificationStatus.Verified, VerificationAction.Suspend, VerificationStatus.Suspended),
        (VerificationStatus.Suspended, VerificationAction.Reinstate, VerificationStatus.Verified),
    ]);

    public static Result<VerificationStatus> Next(VerificationStatus from, VerificationAction action) => Life.Next(from, action);
}
