using Marketplace.Contracts;
using Marketplace.Contracts.Milestones;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>A finding about one indicator as it was typed.</summary>
public sealed class FindingForm
{
    public IndicatorVerdict? Verdict { get; set; }
    public string? Measured { get; set; }
    public string? Method { get; set; }
    public string? Laboratory { get; set; }
}

/// <summary>A part that is accepted, as it was typed.</summary>
public sealed class PartForm
{
    public string? Amount { get; set; }
    public DateOnly? RestDueOn { get; set; }
    public string? Reason { get; set; }
}

/// <summary>The winner's answer to it.</summary>
public sealed class PartAnswerForm
{
    public Guid Id { get; set; }
    public bool Agrees { get; set; }
    public string? Reason { get; set; }
}

/// <summary>One milestone: the winner hands in, the publisher decides.</summary>
[RequestSizeLimit(52 << 20)]
[TakesUploads("File", Handler = "Submit")]
public sealed class MilestoneModel(
    ContractQueries contracts, SubmitEvidence submit, AcceptMilestone accept, RejectMilestone reject, OfferPart offer, AnswerPart answerPart, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public string? Evidence { get; set; }

    [BindProperty] public List<FindingForm> Findings { get; set; } = [];

    [BindProperty] public string? Reason { get; set; }

    /// <summary>The amount, typed again by the publisher who accepts: it leaves what is held.</summary>
    [BindProperty] public string? Amount { get; set; }

    [BindProperty] public PartForm Part { get; set; } = new();

    [BindProperty] public PartAnswerForm PartAnswer { get; set; } = new();

    public ContractView View { get; private set; } = null!;

    public PartialAcceptance? Offer => View.OfferOf(Shown);
    public Milestone Shown { get; private set; } = null!;
    public string Live => LiveParts.Own(current.Actor);

    public bool MaySubmit => View.May.Submit && MilestoneLifecycle.Next(Shown.Status, MilestoneAction.Submit).IsOk;

    /// <summary>While the money is frozen nothing is accepted, and no button says so.</summary>
    public bool MayAccept => MayDecide && !View.Contract.IsFrozen && View.Contract.FundedAt is not null;

    public bool MayAnswerPart => View.May.Submit && Offer is not null && Shown.Status == MilestoneStatus.Submitted && !View.Contract.IsFrozen;

    public bool MayDecide => View.May.Decide && Shown.Status == MilestoneStatus.Submitted;

    public async Task<IActionResult> OnGetAsync(Guid id, int position, CancellationToken ct)
    {
        if (!await Load(id, position, ct)) return NotFound();
        Findings = [.. View.Contract.Indicators.Select(_ => new FindingForm())];
        return Page();
    }

    public async Task<IActionResult> OnPostSubmitAsync(Guid id, int position, IFormFile? file, CancellationToken ct)
    {
        if (!await Load(id, position, ct)) return NotFound();
        await using var content = file?.OpenReadStream();
        return Answer(await submit.Run(new(id, Shown.Id, Evidence, content, file?.FileName), current.Actor, ct));
    }

    public async Task<IActionResult> OnPostAcceptAsync(Guid id, int position, CancellationToken ct)
    {
        if (!await Load(id, position, ct) || !View.May.Decide) return NotFound();
        var typed = AmountText.Parse(Amount, View.Contract.Currency, nameof(Amount));
        if (!typed.IsOk) return Answer(Result<Done>.Refused(typed.Refusals));
        if (typed.Value.Minor != Shown.AmountMinor) return Answer((Result<Done>)new Refusal("milestone.amount_differs", nameof(Amount)));
        return Answer(await accept.Run(new(id, Shown.Id, Found()), current.Actor, ct));
    }

    /// <summary>The findings stand in the same form as those of a whole acceptance.</summary>
    public async Task<IActionResult> OnPostPartAsync(Guid id, int position, CancellationToken ct) => await Load(id, position, ct) && View.May.Decide
        ? Answer(await offer.Run(new(id, Shown.Id, Part.Amount, Part.RestDueOn, Part.Reason, Found()), current.Actor, ct), nameof(Part))
        : NotFound();

    public async Task<IActionResult> OnPostAnswerPartAsync(Guid id, int position, CancellationToken ct) => await Load(id, position, ct)
        ? Answer(await answerPart.Run(new(id, Shown.Id, PartAnswer.Id, PartAnswer.Agrees, PartAnswer.Reason), current.Actor, ct), nameof(PartAnswer))
        : NotFound();

    private List<AcceptMilestone.Finding> Found() => [.. View.Contract.Indicators.OrderBy(i => i.Position).Zip(Findings).Select(pair =>
        new AcceptMilestone.Finding(pair.First.Position, pair.Second.Verdict, pair.Second.Measured, pair.Second.Method, pair.Second.Laboratory))];

    public async Task<IActionResult> OnPostRejectAsync(Guid id, int position, CancellationToken ct) =>
        await Load(id, position, ct) ? Answer(await reject.Run(new(id, Shown.Id, Reason), current.Actor, ct)) : NotFound();

    private IActionResult Answer<T>(Result<T> result, string? form = null)
    {
        if (result.IsOk) return Redirect($"/workspace/contracts/{View.Contract.Id:D}/milestones/{Shown.Position}");
        if (result.Refusal == Refusal.NotFound) return NotFound();
        ModelState.Clear();
        // Findings stand by themselves, whichever button was pressed.
        ModelState.AddRefusals(texts, result.Refusals.Where(r => form is null || r.Field is null || r.Field.StartsWith(nameof(Findings), StringComparison.Ordinal)));
        if (form is not null) ModelState.AddRefusals(texts, result.Refusals.Where(r => r.Field is not null && !r.Field.StartsWith(nameof(Findings), StringComparison.Ordinal)), form);
        while (Findings.Count < View.Contract.Indicators.Count) Findings.Add(new FindingForm());
        return Page();
    }

    private async Task<bool> Load(Guid id, int position, CancellationToken ct)
    {
        if (await contracts.One(id, current.Actor, ct) is not { Contract.ConcludedAt: not null } view) return false;
        if (view.Contract.Milestones.Find(m => m.Position == position) is not { } milestone) return false;
        (View, Shown) = (view, milestone);
        return true;
    }
}
