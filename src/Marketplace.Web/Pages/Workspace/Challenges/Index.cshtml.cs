using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The publisher's list: what waits for whom, and since when.</summary>
public sealed class IndexModel(ChallengeQueries queries, CurrentActor current) : PageModel
{
    public IReadOnlyList<OwnChallenge> Waiting { get; private set; } = [];
    public IReadOnlyList<OwnChallenge> Others { get; private set; } = [];

    public bool MayWrite => ChallengeQueries.MayWrite(current.Actor);

    /// <summary>Streams of the organisations, so that the list follows by itself.</summary>
    public string Streams => LiveParts.Own(current.Actor);

    public bool HasSeveral => current.Actor.Memberships.Count > 1;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = await queries.Own(current.Actor, ct);
        Waiting = [.. all.Where(c => c.WaitsFor == WaitsFor.Publisher)];
        Others = [.. all.Where(c => c.WaitsFor != WaitsFor.Publisher)];
    }
}
