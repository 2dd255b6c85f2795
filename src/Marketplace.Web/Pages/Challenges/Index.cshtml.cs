using Marketplace.Challenges.Hall;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>The challenge hall (榜单大厅).</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class IndexModel(HallSearch search) : PageModel
{
    public HallPage Hall { get; private set; } = null!;

    public bool AsCards { get; private set; }

    public HallFilter Filter => Hall.Filter;

    public Paging Paging => new(Hall.Page, HallFilter.PageSize, Hall.Total);

    public async Task OnGetAsync(CancellationToken ct)
    {
        AsCards = Request.Query["view"] == "cards";
        Hall = await search.Find(HallAddress.Read(Request.Query), ct);
    }
}
