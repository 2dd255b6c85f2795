using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Api;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The attachments of a draft. A page of its own, so that an upload never costs what was typed elsewhere.</summary>
[RequestSizeLimit(ChallengesApi.MaxUpload)]
[TakesUploads("File")]
public sealed class AttachmentsModel(
    ChallengeQueries queries, AttachmentQueries attachments, AddAttachment add, RemoveAttachment remove, CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    public ChallengeDossier Dossier { get; private set; } = null!;
    public WizardSteps Steps { get; private set; } = null!;
    public IReadOnlyList<AttachmentView> Attachments { get; private set; } = [];

    /// <summary>As it was chosen for a file that was refused: the next try must not show it to everybody unasked.</summary>
    public bool Confidential { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await Load(id, ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id, IFormFile? file, bool confidential, CancellationToken ct)
    {
        if (await Load(id, ct) is { } elsewhere) return elsewhere;
        Confidential = confidential;
        if (file is null)
        {
            return Refused([new Refusal("field.required", "File")]);
        }

        await using var content = file.OpenReadStream();
        var added = await add.Run(new(id, content, file.FileName, confidential), current.Actor, ct);
        return Answer(id, added);
    }

    public async Task<IActionResult> OnPostRemoveAsync(Guid id, Guid attachment, CancellationToken ct)
    {
        if (await Load(id, ct) is { } elsewhere) return elsewhere;
        return Answer(id, await remove.Run(new(id, attachment), current.Actor, ct));
    }

    private IActionResult Answer<T>(Guid id, Result<T> result)
    {
        if (result.IsOk) return Redirect($"/workspace/challenges/{id}/edit/{WizardSteps.Attachments}");
        if (result.Refusal == Refusal.NotFound) return NotFound();
        return Refused(result.Refusals);
    }

    // The bound parameter has left an entry under its own name, which the refusals would otherwise join: links lead to the field's.
    private PageResult Refused(IEnumerable<Refusal> refusals)
    {
        ModelState.Clear();
        ModelState.AddRefusals(texts, refusals);
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken ct)
    {
        if (await queries.Dossier(id, current.Actor, ct) is not { } dossier) return NotFound();
        Dossier = dossier;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Edit, dossier.Challenge.Facts, current.Actor, clock.GetUtcNow());
        if (!allowed.IsOk) return allowed.Refusal == Refusal.NotFound ? NotFound() : Redirect($"/workspace/challenges/{id}");
        Attachments = await attachments.Of(id, current.Actor, ct);
        Steps = new(id, WizardSteps.Attachments, await queries.Missing(id, current.Actor, ct) ?? []);
        return null;
    }
}
