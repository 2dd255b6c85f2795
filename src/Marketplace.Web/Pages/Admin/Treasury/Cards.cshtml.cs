using Marketplace.Contracts.Cards;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Treasury;

/// <summary>What an officer does about one operation or notice; <see cref="Op"/> says about which.</summary>
public sealed class OperationForm
{
    public string? Op { get; set; }
    public string? Reason { get; set; }
}

/// <summary>The card rail for officers: whether it is on, what it carries, and what needs a person.</summary>
public sealed class CardsModel(
    CardQueries cards, LookUpOperation lookUp, RetryOperation retry, HandOverOperation handOver, GiveBackSuspense giveBack, RetryNotice notice, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public OperationForm Form { get; set; } = new();

    public AdminNav Nav => new(current.Actor, "money");
    public CardPage Shown { get; private set; } = null!;
    public bool MayHandle => Permissions.Allows(Deed.HandleMoney, current.Actor);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostLookUpAsync(CancellationToken ct) => Act(() => lookUp.Run(new(Form.Op), current.Actor, ct), ct);

    public Task<IActionResult> OnPostRetryAsync(CancellationToken ct) => Act(() => retry.Run(new(Form.Op), current.Actor, ct), ct);

    public Task<IActionResult> OnPostHandOverAsync(CancellationToken ct) => Act(() => handOver.Run(new(Form.Op, Form.Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostGiveBackAsync(CancellationToken ct) => Act(() => giveBack.Run(new(Form.Op, Form.Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostNoticeAsync(CancellationToken ct) => Act(() => notice.Run(new(Form.Op), current.Actor, ct), ct);

    /// <summary>The id of a row's own line to type in.</summary>
    public string FieldOf(string op) => "Reason-" + op.Replace(':', '-');

    private async Task<IActionResult> Act<T>(Func<Task<Result<T>>> use, CancellationToken ct)
    {
        if (!MayHandle) return NotFound();
        var result = await use();
        if (result.IsOk) return Redirect("/admin/money/cards");
        if (result.Refusal == Refusal.NotFound || !await Load(ct)) return NotFound();
        ModelState.Clear();
        ModelState.AddRefusals(texts, result.Refusals.Select(r => r.Field is null ? r : r.At(FieldOf(Form.Op ?? ""))));
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        if (await cards.Page(current.Actor, ct) is not { } page) return false;
        Shown = page;
        return true;
    }
}
