using Marketplace.Awards;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Notices;

/// <summary>Public notices: those that run, and those that have ended.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class IndexModel(NoticeQueries notices) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<NoticeRow> Current { get; private set; } = [];
    public IReadOnlyList<NoticeRow> Past { get; private set; } = [];
    public int PastCount { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = Math.Clamp(Number, 1, 10_000);
        Current = await notices.Current(ct: ct);
        (Past, PastCount) = await notices.Past(Number, ct);
    }
}
