using Marketplace.Challenges;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Challenges;

/// <summary>The officers' queue of challenges, by state, what waits longest first.</summary>
public sealed class IndexModel(ReviewQueue queue, CurrentActor current, TimeProvider clock) : PageModel
{
    /// <summary>States in the order in which officers work through them.</summary>
    public static IReadOnlyList<ChallengeStatus> Shown { get; } =
    [
        ChallengeStatus.Submitted, ChallengeStatus.Approved, ChallengeStatus.Evaluating, ChallengeStatus.AwardProposed, ChallengeStatus.PublicNotice,
        ChallengeStatus.Open, ChallengeStatus.Returned, ChallengeStatus.NoBid, ChallengeStatus.Awarded, ChallengeStatus.Cancelled,
    ];

    [BindProperty(SupportsGet = true, Name = "status")]
    public ChallengeStatus Status { get; set; } = ChallengeStatus.Submitted;

    [BindProperty(SupportsGet = true, Name = "page")]
    public int Number { get; set; } = 1;

    public IReadOnlyDictionary<ChallengeStatus, int> Counts { get; private set; } = new Dictionary<ChallengeStatus, int>();
    public IReadOnlyList<QueuedChallenge> Rows { get; private set; } = [];
    public AdminNav Nav => new(current.Actor, "challenges");
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!ReviewQueue.MayRead(current.Actor)) return NotFound();
        if (!Shown.Contains(Status)) Status = ChallengeStatus.Submitted;
        Counts = await queue.Counts(current.Actor, ct);
        Rows = await queue.Page(Status, Number, current.Actor, ct);
        return Page();
    }
}
