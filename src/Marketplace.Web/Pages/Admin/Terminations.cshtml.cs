using Marketplace.Contracts;
using Marketplace.Contracts.Ends;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>Contracts that one side wants to end for cause: an officer hears both and decides on the page of the contract.</summary>
public sealed class TerminationsModel(EndsQueries ends, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "overview");
    public IReadOnlyList<ContractRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.ConfirmTermination, current.Actor)) return NotFound();
        Rows = await ends.Waiting(current.Actor, ct: ct);
        return Page();
    }
}
