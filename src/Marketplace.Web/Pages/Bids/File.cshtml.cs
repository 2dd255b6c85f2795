using Marketplace.Bids;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>A file of a bid, always as a download: nothing that a stranger made runs on this site.</summary>
public sealed class FileModel(CurrentActor current, BidReader reader) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, int version, Guid fileId, CancellationToken ct)
    {
        var file = await reader.File(id, version, fileId, current.Actor, ct);
        if (!file.IsOk) return NotFound();
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.CacheControl = "private, no-store";
        return File(file.Value.Bytes, file.Value.Entry.ContentType, file.Value.Entry.Name);
    }
}
