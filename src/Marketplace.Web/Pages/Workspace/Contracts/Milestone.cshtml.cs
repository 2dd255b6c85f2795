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

/// <summary>One milestone: the winner hands in, the publisher decides.</summary>
[RequestSizeLimit(52 << 20)]
[TakesUploads("File", Handler = "Submit")]
public sealed class MilestoneModel(
    ContractQueries contracts, SubmitEvidence submit, AcceptMilestone accept, RejectMilestone reject, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public string? Evidence { get; set; }

    [BindProperty] public List<FindingForm> Findings { get; set; } = [];

    [BindProperty] public string? Reason { get; set; }

    /// <summary>The amount, typed again by the publisher who accepts: it leaves what is held.</summary>
    [BindProperty] public string? Amount { get; set; }

    public ContractView View { get; private set; } = null!;
    public Milestone Shown { get; private set; } = null!;
    public string Live => LiveParts.Own(current.Actor);

    public bool MaySubmit => View.May.Submit && MilestoneLifecycle.Next(Shown.Status, MilestoneAction.Submit).IsOk;

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
        var findings = View.Contract.Indicators.OrderBy(i => i.Position).Zip(Findings).Select(pair =>
            new AcceptMilestone.Finding(pair.First.Position, pair.Second.Verdict, pair.Second.Measured, pair.Second.Method, pair.Second.Laboratory)).ToList();
        return Answer(await accept.Run(new(id, Shown.Id, findings), current.Actor, ct));
    }

    public async Task<IActionResult> OnPostRejectAsync(Guid id, int position, CancellationToken ct) =>
        await Load(id, position, ct) ? Answer(await reject.Run(new(id, Shown.Id, Reason), current.Actor, ct)) : NotFound();

    private IActionResult Answer<T>(Result<T> result)
    {
        if (result.IsOk) return Redirect($"/workspace/contracts/{View.Contract.Id:D}/milestones/{Shown.Position}");
        if (result.Refusal == Refusal.NotFound) return NotFound();
        ModelState.Clear();
        ModelState.AddRefusals(texts, result.Refusals);
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
