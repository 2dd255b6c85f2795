using Marketplace.Contracts;
using Marketplace.Contracts.Changes;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>A milestone and the day on which it would be due.</summary>
public sealed class ChangeLine
{
    public int Position { get; set; }
    public DateOnly? On { get; set; }
}

public sealed class ChangeForm
{
    public List<ChangeLine> Dues { get; set; } = [];
    public string? Leader { get; set; }
    public string? Reason { get; set; }
    public string? TypedName { get; set; }

    /// <summary>Of the new text that the reader was shown; empty before.</summary>
    public string? TextSha256 { get; set; }
}

public sealed class ChangeAnswerForm
{
    public Guid Id { get; set; }
    public bool Agrees { get; set; }
    public string? TypedName { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Where a signed contract is changed: proposed by one side, answered by the other, approved by an officer where it is material.</summary>
public sealed class ChangesModel(ChangeQueries changes, ProposeChange propose, AnswerChange answer, DecideChange decide, WithdrawChange withdraw, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public ChangeForm Change { get; set; } = new();

    [BindProperty] public ChangeAnswerForm Answer { get; set; } = new();

    public ChangesView View { get; private set; } = null!;
    public Contract Contract => View.Contract.Contract;

    /// <summary>Both texts of what is about to be proposed.</summary>
    public ProposeChange.Draft? Preview { get; private set; }
    public string Live => LiveParts.Own(current.Actor);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Change.Dues = [.. Contract.Milestones.OrderBy(m => m.Position).Where(ChangeableDue).Select(m => new ChangeLine { Position = m.Position, On = m.DueOn })];
        Change.Leader = Contract.Leader;
        return Page();
    }

    /// <summary>The first time it shows both texts, the second time it is meant.</summary>
    public async Task<IActionResult> OnPostProposeAsync(Guid id, bool again, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var input = new ProposeChange.Input(id, [.. Change.Dues.Take(ContractRules.MaxMilestones * 2).Select(d => (d.Position, d.On))], Change.Leader, Change.Reason, Change.TypedName, Change.TextSha256);
        if (again || string.IsNullOrEmpty(Change.TextSha256)) return await Show(input, ct);
        var proposed = await propose.Run(input, current.Actor, ct);
        if (proposed.IsOk) return Back(id);
        var shown = await Show(input, ct);
        if (Preview is not null) ModelState.AddRefusals(texts, proposed.Refusals, nameof(Change));
        return shown;
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct) => await Load(id, ct)
        ? Told(id, await answer.Run(new(id, Answer.Id, Answer.Agrees, Answer.Reason, Answer.TypedName), current.Actor, ct)) : NotFound();

    public async Task<IActionResult> OnPostDecideAsync(Guid id, CancellationToken ct) => await Load(id, ct)
        ? Told(id, await decide.Run(new(id, Answer.Id, Answer.Agrees, Answer.Reason), current.Actor, ct)) : NotFound();

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => await Load(id, ct)
        ? Told(id, await withdraw.Run(new(id), current.Actor, ct)) : NotFound();

    public static bool ChangeableDue(Marketplace.Contracts.Milestones.Milestone milestone) =>
        milestone.Status is Marketplace.Contracts.Milestones.MilestoneStatus.Planned or Marketplace.Contracts.Milestones.MilestoneStatus.Rectifying;

    private async Task<IActionResult> Show(ProposeChange.Input input, CancellationToken ct)
    {
        var read = await propose.Read(input, current.Actor, ct);
        if (!read.IsOk && read.Refusal == Refusal.NotFound) return NotFound();
        ModelState.Clear();
        Preview = read.IsOk ? read.Value : null;
        Change.TextSha256 = Preview?.Sha256;
        if (!read.IsOk) ModelState.AddRefusals(texts, read.Refusals, nameof(Change));
        return Page();
    }

    private IActionResult Told<T>(Guid id, Result<T> result)
    {
        if (result.IsOk) return Back(id);
        if (result.Refusal == Refusal.NotFound) return NotFound();
        ModelState.Clear();
        ModelState.AddRefusals(texts, result.Refusals, nameof(Answer));
        return Page();
    }

    private RedirectResult Back(Guid id) => Redirect($"/workspace/contracts/{id:D}/changes");

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await changes.One(id, current.Actor, ct) is not { } view) return false;
        View = view;
        return true;
    }
}
