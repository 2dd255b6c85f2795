using Marketplace.Files;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Organisations;

/// <summary>Hands out the licence of an organisation to its members and to officers; never shown inside a page of ours.</summary>
public sealed class LicenceModel(LicenceQueries licences, FileStore store, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await licences.File(id, current.Actor, ct) is not { } file) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return File(store.Open(file), file.MediaType, file.Name);
    }
}
