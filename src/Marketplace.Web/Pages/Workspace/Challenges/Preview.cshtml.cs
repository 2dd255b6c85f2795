using Marketplace.Challenges;
using Marketplace.Web.Pages.Shared;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>What everybody will read once the challenge is posted: no confidential part, no contact.</summary>
public sealed class PreviewModel(ChallengeQueries queries, AttachmentQueries attachments, CurrentActor current) : PageModel
{
    public ChallengeDossier Dossier { get; private set; } = null!;
    public ChallengeContentView Written { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await queries.Dossier(id, current.Actor, ct) is not { } dossier) return NotFound();
        Dossier = dossier;
        var files = await attachments.Of(id, current.Actor, ct);
        Written = new(dossier, [.. files.Where(f => !f.Confidential)], WithConfidential: false);
        return Page();
    }
}
