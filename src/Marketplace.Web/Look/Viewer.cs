using Marketplace.Kernel;
using Marketplace.Web.Security;

namespace Marketplace.Web.Look;

/// <summary>Who looks at the page, as far as the frame around it needs to know.</summary>
public sealed class Viewer(CurrentActor current)
{
    public Actor Actor => current.Actor;

    public bool IsSignedIn => Actor.IsKnown;

    /// <summary>Whether the administration has a page for this person.</summary>
    public bool Administers => Actor.HasAny(
        PlatformRole.Operator, PlatformRole.AdminReviewer, PlatformRole.AdminApprover,
        PlatformRole.Finance, PlatformRole.Supervisor, PlatformRole.Auditor);
}
