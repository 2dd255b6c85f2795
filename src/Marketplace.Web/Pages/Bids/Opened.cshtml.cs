using Marketplace.Bids;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>One opened bid, for the publisher and the officers.</summary>
public sealed class OpenedModel(CurrentActor current, OpenedBidQueries opened) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OpenedBids All { get; private set; } = null!;
    public OpenedBidRow Bid { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid bidId, CancellationToken ct)
    {
        var all = await opened.All(Id, current.Actor, ct);
        if (!all.IsOk || all.Value.Bids.FirstOrDefault(b => b.Id == bidId) is not { } bid) return NotFound();
        (All, Bid) = (all.Value, bid);
        return Page();
    }
}
