using Marketplace.Web.Pages.Admin;

namespace Marketplace.Web.Pages.Workspace;

/// <summary>What the workspace reads besides the features' own queries.</summary>
public static class WorkspaceModule
{
    public static IServiceCollection AddWorkspace(this IServiceCollection services) => services.AddScoped<OfficerQueues>();
}
