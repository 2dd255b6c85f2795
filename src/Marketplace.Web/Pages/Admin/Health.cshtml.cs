using Marketplace.Operations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>Health of the platform: jobs, outbox, mail, room on the disk.</summary>
public sealed class HealthModel(SystemQueries system, DeliveryQueries deliveries, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "system");

    public SystemState State { get; private set; } = null!;

    public IReadOnlyList<LaneState> Lanes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await system.Read(current.Actor, ct) is not { } state) return NotFound();
        State = state;
        Lanes = await deliveries.Lanes(current.Actor, ct);
        return Page();
    }
}
