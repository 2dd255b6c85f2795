using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The form of a bid, step by step. Every step is saved for itself; what is written is sealed before it is stored.</summary>
// An upload stays in memory until it is sealed: what the form reader buffers on disk would lie there in clear.
[RequestFormLimits(ValueCountLimit = 2000, ValueLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes, MemoryBufferThreshold = MostBytes)]
[RequestSizeLimit(MostBytes)]
[TakesUploads(nameof(Upload), Handler = "AttachFile")]
[OwnBid]
public sealed partial class EditModel(
    CurrentActor current, BidQueries bids, BidReader reader, SaveBidDraft save, SubmitBid submit, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>So much over the limit of a file that one which is a little too large is refused by the page and not by the server.</summary>
    private const int MostBytes = BidRules.MaxFileBytes + (12 * 1024 * 1024);

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public BidStep Step { get; private set; }

    /// <summary>The draft that the form was made of.</summary>
    [BindProperty]
    public long Revision { get; set; }

    /// <summary>The fingerprint of this step as it was shown: another one now means that this step was saved elsewhere, by a colleague or in another tab.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    public OwnBid Bid { get; private set; } = null!;
    public BidTerms Terms { get; private set; } = null!;

    /// <summary>The draft as it is kept.</summary>
    public BidContent Draft { get; private set; } = null!;
    public IBidForm? Form { get; private set; }

    /// <summary>The step was saved elsewhere since the form was shown; that version stands in <see cref="Draft"/>.</summary>
    public bool IsStale { get; private set; }
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Everything that keeps the draft from being submitted.</summary>
    public IReadOnlyList<Refusal> Missing { get; private set; } = [];

    /// <summary>Over before or without its deadline.</summary>
    public bool IsEnded => Bid.Facts.Challenge.Status is ChallengeStatus.Cancelled or ChallengeStatus.NoBid;

    public string OverText => IsEnded ? texts["Bids.Edit.Ended", Bid.Facts.Challenge.Status] : texts["Bids.Edit.Over"];

    public bool IsOver => Bid.Facts.Challenge.Status != ChallengeStatus.Open || clock.GetUtcNow() >= Bid.Facts.Challenge.DeadlineAt;

    public async Task<IActionResult> OnGetAsync(string? step, bool check, CancellationToken ct)
    {
        if (step is null) return Redirect(BidSteps.Address(Id, BidStep.Team));
        if (BidSteps.Find(step) is not { } chosen || !await Load(chosen, ct)) return NotFound();
        if (Bid.Status is not (BidStatus.Draft or BidStatus.Submitted)) return RedirectToPage("Bid", new { Id });
        Form = FormOf(Draft);
        (Revision, Shown) = (_draftRevision, Fingerprint(Form));
        if (check) ModelState.AddRefusals(texts, Missing.Where(r => BidSteps.Of(r) == Step), "Form");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? step, string? to, CancellationToken ct)
    {
        if (BidSteps.Find(step) is not { } chosen || !await Load(chosen, ct)) return NotFound();
        if (Step == BidStep.Files) return Redirect(BidSteps.Address(Id, BidSteps.Find(to) ?? BidStep.Summary));
        if (await Bind() is not { } form) return NotFound();
        if (await RowsChanged(form)) return Page();
        var unknown = UnknownChoices();
        var (saved, faults) = await Save(form, ct);
        faults.AddRange(unknown);
        if (saved is { IsOk: false } refused && refused.Refusal == Refusal.NotFound) return NotFound();
        if (saved.IsOk && faults.Count == 0) return Redirect(BidSteps.Address(Id, BidSteps.Find(to) ?? BidSteps.Next(Step)));
        return await ShowAgain(saved, faults, ct);
    }

    /// <summary>For the script that saves while one types: the next revision, or why it was not kept.</summary>
    public async Task<IActionResult> OnPostAutosaveAsync(string? step, CancellationToken ct)
    {
        if (BidSteps.Find(step) is not { } chosen || !await Load(chosen, ct) || await Bind() is not { } form) return NotFound();
        var (saved, _) = await Save(form, ct);
        if (saved.IsOk) return new JsonResult(new { fields = new Dictionary<string, string> { [nameof(Revision)] = saved.Value.Revision.ToString(CultureInfo.InvariantCulture), [nameof(Shown)] = Shown! } });
        return new JsonResult(new { error = texts.Refusal(saved.Refusal) }) { StatusCode = saved.Refusal == Refusal.Stale ? 409 : 422 };
    }

    private long _draftRevision;

    private async Task<bool> Load(BidStep step, CancellationToken ct)
    {
        Step = step;
        var bid = await bids.One(Id, current.Actor, ct);
        if (!bid.IsOk) return false;
        Bid = bid.Value;
        // A challenge that went back to its publisher's drafts may say other things now; they are not public.
        if (!ChallengeLifecycle.Published.Contains(Bid.Facts.Challenge.Status)) return false;
        var draft = await reader.Draft(Id, current.Actor, ct);
        if (!draft.IsOk) return false;
        (Draft, SavedAt, _draftRevision) = (draft.Value.Content, draft.Value.SavedAt, draft.Value.Revision);
        Terms = await bids.Terms(Bid.Facts.Challenge.Id, Bid.Facts.OrganisationId, ct);
        Missing = BidRules.Complete(Draft, Terms);
        return true;
    }

    private IBidForm? FormOf(BidContent content) => Step switch
    {
        BidStep.Team => TeamForm.Of(content),
        BidStep.Approach => ApproachForm.Of(content),
        BidStep.Indicators => IndicatorsForm.Of(content, Terms),
        BidStep.Plan => PlanForm.Of(content),
        BidStep.Terms => TermsForm.Of(content),
        BidStep.Files or BidStep.Summary => null,
        _ => throw new UnreachableException(),
    };

    private async Task<IBidForm?> Bind()
    {
        IBidForm? form = Step switch
        {
            BidStep.Team => new TeamForm(),
            BidStep.Approach => new ApproachForm(),
            BidStep.Indicators => new IndicatorsForm(),
            BidStep.Plan => new PlanForm(),
            BidStep.Terms => new TermsForm(),
            BidStep.Files or BidStep.Summary => null,
            _ => throw new UnreachableException(),
        };
        if (form is null) return null;
        await TryUpdateModelAsync(form, form.GetType(), "Form");
        return form;
    }

    /// <summary>"Add a row" and "remove" without scripts: the form comes back with what was typed, and nothing is saved yet.</summary>
    private async Task<bool> RowsChanged(IBidForm form)
    {
        var sent = await Request.ReadFormAsync();
        var add = sent["add"].ToString();
        var remove = sent.Keys.FirstOrDefault(k => k.StartsWith("remove-", StringComparison.Ordinal));
        if (add.Length == 0 && remove is null) return false;
        _ = int.TryParse(remove is null ? "" : sent[remove].ToString(), CultureInfo.InvariantCulture, out var at);
        form.ChangeRows(add, remove?["remove-".Length..], at);
        ModelState.Clear();
        Form = form;
        return true;
    }

    private async Task<(Result<SaveBidDraft.Saved> Saved, List<Refusal> Faults)> Save(IBidForm form, CancellationToken ct)
    {
        var faults = new List<Refusal>();
        var written = Draft;
        var saved = await save.Run(new SaveBidDraft.Input(Id, Revision, bid => written = Apply(bid), IsUntouched), current.Actor, ct);
        if (saved.IsOk) Shown = Fingerprint(FormOf(written));
        // Kept as they were typed, so that nothing is lost, and said at once.
        if (Step == BidStep.Plan) faults.AddRange(BidRules.UnreadableAmounts(written, Terms));
        Form = form;
        return (saved, faults);

        BidContent Apply(BidContent bid)
        {
            faults.Clear();
            return form.ApplyTo(bid, faults);
        }

        // What is sent twice is not stale the second time.
        bool IsUntouched(BidContent kept) => Fingerprint(FormOf(kept)) is var now && (now == Shown || now == Fingerprint(FormOf(Apply(kept))));
    }

    // What is no member of a list was not chosen on this page.
    private List<Refusal> UnknownChoices() =>
        [.. ModelState.Where(entry => entry.Value?.Errors.Count > 0 && entry.Key.StartsWith("Form.", StringComparison.Ordinal)).Select(entry => new Refusal("field.unknown_choice", entry.Key["Form.".Length..]))];

    private static string Fingerprint(IBidForm? form) =>
        form is null ? "" : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(form, form.GetType())).AsSpan(0, 16));

    private async Task<IActionResult> ShowAgain(Result<SaveBidDraft.Saved> saved, List<Refusal> faults, CancellationToken ct)
    {
        ModelState.Clear();
        IsStale = !saved.IsOk && saved.Refusal == Refusal.Stale;
        ModelState.AddRefusals(texts, [.. faults, .. saved.IsOk ? [] : saved.Refusals], "Form");
        if (saved.IsOk) Revision = saved.Value.Revision;
        var form = Form;
        await Load(Step, ct);
        // Sending again puts mine in place of theirs: only of this step, and only after both were shown.
        if (IsStale) (Revision, Shown) = (_draftRevision, Fingerprint(FormOf(Draft)));
        Form = form;
        return Page();
    }
}
