using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>A bounty in plain words, where there is no markup.</summary>
public static class BountyText
{
    public static string Of(Bounty bounty, Texts texts) => (bounty.From, bounty.To) switch
    {
        (null, _) => texts["Shared.Amount.Negotiable"],
        ({ } low, { } high) when low != high => texts["Shared.Amount.Range", texts.Amount(low), texts.Amount(high)],
        ({ } low, _) => texts.Amount(low),
    };
}
