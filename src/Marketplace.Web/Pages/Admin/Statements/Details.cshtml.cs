using Marketplace.Contracts.Statements;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Statements;

/// <summary>What became of one statement, row by row.</summary>
public sealed class DetailsModel(StatementQueries statements, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "money");
    public ImportReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await statements.One(id, current.Actor, ct) is not { } report) return NotFound();
        Report = report;
        return Page();
    }
}
