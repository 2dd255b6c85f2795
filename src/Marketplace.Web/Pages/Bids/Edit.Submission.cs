using Marketplace.Bids;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Bids;

public sealed partial class EditModel
{
    /// <summary>Made with the page: pressing twice, or sending the page again, submits once.</summary>
    [BindProperty]
    public string SubmissionKey { get; set; } = "";

    /// <summary>The challenge's code, typed to confirm what is submitted.</summary>
    [BindProperty]
    public string? Confirmation { get; set; }

    public async Task<IActionResult> OnPostSubmitAsync(CancellationToken ct)
    {
        if (!await Load(BidStep.Summary, ct)) return NotFound();
        if (!string.Equals(Confirmation?.Trim(), Bid.Facts.Code, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(nameof(Confirmation), texts["Bids.Submit.CodeWrong", Bid.Facts.Code ?? ""]);
            return Page();
        }

        var submitted = await submit.Run(new SubmitBid.Input(Id, Revision, SubmissionKey), current.Actor, ct);
        if (submitted.IsOk) return RedirectToPage("Receipt", new { Id, submitted.Value.Version, done = true });
        ModelState.Clear();
        IsStale = submitted.Refusal == Kernel.Refusal.Stale;
        // Fields are listed with their steps below; here stands only what is about the whole.
        ModelState.AddRefusals(texts, submitted.Refusals.Where(r => r.Field is null));
        Revision = _draftRevision;
        return Page();
    }
}
