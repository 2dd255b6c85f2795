using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>Two officers open the bids of a challenge. Before that this page tells nothing about bids.</summary>
public sealed class OpeningModel(CurrentActor current, OpenedBidQueries opened, OpenBids open, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The challenge's code, typed to confirm.</summary>
    [BindProperty]
    public string? Confirmation { get; set; }

    public OpeningState Opening { get; private set; } = null!;

    /// <summary>Why this officer cannot act now; null where the button is there.</summary>
    public Refusal? Obstacle { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        if (!string.Equals(Confirmation?.Trim(), Opening.Code, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(nameof(Confirmation), texts["Bids.Submit.CodeWrong", Opening.Code ?? ""]);
            return Page();
        }

        var step = await open.Run(new OpenBids.Input(Id), current.Actor, ct);
        if (step.IsOk) return RedirectToPage(new { Id });
        if (step.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, step.Refusals);
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        var opening = await opened.Opening(Id, current.Actor, ct);
        if (!opening.IsOk) return false;
        Opening = opening.Value;
        Obstacle = ChallengeGate.CanAct(ChallengeUse.OpenBids, Opening.Facts, current.Actor, clock.GetUtcNow()) is { IsOk: false } refused ? refused.Refusal
            : Opening.AskedById is { } asked && asked == current.Actor.PersonId ? new Refusal("bids.second_officer")
            : null;
        return true;
    }
}
