using Marketplace.Bids;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Bids;

public sealed partial class EditModel
{
    [BindProperty]
    public IFormFile? Upload { get; set; }

    public async Task<IActionResult> OnPostAttachFileAsync([FromServices] AttachBidFile attach, CancellationToken ct)
    {
        if (!await Load(BidStep.Files, ct)) return NotFound();
        ModelState.Clear();
        if (Upload is null)
        {
            ModelState.AddModelError(nameof(Upload), texts["Refusals.field.required"]);
            return Page();
        }

        await using var upload = Upload.OpenReadStream();
        var attached = await attach.Run(new AttachBidFile.Input(Id, Upload.FileName, upload), current.Actor, ct);
        if (attached.IsOk) return Redirect(BidSteps.Address(Id, BidStep.Files));
        ModelState.AddRefusals(texts, attached.Refusals.Select(r => r.At(nameof(Upload))));
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveFileAsync(Guid fileId, [FromServices] RemoveBidFile remove, CancellationToken ct)
    {
        var removed = await remove.Run(new RemoveBidFile.Input(Id, fileId), current.Actor, ct);
        return removed.IsOk ? Redirect(BidSteps.Address(Id, BidStep.Files)) : NotFound();
    }
}
