using Marketplace.Awards;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Notices;

/// <summary>All public notices, those that stand first.</summary>
[AllowAnonymous]
public sealed class IndexModel(NoticeQueries notices) : PageModel
{
    public IReadOnlyList<NoticeRow> Current { get; private set; } = [];
    public IReadOnlyList<NoticeRow> Past { get; private set; } = [];
    public Paging Paging { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery] int page = 1, CancellationToken ct = default)
    {
        Current = await notices.Current(ct: ct);
        var (rows, count) = await notices.Past(page, ct);
        Past = rows;
        Paging = new Paging(Math.Max(1, page), NoticeQueries.PageSize, count);
    }
}
