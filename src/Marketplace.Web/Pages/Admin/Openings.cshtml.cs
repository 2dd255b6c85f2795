using Marketplace.Bids;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>Challenges whose bids wait to be opened.</summary>
public sealed class OpeningsModel(CurrentActor current, OpenedBidQueries opened) : PageModel
{
    public AdminNav Nav => new(current.Actor, "challenges");

    public IReadOnlyList<OpeningState> Waiting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.OpenBids, current.Actor)) return NotFound();
        Waiting = await opened.Waiting(current.Actor, ct);
        return Page();
    }
}
