using Marketplace.Bids;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>One submitted version, read by its bidder; and the files of any version for whoever may read it.</summary>
public sealed class VersionModel(CurrentActor current, BidQueries bids, BidReader reader) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    public OwnBid Bid { get; private set; } = null!;
    public BidTerms Terms { get; private set; } = null!;
    public BidContent? Written { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var bid = await bids.One(Id, current.Actor, ct);
        if (!bid.IsOk || bid.Value.Receipts.All(r => r.Version != Version)) return NotFound();
        (Bid, Terms) = (bid.Value, await bids.Terms(bid.Value.Facts.Challenge.Id, bid.Value.Facts.OrganisationId, ct));
        var content = await reader.Version(Id, Version, current.Actor, ct);
        if (content.IsOk) Written = content.Value;
        return Page();
    }
}
