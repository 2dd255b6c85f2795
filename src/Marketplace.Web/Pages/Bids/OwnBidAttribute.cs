using Marketplace.Bids;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Marketplace.Web.Pages.Bids;

/// <summary>What is sent to a bid's form is read only where the sender may write that bid: all of it stays in memory.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OwnBidAttribute : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    /// <summary>Before the limits of the form (900) and the antiforgery check (1000), which reads it.</summary>
    public int Order => 0;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) return;
        var (bids, current) = (http.RequestServices.GetRequiredService<BidQueries>(), http.RequestServices.GetRequiredService<CurrentActor>());
        var isOwn = Guid.TryParse(http.GetRouteValue("id")?.ToString(), out var id) && (await bids.One(id, current.Actor, http.RequestAborted)).IsOk;
        // That a bid is closed is said by the page, which keeps what was typed.
        if (!isOwn) context.Result = new NotFoundResult();
    }
}
