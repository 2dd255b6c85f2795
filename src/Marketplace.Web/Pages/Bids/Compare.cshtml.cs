using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The opened bids of a challenge side by side, indicator by indicator.</summary>
public sealed class CompareModel(CurrentActor current, OpenedBidQueries opened) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OpenedBids? Opened { get; private set; }

    /// <summary>The bids are not opened yet; the page says so and nothing else.</summary>
    public bool IsSealed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var all = await opened.All(Id, current.Actor, ct);
        if (!all.IsOk && all.Refusal == Refusal.NotFound) return NotFound();
        if (all.IsOk) Opened = all.Value;
        IsSealed = !all.IsOk;
        return Page();
    }
}
