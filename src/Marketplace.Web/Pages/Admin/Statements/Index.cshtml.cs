using Marketplace.Contracts;
using Marketplace.Contracts.Statements;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Statements;

/// <summary>Names of columns where a bank's are not the usual ones; blank ones are looked up.</summary>
public sealed class ColumnsForm
{
    public string? Date { get; set; }
    public string? Amount { get; set; }
    public string? Credit { get; set; }
    public string? Debit { get; set; }
    public string? Reference { get; set; }
    public string? Purpose { get; set; }
    public string? Counterparty { get; set; }
    public string? Direction { get; set; }

    internal IReadOnlyDictionary<StatementColumn, string?> Named => new Dictionary<StatementColumn, string?>
    {
        [StatementColumn.Date] = Date, [StatementColumn.Amount] = Amount, [StatementColumn.Credit] = Credit, [StatementColumn.Debit] = Debit,
        [StatementColumn.Reference] = Reference, [StatementColumn.Purpose] = Purpose, [StatementColumn.Counterparty] = Counterparty, [StatementColumn.Direction] = Direction,
    };
}

/// <summary>The bank's statements: handing one in, what was read before, and the lines that wait for a person.</summary>
[RequestSizeLimit(6 << 20)]
[TakesUploads("File", Handler = "Import")]
public sealed class IndexModel(StatementQueries statements, ImportStatement import, ExplainLine explain, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public string? Currency { get; set; } = Kernel.Currency.CNY.Code;

    [BindProperty] public ColumnsForm Columns { get; set; } = new();

    [BindProperty] public Guid LineId { get; set; }

    [BindProperty] public string? Reason { get; set; }

    public AdminNav Nav => new(current.Actor, "money");
    public IReadOnlyList<ImportRow> Imports { get; private set; } = [];
    public IReadOnlyList<BankLine> Open { get; private set; } = [];
    public bool MayHandle => Permissions.Allows(Deed.HandleMoney, current.Actor);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await Load(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostImportAsync(IFormFile? file, CancellationToken ct)
    {
        if (!MayHandle) return NotFound();
        await using var content = file?.OpenReadStream();
        var imported = content is null
            ? (Result<Guid>)new Refusal("field.required", "File")
            : await import.Run(new(content, file!.FileName, Currency, Columns.Named), current.Actor, ct);
        return imported.IsOk ? Redirect($"/admin/money/statements/{imported.Value:D}") : await Refused(imported.Refusals, ct);
    }

    public async Task<IActionResult> OnPostExplainAsync(CancellationToken ct)
    {
        if (!MayHandle) return NotFound();
        var explained = await explain.Run(new(LineId, Reason), current.Actor, ct);
        if (explained.IsOk) return Redirect("/admin/money/statements#open");
        return explained.Refusal == Refusal.NotFound ? NotFound() : await Refused(explained.Refusals.Select(r => r.Field is null ? r : r.At($"Reason-{LineId:N}")), ct);
    }

    private async Task<IActionResult> Refused(IEnumerable<Refusal> refusals, CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        ModelState.Clear();
        ModelState.AddRefusals(texts, refusals);
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        if (!MoneyQueries.MayRead(current.Actor)) return false;
        Imports = await statements.Imports(current.Actor, ct);
        Open = await statements.Open(current.Actor, ct);
        return true;
    }
}
