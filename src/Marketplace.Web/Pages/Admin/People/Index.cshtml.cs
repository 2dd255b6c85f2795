using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.People;

/// <summary>People with their duties and memberships, found by name or address.</summary>
public sealed class IndexModel(PeopleQueries people, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "people");

    public PeopleFilter Filter { get; private set; } = new();

    public PeoplePage Found { get; private set; } = new([], 0, 1);

    public Paging Paging => new(Found.Page, PeopleFilter.PageSize, Found.Total);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!PeopleQueries.MayRead(current.Actor)) return NotFound();
        Filter = new(DirectoryAddress.Text(Request.Query["q"], PeopleFilter.MaxWords), DirectoryAddress.One<PlatformRole>(Request.Query, "role"),
            Request.Query["suspended"] == "true", DirectoryAddress.Page(Request.Query));
        Found = await people.Find(Filter, current.Actor, ct);
        return Page();
    }
}
