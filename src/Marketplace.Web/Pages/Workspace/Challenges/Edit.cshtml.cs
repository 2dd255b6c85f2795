using System.Globalization;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>One step of the wizard. Saved when it is left, and by itself while it is filled in.</summary>
public sealed class EditModel(ChallengeQueries queries, SaveChallenge save, OrganisationLookup organisations, CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty] public string? Version { get; set; }
    [BindProperty] public NeedForm Need { get; set; } = new();
    [BindProperty] public IndicatorForm Indicators { get; set; } = new();
    [BindProperty] public BountyForm Bounty { get; set; } = new();
    [BindProperty] public ProcedureForm Procedure { get; set; } = new();
    [BindProperty] public TermsForm Terms { get; set; } = new();
    [BindProperty] public ConfidentialForm Confidential { get; set; } = new();

    public ChallengeStep Step { get; private set; }
    public ChallengeDossier Dossier { get; private set; } = null!;
    public WizardSteps Steps { get; private set; } = null!;

    /// <summary>Where somebody else saved meanwhile: field, what is stored, what is typed here.</summary>
    public IReadOnlyList<(string Field, string Stored, string Typed)> Differences { get; private set; } = [];

    public Challenge Shown => Dossier.Challenge;

    public async Task<IActionResult> OnGetAsync(Guid id, string step, bool check, CancellationToken ct)
    {
        if (await Load(id, step, ct) is { } elsewhere) return elsewhere;
        Fill(Dossier.Content);
        if (check) ModelState.AddRefusals(texts, Steps.Missing.Where(r => ChallengeContent.StepOf(r.Field) == Step), Step.ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string step, string? go, string? add, int? remove, CancellationToken ct)
    {
        if (await Load(id, step, ct) is { } elsewhere) return elsewhere;
        if (add is not null || remove is not null) return WithRows(remove);
        var (result, content) = await Save(ct);
        if (result.IsOk) return Redirect(go switch { "check" => Steps.AddressOf(WizardSteps.Check), "later" => $"/workspace/challenges/{id}?saved=draft", _ => Steps.Next! });
        if (result.Refusal == Refusal.NotFound) return NotFound();
        if (result.Refusal == Refusal.Stale) await Compare(content, ct);
        ModelState.AddRefusals(texts, result.Refusals, Step.ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostAutosaveAsync(Guid id, string step, CancellationToken ct)
    {
        if (await Load(id, step, ct) is not null) return NotFound();
        var (result, _) = await Save(ct);
        if (result.IsOk) return new JsonResult(new { fields = new Dictionary<string, string> { [nameof(Version)] = result.Value.Version.ToString(CultureInfo.InvariantCulture) } });
        return new JsonResult(new { error = texts.Refusal(result.Refusal) })
        {
            StatusCode = result.Refusal == Refusal.Stale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity,
        };
    }

    private async Task<IActionResult?> Load(Guid id, string step, CancellationToken ct)
    {
        if (WizardSteps.Parse(step) is not { } known || await queries.Dossier(id, current.Actor, ct) is not { } dossier) return NotFound();
        (Step, Dossier) = (known, dossier);
        var allowed = ChallengeGate.CanAct(ChallengeUse.Edit, dossier.Challenge.Facts, current.Actor, clock.GetUtcNow());
        if (!allowed.IsOk) return allowed.Refusal == Refusal.NotFound ? NotFound() : Redirect($"/workspace/challenges/{id}");
        Steps = new(id, step, await queries.Missing(id, current.Actor, ct) ?? []);
        return null;
    }

    private async Task<(Result<ChallengeState> Result, ChallengeContent Content)> Save(CancellationToken ct)
    {
        var read = new FormReading();
        var invited = Step == ChallengeStep.Procedure ? await organisations.Find(Procedure.InvitedLines, ct) : new Dictionary<string, Guid>();
        var content = Read(read, invited);
        if (read.Refusals.Count > 0) return (AllFaults(read, content), content);
        _ = long.TryParse(Version, CultureInfo.InvariantCulture, out var version);
        return (await save.Run(new(Shown.Id, version, content), current.Actor, ct), content);
    }

    // What could not be read and what is out of bounds are told together; a field that could not be read has one fault.
    private static List<Refusal> AllFaults(FormReading read, ChallengeContent content)
    {
        var unread = read.Refusals.Select(r => r.Field).ToHashSet();
        return [.. read.Refusals, .. ChallengeRules.Bounds(content).Where(r => !unread.Contains(r.Field))];
    }

    private ChallengeContent Read(FormReading read, IReadOnlyDictionary<string, Guid> invited) => Step switch
    {
        ChallengeStep.Need => new() { Need = Need.Read(read) },
        ChallengeStep.Indicators => new() { Indicators = Indicators.Read(read) },
        ChallengeStep.Bounty => new() { Bounty = Bounty.Read(read) },
        ChallengeStep.Procedure => new() { Procedure = Procedure.Read(read, Shown.DeadlineAt, invited) },
        ChallengeStep.Terms => new() { Terms = Terms.Read(read) },
        ChallengeStep.Confidential => new() { Confidential = Confidential.Read(read) },
        _ => throw new InvalidOperationException($"No form for step {Step}."),
    };

    private void Fill(ChallengeContent content)
    {
        Version = Shown.Version.ToString(CultureInfo.InvariantCulture);
        Need = NeedForm.Of(content.Need!);
        Indicators = IndicatorForm.Of(content.Indicators!);
        Bounty = BountyForm.Of(content.Bounty!, texts);
        Procedure = ProcedureForm.Of(content.Procedure!, Dossier.Invited);
        Terms = TermsForm.Of(content.Terms!);
        Confidential = ConfidentialForm.Of(content.Confidential!);
    }

    /// <summary>For a browser without scripts: one row more or less, everything else as it was typed.</summary>
    private PageResult WithRows(int? remove)
    {
        if (remove is { } at && at >= 0 && at < Indicators.Indicators.Count) Indicators.Indicators.RemoveAt(at);
        else if (remove is null && Indicators.Indicators.Count < ChallengeRules.MaxIndicators) Indicators.Indicators.Add(new());
        // The rows have moved: what was sent under their old numbers must not be shown again.
        ModelState.Clear();
        return Page();
    }

    // Saving again now means to overwrite: the form takes the stored version, and the reader has seen what differs.
    private async Task Compare(ChallengeContent mine, CancellationToken ct)
    {
        var differences = await queries.DifferencesTo(Shown.Id, mine, current.Actor, ct) ?? [];
        if (await queries.Dossier(Shown.Id, current.Actor, ct) is not { } stored) return;
        var currency = stored.Challenge.Bounty.Currency;
        var invited = await organisations.Names([.. stored.Challenge.InvitedIds, .. mine.Procedure?.InvitedIds ?? []], ct);
        string Written(string field, object? value) => FieldText.Value(texts, field, value, currency, invited);
        Differences = [.. differences.Select(d => (d.Field, Written(d.Field, d.Before), Written(d.Field, d.After)))];
        Version = stored.Challenge.Version.ToString(CultureInfo.InvariantCulture);
        ModelState.Remove(nameof(Version));
    }
}
