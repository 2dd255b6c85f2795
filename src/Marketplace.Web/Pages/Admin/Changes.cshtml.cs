using Marketplace.Contracts;
using Marketplace.Contracts.Changes;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>Material changes to which both sides have agreed: an officer approves them on the page of the contract.</summary>
public sealed class ChangesModel(ChangeQueries changes, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "overview");
    public IReadOnlyList<ContractRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.ConfirmChange, current.Actor)) return NotFound();
        Rows = await changes.Waiting(current.Actor, ct: ct);
        return Page();
    }
}
