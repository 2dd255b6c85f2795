using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Web.Pages.Bids;

/// <summary>Before a bid is begun: for whom, and what sealing means.</summary>
public sealed class StartModel(CurrentActor current, BidQueries bids, StartBid start, Texts texts, TimeProvider clock) : PageModel
{
    private const int LongestCode = 40;

    /// <summary>The challenge's code.</summary>
    [BindProperty(SupportsGet = true, Name = "challenge")]
    public string? Code { get; set; }

    [BindProperty]
    public Guid? OrganisationId { get; set; }

    public BidChances Chances { get; private set; } = null!;

    public IEnumerable<SelectListItem> Organisations => Chances.Organisations.Where(o => o.Refusal is null).Select(o => new SelectListItem(texts.Either(o.Name, o.NameEn), o.Id.ToString()));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        if (Chances.Organisations is [{ BidId: { } begun }]) return RedirectToPage("Edit", new { Id = begun, step = BidSteps.Slug(BidStep.Team) });
        OrganisationId = Chances.Organisations.FirstOrDefault(o => o.Refusal is null)?.Id;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        if (OrganisationId is not { } chosen)
        {
            ModelState.AddModelError(nameof(OrganisationId), texts["Refusals.field.required"]);
            return Page();
        }

        var started = await start.Run(new StartBid.Input(Chances.ChallengeId, chosen), current.Actor, ct);
        if (started.IsOk) return RedirectToPage("Edit", new { Id = started.Value, step = BidSteps.Slug(BidStep.Team) });
        if (started.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, started.Refusals);
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        if (Code is not { Length: > 0 and <= LongestCode } code) return false;
        var chances = await bids.Chances(code, current.Actor, clock.GetUtcNow(), ct);
        if (chances is not null) Chances = chances;
        return chances is not null;
    }
}
