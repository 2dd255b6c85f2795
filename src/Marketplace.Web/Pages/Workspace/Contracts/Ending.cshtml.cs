using Marketplace.Contracts;
using Marketplace.Contracts.Ends;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>What is typed to ask for the end of a contract.</summary>
public sealed class EndingForm
{
    public TerminationGround? Ground { get; set; }
    public TerminationCause? Cause { get; set; }
    public string? Reason { get; set; }
}

/// <summary>The answer. The code of the contract names what is ended.</summary>
public sealed class AnswerForm
{
    public Guid Id { get; set; }
    public bool Agrees { get; set; }
    public string? Reason { get; set; }
    public string? Confirmation { get; set; }
}

/// <summary>Where a contract ends before its time, and where officers stop its money.</summary>
public sealed class EndingModel(
    EndsQueries ends, ProposeTermination propose, AnswerTermination answer, WithdrawTermination withdraw, FreezeContract freeze, ThawContract thaw,
    CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public EndingForm Ending { get; set; } = new();

    [BindProperty] public AnswerForm Answer { get; set; } = new();

    /// <summary>Why an officer stops the money, or lets it move again.</summary>
    [BindProperty] public string? FreezeReason { get; set; }

    public EndsView View { get; private set; } = null!;
    public string Live => $"{LiveParts.Own(current.Actor)} {(MoneyQueries.MayRead(current.Actor) ? Events.Streams.Money : "")}".Trim();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostProposeAsync(Guid id, CancellationToken ct) =>
        Act(id, () => propose.Run(new(id, Ending.Ground, Ending.Cause, Ending.Reason), current.Actor, ct), nameof(Ending), ct);

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (Answer.Agrees && View.May.Answer && !string.Equals(Answer.Confirmation?.Trim(), View.Contract.Code, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.Clear();
            ModelState.AddModelError("Answer.Confirmation", texts["Bids.Submit.CodeWrong", View.Contract.Code]);
            return Page();
        }

        return await Act(id, () => answer.Run(new(id, Answer.Id, Answer.Agrees, Answer.Reason), current.Actor, ct), nameof(Answer), ct);
    }

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => Act(id, () => withdraw.Run(new(id), current.Actor, ct), nameof(Ending), ct);

    public Task<IActionResult> OnPostFreezeAsync(Guid id, CancellationToken ct) => Act(id, () => freeze.Run(new(id, FreezeReason), current.Actor, ct), "", ct);

    public Task<IActionResult> OnPostThawAsync(Guid id, CancellationToken ct) => Act(id, () => thaw.Run(new(id, FreezeReason), current.Actor, ct), "", ct);

    private async Task<IActionResult> Act<T>(Guid id, Func<Task<Result<T>>> use, string form, CancellationToken ct)
    {
        var result = await use();
        if (result.IsOk) return Redirect($"/workspace/contracts/{id:D}/ending");
        if (result.Refusal == Refusal.NotFound || !await Load(id, ct)) return NotFound();
        ModelState.Clear();
        if (form.Length > 0) ModelState.AddRefusals(texts, result.Refusals, form);
        else ModelState.AddRefusals(texts, result.Refusals.Select(r => r.Field is null ? r : r.At(nameof(FreezeReason))));
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await ends.One(id, current.Actor, ct) is not { } view) return false;
        View = view;
        return true;
    }
}
