using Marketplace.Bids;
using Marketplace.Web.Look;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The colour of a promise against its requirement.</summary>
public static class StanceTone
{
    public static Tone Of(ResponseStance stance) => stance switch
    {
        ResponseStance.Exceeds => Tone.Good,
        ResponseStance.Meets => Tone.Active,
        ResponseStance.Partly => Tone.Warning,
        ResponseStance.NotMet => Tone.Bad,
        _ => Tone.Quiet,
    };
}
