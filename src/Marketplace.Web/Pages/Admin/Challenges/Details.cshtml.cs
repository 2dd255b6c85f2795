using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Shared;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Challenges;

/// <summary>One challenge for review: all that was written, what happened so far, and the officer's next step, with the reason where it is refused.</summary>
public sealed class DetailsModel(
    ChallengeQueries queries, AttachmentQueries attachments, ChallengeHistory history, ApproveChallenge approve, ReturnChallenge giveBack, PostChallenge post, CancelChallenge cancel,
    ExtendDeadline extend,
    CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public CancelCause? Cause { get; set; }

    [BindProperty]
    public string? DeadlineAt { get; set; }

    /// <summary>The move whose form was sent and refused, so that its faults and what was typed stand at that form.</summary>
    public string? Sent { get; private set; }

    public ChallengeDossier Dossier { get; private set; } = null!;
    public ChallengeContentView Written { get; private set; } = null!;
    public IReadOnlyList<HistoryLine> Lines { get; private set; } = [];

    public Challenge C => Dossier.Challenge;

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => Load(id, ct);

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken ct) => Do(id, "approve", approve.Run(new(id, Reason, Version), current.Actor, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => Do(id, "return", giveBack.Run(new(id, Reason, Version), current.Actor, ct), ct);

    public Task<IActionResult> OnPostPostAsync(Guid id, CancellationToken ct) => Do(id, "post", post.Run(new(id, Version), current.Actor, ct), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => Do(id, "cancel", cancel.Run(new(id, Cause, Reason, Version), current.Actor, ct), ct);

    public Task<IActionResult> OnPostExtendAsync(Guid id, CancellationToken ct) =>
        Do(id, "extend", ExtendForm.Send(extend, id, DeadlineAt, Reason, current.Actor, ct), ct);

    /// <summary>For an open challenge.</summary>
    public ExtendForm Extension =>
        new(C, ChallengeGate.CanAct(ChallengeUse.Extend, C.Facts, current.Actor, clock.GetUtcNow()), Sent == "extend", DeadlineAt, Reason);

    /// <summary>Whether the officer may make the move now, or why not.</summary>
    public Result<Done> May(ChallengeAction action) => ChallengeGate.CanMove(action, C.Facts, current.Actor, clock.GetUtcNow());

    /// <summary>The moves that belong to the present state, the officer's or not.</summary>
    public IEnumerable<ReviewMove> Moves() => new ReviewMove[]
    {
        new(this, ChallengeAction.Approve, "approve", "Review.Note", IsMain: true),
        new(this, ChallengeAction.Post, "post", null, IsMain: true),
        new(this, ChallengeAction.Return, "return", "Review.ReturnReason", IsMain: false),
        new(this, ChallengeAction.Cancel, "cancel", "Review.CancelReason", IsMain: false),
    }.Where(move => ChallengeLifecycle.Find(C.Status, move.Action) is not null);

    private async Task<IActionResult> Load(Guid id, CancellationToken ct)
    {
        if (!ReviewQueue.MayRead(current.Actor) || await queries.Dossier(id, current.Actor, ct) is not { } dossier) return NotFound();
        Dossier = dossier;
        Written = new(dossier, await attachments.Of(id, current.Actor, ct), WithConfidential: true);
        Lines = await history.Of(id, current.Actor, ct);
        return Page();
    }

    private async Task<IActionResult> Do(Guid id, string name, Task<Result<ChallengeState>> move, CancellationToken ct)
    {
        var result = await move;
        if (result.IsOk) return Redirect($"/admin/challenges/{id}");
        if (result.Refusal == Refusal.NotFound) return NotFound();
        Sent = name;
        ModelState.AddRefusals(texts, result.Refusals);
        return await Load(id, ct);
    }
}

/// <summary>One move as the page offers it.</summary>
/// <param name="ReasonLabel">Text key of the field for a reason; null where none is asked for.</param>
public sealed record ReviewMove(DetailsModel Page, ChallengeAction Action, string Handler, string? ReasonLabel, bool IsMain);
