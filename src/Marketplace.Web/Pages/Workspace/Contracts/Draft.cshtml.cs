using System.Globalization;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>A milestone as it was typed.</summary>
public sealed class MilestoneForm
{
    public string? Title { get; set; }
    public string? Deliverable { get; set; }
    public string? Month { get; set; }
    public string? Percent { get; set; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Title + Deliverable + Month + Percent);
}

public sealed class ContractForm
{
    /// <summary>The draft that the form was shown with.</summary>
    public int Draft { get; set; }
    public string? Amount { get; set; }
    public IpRule? IpRule { get; set; }
    public TechnicalKind? Kind { get; set; }
    public string? PeriodMonths { get; set; }
    public List<MilestoneForm> Lines { get; set; } = [];
}

/// <summary>The publisher writes the draft. It may begin with a payment template or with what stands.</summary>
public sealed class DraftModel(ContractQueries contracts, DraftContract draft, CurrentActor current, Texts texts) : PageModel
{
    /// <summary>Empty rows below those that are filled.</summary>
    private const int Spare = 2;

    [BindProperty] public ContractForm Form { get; set; } = new();

    public ContractView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, PaymentTemplate? template, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Form = template is { } chosen && Enum.IsDefined(chosen) ? OfTemplate(chosen) : OfContract();
        AddSpare();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        Form.Lines.RemoveAll(l => l.IsBlank);
        var faults = new List<Refusal>();
        var lines = Form.Lines.Select((l, i) => new DraftContract.Line(
            l.Title, l.Deliverable, Bids.Typed.Whole(l.Month, $"Lines[{i}].Month", faults), Bids.Typed.Whole(l.Percent, $"Lines[{i}].Percent", faults))).ToList();
        var months = Bids.Typed.Whole(Form.PeriodMonths, nameof(Form.PeriodMonths), faults);
        if (faults.Count == 0)
        {
            var drafted = await draft.Run(new(id, Form.Draft, Form.Amount, Form.IpRule, Form.Kind, months, lines), current.Actor, ct);
            if (drafted.IsOk) return Redirect($"/workspace/contracts/{id:D}#signatures");
            if (drafted.Refusal == Refusal.NotFound) return NotFound();
            faults.AddRange(drafted.Refusals);
        }

        ModelState.AddRefusals(texts, faults, nameof(Form));
        AddSpare();
        return Page();
    }

    private ContractForm OfTemplate(PaymentTemplate template)
    {
        var form = OfContract();
        form.Lines = [.. PaymentTemplates.Percents(template).Select((percent, i) =>
            new MilestoneForm { Title = form.Lines.ElementAtOrDefault(i)?.Title, Deliverable = form.Lines.ElementAtOrDefault(i)?.Deliverable, Month = form.Lines.ElementAtOrDefault(i)?.Month, Percent = Whole(percent) })];
        return form;
    }

    private ContractForm OfContract()
    {
        var c = View.Contract;
        return new ContractForm
        {
            Draft = c.Draft, Amount = c.Amount is { } amount ? texts.Amount(amount) : null, IpRule = c.IpRule, Kind = c.TechnicalKind, PeriodMonths = c.PeriodMonths is { } months ? Whole(months) : null,
            Lines = [.. c.Milestones.OrderBy(m => m.Position).Select(m => new MilestoneForm { Title = m.Title, Deliverable = m.Deliverable, Month = Whole(m.Month), Percent = Whole(m.Percent) })],
        };
    }

    private void AddSpare()
    {
        for (var i = 0; i < Spare && Form.Lines.Count < ContractRules.MaxMilestones; i++) Form.Lines.Add(new MilestoneForm());
    }

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await contracts.One(id, current.Actor, ct) is not { May.Draft: true } view) return false;
        View = view;
        return true;
    }
}
