using Marketplace.Bids;
using Marketplace.Events;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The bids of one's own organisations.</summary>
public sealed class IndexModel(CurrentActor current, BidQueries bids) : PageModel
{
    private const int MostFollowed = 20;

    public IReadOnlyList<OwnBidRow> Bids { get; private set; } = [];

    /// <summary>Streams of the organisations and of the challenges on top of the list, so that it follows by itself.</summary>
    public string Live => string.Join(' ', Bids.Select(b => Streams.Challenge(b.ChallengeId)).Distinct().Take(MostFollowed).Prepend(LiveParts.Own(current.Actor)));

    public async Task OnGetAsync(CancellationToken ct) => Bids = await bids.Own(current.Actor, ct: ct);
}
