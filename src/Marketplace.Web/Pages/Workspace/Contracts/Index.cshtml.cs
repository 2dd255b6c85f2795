using Marketplace.Contracts;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>The contracts of the reader's organisations, as publisher and as winner.</summary>
public sealed class IndexModel(ContractQueries contracts, CurrentActor current) : PageModel
{
    public IReadOnlyList<ContractRow> Rows { get; private set; } = [];

    public string Live => LiveParts.Own(current.Actor);

    public async Task OnGetAsync(CancellationToken ct) => Rows = await contracts.Own(current.Actor, ct: ct);
}
