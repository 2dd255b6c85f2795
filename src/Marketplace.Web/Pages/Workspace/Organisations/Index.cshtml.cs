using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>The organisations that the visitor belongs to.</summary>
public sealed class IndexModel(OrganisationQueries organisations, CurrentActor current) : PageModel
{
    public List<OwnRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await organisations.Mine(current.Actor, ct);
}
