using System.Globalization;
using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Awards;

/// <summary>What is decided about one bid, as it was typed.</summary>
public sealed class LineForm
{
    public Guid BidId { get; set; }
    public AwardOutcome? Outcome { get; set; }
    public string? Rank { get; set; }
    public string? Amount { get; set; }
    public string? Strengths { get; set; }
    public string? Shortfalls { get; set; }
    public string? Advice { get; set; }
}

public sealed class AwardForm
{
    public List<LineForm> Lines { get; set; } = [];
    public string? Reason { get; set; }
}

/// <summary>The award of a challenge: proposing it, deciding about the proposal, looking at what was decided.</summary>
public sealed class IndexModel(
    CurrentActor current, OpenedBidQueries opened, AwardQueries awards, ProposeAward propose, ConfirmAward confirm, RejectAward reject, Texts texts, TimeProvider clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public AwardForm Form { get; set; } = new();

    [BindProperty]
    public Guid AwardId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Confirmation { get; set; }

    public OpenedBids Opened { get; private set; } = null!;
    public IReadOnlyList<AwardView> Awards { get; private set; } = [];

    public Actor Actor => current.Actor;

    public AwardView? Standing => Awards.FirstOrDefault(a => a.Status != AwardStatus.Rejected);

    public bool CanPropose => ChallengeGate.CanMove(ChallengeAction.ProposeAward, Opened.Facts, current.Actor, clock.GetUtcNow()).IsOk;

    public bool CanReject => ChallengeGate.CanMove(ChallengeAction.RejectAward, Opened.Facts, current.Actor, clock.GetUtcNow()).IsOk;

    /// <summary>Why this person cannot confirm; null where the button is there or nothing waits for confirmation.</summary>
    public Refusal? ConfirmObstacle => Opened.Facts.Status == ChallengeStatus.AwardProposed
        && ChallengeGate.CanMove(ChallengeAction.StartNotice, Opened.Facts, current.Actor, clock.GetUtcNow()) is { IsOk: false } refused ? refused.Refusal : null;

    /// <summary>The notice that a confirmation now would start.</summary>
    public NoticePeriod Period => NoticeRules.Period(clock.GetUtcNow(), ProcedurePresets.Of(Opened.Facts).NoticeWorkingDays, WorkingDays.China);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        Form = new AwardForm { Lines = [.. Opened.Bids.Select(b => new LineForm { BidId = b.Id, Amount = texts.Amount(b.Requested) })] };
        return Page();
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        ModelState.Clear();
        var faults = new List<Refusal>();
        var lines = Form.Lines.Select((l, i) => new ProposeAward.Line(
            l.BidId, l.Outcome, Bids.Typed.Whole(l.Rank, $"Lines[{i}].Rank", faults), l.Amount, l.Strengths, l.Shortfalls, l.Advice)).ToList();
        if (faults.Count == 0)
        {
            var proposed = await propose.Run(new ProposeAward.Input(Id, Form.Reason, lines), current.Actor, ct);
            if (proposed.IsOk) return RedirectToPage(new { Id });
            if (proposed.Refusal == Refusal.NotFound) return NotFound();
            faults.AddRange(proposed.Refusals);
        }

        ModelState.AddRefusals(texts, faults, nameof(Form));
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        if (!string.Equals(Confirmation?.Trim(), Opened.Code, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError(nameof(Confirmation), texts["Bids.Submit.CodeWrong", Opened.Code ?? ""]);
            return Page();
        }

        return await Answer(await confirm.Run(new ConfirmAward.Input(Id, AwardId), current.Actor, ct), ct);
    }

    public async Task<IActionResult> OnPostRejectAsync(CancellationToken ct) =>
        await Load(ct) ? await Answer(await reject.Run(new RejectAward.Input(Id, AwardId, Reason), current.Actor, ct), ct) : NotFound();

    /// <summary>Which bid and which column a field of the proposal is; the same message may stand at many.</summary>
    /// <param name="field">As the form names it: <c>Form.Lines[2].Strengths</c>.</param>
    public string? NameOf(string field)
    {
        var parts = field.Split('[', ']', '.');
        if (parts is not ["Form", "Lines", var row, _, var column] || !int.TryParse(row, CultureInfo.InvariantCulture, out var at) || at >= Form.Lines.Count) return null;
        var bid = Opened.Bids.FirstOrDefault(b => b.Id == Form.Lines[at].BidId);
        return $"{texts.Either(bid?.Organisation, bid?.OrganisationEn)} {texts["Awards." + column]}";
    }

    // A colleague may have decided meanwhile: what is shown is read anew.
    private async Task<IActionResult> Answer<T>(Result<T> result, CancellationToken ct)
    {
        if (result.IsOk) return RedirectToPage(new { Id });
        if (result.Refusal == Refusal.NotFound || !await Load(ct)) return NotFound();
        ModelState.Clear();
        ModelState.AddRefusals(texts, result.Refusals);
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        var all = await opened.All(Id, current.Actor, ct);
        if (!all.IsOk) return false;
        var found = await awards.Of(Id, current.Actor, ct);
        if (!found.IsOk) return false;
        (Opened, Awards) = (all.Value, found.Value);
        return true;
    }
}
