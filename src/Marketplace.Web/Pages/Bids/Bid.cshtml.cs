using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>One bid as its bidder sees it: where it stands, its receipts, its result, the way back.</summary>
public sealed class BidModel(CurrentActor current, BidQueries bids, AwardQueries awards, WithdrawBid withdraw, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The challenge's code, typed to confirm the withdrawal.</summary>
    [BindProperty]
    public string? Confirmation { get; set; }

    public OwnBid Bid { get; private set; } = null!;
    public BidFeedback? Feedback { get; private set; }

    public bool CanWithdraw => BidGate.CanWithdraw(Bid.Status, Bid.Facts.Challenge, Bid.Facts.OrganisationId, current.Actor, clock.GetUtcNow()).IsOk;

    public bool CanWrite => BidGate.CanWrite(Bid.Status, Bid.Facts.OrganisationId, current.Actor).IsOk && ChallengeLifecycle.Published.Contains(Bid.Facts.Challenge.Status)
        && Bid.Facts.Challenge.Status is not (ChallengeStatus.Cancelled or ChallengeStatus.NoBid);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        if (!string.Equals(Confirmation?.Trim(), Bid.Facts.Code, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(nameof(Confirmation), texts["Bids.Submit.CodeWrong", Bid.Facts.Code ?? ""]);
            return Page();
        }

        var withdrawn = await withdraw.Run(new WithdrawBid.Input(Id), current.Actor, ct);
        if (withdrawn.IsOk) return RedirectToPage(new { Id });
        if (withdrawn.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, withdrawn.Refusals);
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        var bid = await bids.One(Id, current.Actor, ct);
        if (!bid.IsOk) return false;
        Bid = bid.Value;
        Feedback = await awards.FeedbackFor(Id, current.Actor, ct);
        return true;
    }
}
