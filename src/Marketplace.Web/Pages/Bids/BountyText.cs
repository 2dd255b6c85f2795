using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The ends of an offered bounty as amounts: both equal when it is fixed, none when it is negotiable.</summary>
public static class BountyText
{
    public static Money? Low(Bounty bounty) => bounty.LowMinor is { } low ? new Money(low, bounty.Currency) : null;

    public static Money? High(Bounty bounty) => bounty.Type switch
    {
        BountyType.Fixed => Low(bounty),
        BountyType.Range => bounty.HighMinor is { } high ? new Money(high, bounty.Currency) : null,
        BountyType.Negotiable => null,
        _ => throw new ArgumentOutOfRangeException(nameof(bounty), bounty.Type, "Unknown type of bounty."),
    };
}
