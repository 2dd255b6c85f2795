using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Organisations;

/// <summary>Organisations by verification status; those that wait come oldest first.</summary>
public sealed class IndexModel(VerificationQueue queue, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "organisations");

    public VerificationStatus Status { get; private set; }

    public IReadOnlyDictionary<VerificationStatus, int> Counts { get; private set; } = new Dictionary<VerificationStatus, int>();

    public IReadOnlyList<QueuedOrganisation> Rows { get; private set; } = [];

    public Paging Paging { get; private set; } = new(1, VerificationQueue.PageSize, 0);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!VerificationQueue.MayRead(current.Actor)) return NotFound();
        Status = DirectoryAddress.One<VerificationStatus>(Request.Query, "status") ?? VerificationStatus.Submitted;
        Counts = await queue.Counts(current.Actor, ct);
        var page = DirectoryAddress.Page(Request.Query);
        Rows = await queue.Page(Status, page, current.Actor, ct);
        Paging = new(page, VerificationQueue.PageSize, Counts.GetValueOrDefault(Status));
        return Page();
    }
}
