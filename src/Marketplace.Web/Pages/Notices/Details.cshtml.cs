using Marketplace.Awards;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Notices;

/// <summary>One public notice, made to be read and printed as a document.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class DetailsModel(NoticeQueries notices, NoticeSettings settings, TimeProvider clock) : PageModel
{
    public NoticeView Notice { get; private set; } = null!;

    /// <summary>Where objections go; null where the operator has named no office.</summary>
    public NoticeOffice? Office => settings.Office;

    public NoticePhase Phase => Notice.Notice.PhaseAt(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (code.Length > 60 || await notices.One(code, ct) is not { } found) return NotFound();
        Notice = found;
        return Page();
    }
}
