using Marketplace.Bids;

namespace Marketplace.Web.Pages.Bids;

/// <summary>A bid's content to be read: all of it, or one step's part.</summary>
/// <param name="Version">For the addresses of files; 0 is the draft.</param>
public sealed record BidContentView(BidContent Bid, BidTerms Terms, Guid BidId, int Version, BidStep? Only = null)
{
    public bool Shows(BidStep step) => Only is null || Only == step;
}
