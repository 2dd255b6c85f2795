using Marketplace.Bids;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The bids of one's own organisations.</summary>
public sealed class IndexModel(CurrentActor current, BidQueries bids) : PageModel
{
    public IReadOnlyList<OwnBidRow> Bids { get; private set; } = [];

    /// <summary>Streams of the organisations, so that the list follows by itself.</summary>
    public string Streams => LiveParts.Own(current.Actor);

    public async Task OnGetAsync(CancellationToken ct) => Bids = await bids.Own(current.Actor, ct: ct);
}
