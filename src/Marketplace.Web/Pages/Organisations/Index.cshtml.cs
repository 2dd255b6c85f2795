using Marketplace.Organisations;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Organisations;

/// <summary>The directory of verified organisations.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class IndexModel(OrganisationDirectory directory) : PageModel
{
    public DirectoryPage Found { get; private set; } = null!;

    public DirectoryFilter Filter => Found.Filter;

    public IReadOnlyList<string> Marked { get; private set; } = [];

    public Paging Paging => new(Found.Page, DirectoryFilter.PageSize, Found.Total);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Found = await directory.Find(DirectoryAddress.Read(Request.Query), ct);
        Marked = Filter.Words?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
