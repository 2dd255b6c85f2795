using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>The profile of one's own organisation, its licence and its verification.</summary>
[RequestSizeLimit(12 << 20)]
[TakesUploads("File", Handler = "Licence")]
public sealed class EditModel(
    OrganisationQueries organisations, LicenceQueries licences, SaveOrganisation save, UploadLicence upload, AskForVerification ask, CurrentActor current, Texts texts) : PageModel
{
    private static readonly string[] Notices = ["registered", "profile", "licence", "asked"];

    [BindProperty] public OrganisationForm Form { get; set; } = new();

    public OwnOrganisation Organisation { get; private set; } = null!;

    public OrganisationNav Nav { get; private set; } = null!;

    public (string Name, long Length, DateTimeOffset At)? Licence { get; private set; }

    public bool MayEdit { get; private set; }

    /// <summary>What somebody else saved meanwhile, beside what was typed here.</summary>
    public IReadOnlyList<(string Field, string? Saved, string? Typed)> Differences { get; private set; } = [];

    public bool MayAsk => MayEdit && Organisation.Verification is VerificationStatus.Draft or VerificationStatus.Rejected;

    public Stepper Steps => new(
    [
        new(texts["MyOrganisations.Step.Registered"], StepState.Done, Organisation.RegisteredAt),
        new(texts["MyOrganisations.Step.Licence"], Licence is not null || Organisation.IsDemo ? StepState.Done : StepState.Current, Licence?.At),
        new(texts["MyOrganisations.Step.Asked"], State(VerificationStatus.Draft), Organisation.VerificationAskedAt, Organisation.Verification == VerificationStatus.Rejected ? texts.Name(Organisation.Verification) : null),
        new(texts["MyOrganisations.Step.Verified"], Organisation.Verification is VerificationStatus.Verified ? StepState.Done : Organisation.Verification is VerificationStatus.Draft or VerificationStatus.Rejected ? StepState.Ahead : StepState.Current,
            Organisation.Verification == VerificationStatus.Verified ? Organisation.VerifiedAt : null, Organisation.Verification == VerificationStatus.Suspended ? texts.Name(Organisation.Verification) : null),
    ], Wide: true);

    public async Task<IActionResult> OnGetAsync(Guid id, string? saved, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Form = OrganisationForm.Of(Organisation.Content, Organisation.Version);
        if (Notices.Contains(saved)) Nav = Nav with { Saved = texts["MyOrganisations.Saved." + saved] };
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (!ModelState.IsValid) return Page();
        var answer = await save.Run(new(id, Form.Version, Form.ToContent()), current.Actor, ct);
        if (answer.IsOk) return Back(id, "profile");
        if (answer.Refusal == Refusal.Stale) ShowBoth();
        return Refused(answer.Refusals, nameof(Form));
    }

    public async Task<IActionResult> OnPostLicenceAsync(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Form = OrganisationForm.Of(Organisation.Content, Organisation.Version);
        ModelState.Clear();
        if (file is null) return Refused([new Refusal("field.required", "File")]);
        await using var content = file.OpenReadStream();
        var answer = await upload.Run(new(id, content, file.FileName), current.Actor, ct);
        return answer.IsOk ? Back(id, "licence") : Refused(answer.Refusals);
    }

    public async Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Form = OrganisationForm.Of(Organisation.Content, Organisation.Version);
        ModelState.Clear();
        var answer = await ask.Run(id, current.Actor, ct);
        return answer.IsOk ? Back(id, "asked") : Refused([.. answer.Refusals.Select(r => r.Code == "organisation.licence_missing" ? r.At("File") : r)]);
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await organisations.Own(id, current.Actor, ct) is not { } own) return false;
        Organisation = own;
        MayEdit = Permissions.Allows(Deed.EditOrganisation, current.Actor, id);
        Nav = OrganisationNav.Of(texts, own, "profile", null);
        if (await licences.File(id, current.Actor, ct) is { } file) Licence = (file.Name, file.Length, file.UploadedAt);
        return true;
    }

    private StepState State(VerificationStatus notYet) =>
        Organisation.Verification == notYet || Organisation.Verification == VerificationStatus.Rejected
            ? Licence is null && !Organisation.IsDemo ? StepState.Ahead : StepState.Current
            : StepState.Done;

    // The next click saves over what is shown beside: the form now carries the version that was seen.
    private void ShowBoth()
    {
        Differences = [.. OrganisationForm.Differences(OrganisationForm.Of(Organisation.Content, Organisation.Version), Form, texts)];
        ModelState.Remove($"{nameof(Form)}.{nameof(Form.Version)}");
        Form.Version = Organisation.Version;
    }

    private RedirectResult Back(Guid id, string notice) => Redirect($"/workspace/organisations/{id:D}?saved={notice}");

    private IActionResult Refused(IReadOnlyList<Refusal> refusals, string prefix = "")
    {
        if (refusals[0] == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, refusals, prefix);
        return Page();
    }
}
