using Marketplace.Contracts;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Treasury;

/// <summary>What an officer types about one claim, payment or contract; <see cref="Id"/> says about which.</summary>
public sealed class MoneyForm
{
    public Guid Id { get; set; }
    public string? Amount { get; set; }
    public string? AmountAgain { get; set; }
    public string? StatementLine { get; set; }
    public string? BankOrder { get; set; }
    public string? ReturnNumber { get; set; }
    public string? Reason { get; set; }
}

/// <summary>The money of all contracts: what waits to be confirmed or paid, and the sums. Finance officers act, others look on.</summary>
public sealed partial class IndexModel(
    MoneyQueries money, ConfirmFunding confirm, RejectFunding rejectClaim, ReverseFunding reverse, AssignSuspense assign, ReturnSuspense giveBackSuspense,
    Reconcile reconcile, OrderPayout order, SettlePayout settle, ReturnPayout giveBack, JournalExport journals, PaymentSettings settings, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public MoneyForm Form { get; set; } = new();

    public AdminNav Nav => new(current.Actor, "money");
    public MoneyPage Shown { get; private set; } = null!;
    public PaymentSettings Settings => settings;
    public bool MayHandle => Permissions.Allows(Deed.HandleMoney, current.Actor);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostConfirmAsync(CancellationToken ct) =>
        Act(() => confirm.Run(new(Form.Id, Form.StatementLine, Form.Amount, Form.AmountAgain), current.Actor, ct), ct);

    public Task<IActionResult> OnPostRejectAsync(CancellationToken ct) => Act(() => rejectClaim.Run(new(Form.Id, Form.Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostReverseAsync(CancellationToken ct) => Act(() => reverse.Run(new(Form.Id, Form.Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostAssignAsync(CancellationToken ct) => Act(() => assign.Run(new(Form.Id, Form.Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostGiveBackAsync(CancellationToken ct) => Act(() => giveBackSuspense.Run(new(Form.Id, Form.Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostReconcileAsync(CancellationToken ct) => Act(() => reconcile.Run(isFull: true, current.Actor, ct), ct);

    public Task<IActionResult> OnPostOrderAsync(CancellationToken ct) => Act(() => order.Run(new(Form.Id, Form.BankOrder), current.Actor, ct), ct);

    public Task<IActionResult> OnPostSettleAsync(CancellationToken ct) => Act(() => settle.Run(new(Form.Id, Form.StatementLine), current.Actor, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken ct) => Act(() => giveBack.Run(new(Form.Id, Form.ReturnNumber, Form.Reason), current.Actor, ct), ct);

    /// <summary>What was typed about this one, where its form was refused.</summary>
    public MoneyForm TypedFor(Guid id) => Form.Id == id ? Form : new MoneyForm { Id = id };

    private async Task<IActionResult> Act<T>(Func<Task<Result<T>>> use, CancellationToken ct)
    {
        if (!MayHandle) return NotFound();
        var result = await use();
        if (result.IsOk) return Redirect("/admin/money");
        if (result.Refusal == Refusal.NotFound || !await Load(ct)) return NotFound();
        ModelState.Clear();
        // The page has a form for every row: each field carries the id of its row.
        ModelState.AddRefusals(texts, result.Refusals.Select(r => r.Field is null ? r : r.At($"{r.Field}-{Form.Id:N}")));
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        if (await money.Page(current.Actor, ct) is not { } page) return false;
        Shown = page;
        return true;
    }
}
