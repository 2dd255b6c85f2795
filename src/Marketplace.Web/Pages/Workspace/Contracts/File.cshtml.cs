using Marketplace.Contracts;
using Marketplace.Files;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>A voucher or an evidence of a contract, always as a download.</summary>
public sealed class FileModel(ContractFiles files, FileStore store, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, Guid fileId, CancellationToken ct)
    {
        if (await files.Find(id, fileId, current.Actor, ct) is not { } file) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(store.Open(file), file.MediaType, file.Name);
    }
}
