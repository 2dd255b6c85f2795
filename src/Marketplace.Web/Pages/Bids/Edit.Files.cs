using Marketplace.Bids;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Bids;

public sealed partial class EditModel
{
    [BindProperty]
    public IFormFile? File { get; set; }

    public async Task<IActionResult> OnPostAttachFileAsync([FromServices] AttachBidFile attach, CancellationToken ct)
    {
        if (!await Load(BidStep.Files, ct)) return NotFound();
        ModelState.Clear();
        if (File is null)
        {
            ModelState.AddModelError(nameof(File), texts["Refusals.field.required"]);
            return Page();
        }

        await using var upload = File.OpenReadStream();
        var attached = await attach.Run(new AttachBidFile.Input(Id, File.FileName, upload), current.Actor, ct);
        if (attached.IsOk) return Redirect(BidSteps.Address(Id, BidStep.Files));
        ModelState.AddRefusals(texts, attached.Refusals);
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveFileAsync(Guid fileId, [FromServices] RemoveBidFile remove, CancellationToken ct)
    {
        var removed = await remove.Run(new RemoveBidFile.Input(Id, fileId), current.Actor, ct);
        return removed.IsOk ? Redirect(BidSteps.Address(Id, BidStep.Files)) : NotFound();
    }
}
