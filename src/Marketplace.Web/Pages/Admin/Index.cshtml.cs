using Marketplace.Contracts;
using Marketplace.Events;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>What waits for the officer who looks: each queue with its count.</summary>
public sealed class IndexModel(OfficerQueues queues, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "overview");

    public string Live => $"{Streams.Public} {Streams.Officers} {(MoneyQueries.MayRead(current.Actor) ? Streams.Money : "")}".TrimEnd();

    public IReadOnlyList<OfficerQueue> Queues { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.SeeAdministration, current.Actor)) return NotFound();
        Queues = await queues.Of(current.Actor, ct);
        return Page();
    }
}
