using System.Globalization;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>The results of one's own organisation: listed, typed in, imported from a file with a report of every row, taken out.</summary>
[RequestSizeLimit(6 << 20)]
[TakesUploads("File", Handler = "Check")]
public sealed class OutcomesModel(
    OrganisationQueries organisations, OutcomeQueries outcomes, OutcomeFileQueries files, AddOutcome add, RemoveOutcome remove,
    CheckOutcomes check, ImportOutcomes import, CurrentActor current, Texts texts) : PageModel
{
    /// <summary>Rows of a report on the page; the sums above count all.</summary>
    public const int ReportShown = 200;

    private static readonly string[] Notices = ["added", "known", "removed", "checked", "imported"];

    [BindProperty] public OutcomeFields Form { get; set; } = new();

    public OrganisationNav Nav { get; private set; } = null!;

    public OutcomePage Outcomes { get; private set; } = null!;

    public OutcomeFileReport? Report { get; private set; }

    public bool MayEdit { get; private set; }

    public Paging Paging => new(Outcomes.Page, OutcomeFilter.PageSize, Outcomes.Total);

    public async Task<IActionResult> OnGetAsync(Guid id, string? saved, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (Notices.Contains(saved)) Nav = Nav with { Saved = texts["MyOrganisations.Saved." + saved] };
        return Page();
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (!ModelState.IsValid) return Page();
        if (!Form.TryYear(out var year)) return Refused([new Refusal("outcome.year", nameof(Form.Year))], nameof(Form));
        var answer = await add.Run(new(id, [new(Form.Kind, Form.Title, year, Form.Abstract, Form.Identifier, Form.Keywords)]), current.Actor, ct);
        return answer.IsOk ? Back(id, answer.Value == 0 ? "known" : "added") : Refused(answer.Refusals, nameof(Form));
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid outcomeId, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        var answer = await remove.Run(outcomeId, current.Actor, ct);
        return answer.IsOk ? Back(id, "removed") : Refused(answer.Refusals);
    }

    public async Task<IActionResult> OnPostCheckAsync(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        if (file is null) return Refused([new Refusal("field.required", "File")]);
        await using var content = file.OpenReadStream();
        var answer = await check.Run(new(id, content, file.FileName), current.Actor, ct);
        return answer.IsOk ? Back(id, "checked", "#import") : Refused(answer.Refusals);
    }

    public async Task<IActionResult> OnPostImportAsync(Guid id, Guid fileId, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        var answer = await import.Run(fileId, current.Actor, ct);
        return answer.IsOk ? Back(id, "imported", "#import") : Refused(answer.Refusals);
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await organisations.Own(id, current.Actor, ct) is not { } own) return false;
        MayEdit = Permissions.Allows(Deed.EditOrganisation, current.Actor, id);
        Nav = OrganisationNav.Of(texts, own, "outcomes", null);
        Outcomes = await outcomes.Of(id, new(DirectoryAddress.One<OutcomeKind>(Request.Query, "kind"), Page: DirectoryAddress.Page(Request.Query)), ct);
        Report = await files.Last(id, current.Actor, ct);
        return true;
    }

    private RedirectResult Back(Guid id, string notice, string anchor = "") => Redirect($"/workspace/organisations/{id:D}/outcomes?saved={notice}{anchor}");

    private IActionResult Refused(IReadOnlyList<Refusal> refusals, string prefix = "")
    {
        if (refusals[0] == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, refusals, prefix);
        return Page();
    }

    public sealed class OutcomeFields
    {
        public OutcomeKind Kind { get; set; } = OutcomeKind.Paper;
        public string? Title { get; set; }
        public string? Year { get; set; }
        public string? Abstract { get; set; }
        public string? Identifier { get; set; }
        public string? Keywords { get; set; }

        public bool TryYear(out int? year)
        {
            year = null;
            if (string.IsNullOrWhiteSpace(Year)) return true;
            year = TypedNumber.Whole(Year) is { } number and >= 0 ? number : null;
            return year is not null;
        }
    }
}
