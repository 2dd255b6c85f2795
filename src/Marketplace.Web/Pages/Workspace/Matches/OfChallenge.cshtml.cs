using Marketplace.Challenges;
using Marketplace.Events;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Matches;

/// <summary>Who was found for one challenge and who showed interest, for its publisher and the officers.</summary>
public sealed class OfChallengeModel(ChallengeQueries challenges, StreamQueries streams, CurrentActor current) : PageModel
{
    public Challenge Published { get; private set; } = null!;

    public string? Live { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await challenges.Dossier(id, current.Actor, ct) is not { } dossier) return NotFound();
        Published = dossier.Challenge;
        // Officers belong to no organisation: they read the page as it stands.
        if (!current.Actor.IsMember(Published.PublisherId)) return Page();
        var stream = Streams.Organisation(Published.PublisherId);
        Live = $"{stream}@{await streams.Last(stream, ct)}";
        return Page();
    }
}
