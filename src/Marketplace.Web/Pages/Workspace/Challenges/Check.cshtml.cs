using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Shared;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The last page of the wizard: everything at a glance, what is missing with links, and the submission.</summary>
public sealed class CheckModel(
    ChallengeQueries queries, AttachmentQueries attachments, SubmitChallenge submit, CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty] public long Version { get; set; }

    public ChallengeDossier Dossier { get; private set; } = null!;
    public WizardSteps Steps { get; private set; } = null!;
    public ChallengeContentView Written { get; private set; } = null!;

    /// <summary>Why the organisation cannot submit at all; null where it can.</summary>
    public Refusal? Barred { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await Load(id, ct) is { } elsewhere) return elsewhere;
        Version = Dossier.Challenge.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        // Sent twice: the first one did it, and the reader sees where the challenge stands.
        if (await Load(id, ct) is { } elsewhere) return elsewhere;
        var submitted = await submit.Run(new(id, Version), current.Actor, ct);
        if (submitted.IsOk) return Redirect($"/workspace/challenges/{id}?saved=submitted");
        if (submitted.Refusal == Refusal.NotFound) return NotFound();
        if (await Load(id, ct) is { } moved) return moved;
        // What is missing stands on the page with its links; only what is about the whole is told again.
        ModelState.AddRefusals(texts, submitted.Refusals.Where(r => r.Field is null));
        ModelState.Remove(nameof(Version));
        Version = Dossier.Challenge.Version;
        return Page();
    }

    private async Task<IActionResult?> Load(Guid id, CancellationToken ct)
    {
        if (await queries.Dossier(id, current.Actor, ct) is not { } dossier) return NotFound();
        Dossier = dossier;
        var now = clock.GetUtcNow();
        var allowed = ChallengeGate.CanAct(ChallengeUse.Edit, dossier.Challenge.Facts, current.Actor, now);
        if (!allowed.IsOk) return allowed.Refusal == Refusal.NotFound ? NotFound() : Redirect($"/workspace/challenges/{id}");
        var move = ChallengeGate.CanMove(ChallengeAction.Submit, dossier.Challenge.Facts, current.Actor, now);
        Barred = move.IsOk ? null : move.Refusal;
        Steps = new(id, WizardSteps.Check, await queries.Missing(id, current.Actor, ct) ?? []);
        Written = new(dossier, await attachments.Of(id, current.Actor, ct), WithConfidential: true, ChangeAt: id);
        return null;
    }
}
