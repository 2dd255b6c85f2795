using Marketplace.Bids;
using Marketplace.Challenges.Views;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <param name="Bids">Null before the opening.</param>
public sealed record FunnelView(ChallengeFunnel Reach, BidCounts? Bids);

/// <summary>From the first view to the award, for those who see the publisher's side: <c>&lt;vc:funnel challenge="id" /&gt;</c>; empty for others.</summary>
[ViewComponent(Name = "Funnel")]
public sealed class Funnel(FunnelQueries funnels, OpenedBidQueries bids, CurrentActor current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid challenge)
    {
        var ct = HttpContext.RequestAborted;
        if (await funnels.Of(challenge, current.Actor, ct) is not { } reach) return Content("");
        return View("/Pages/Workspace/Challenges/_Funnel.cshtml", new FunnelView(reach, await bids.Counts(challenge, current.Actor, ct)));
    }
}
