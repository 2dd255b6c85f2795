using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Shared;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The publisher's cockpit of one challenge: where it stands, whose turn it is, what can be done now and why not.</summary>
public sealed class DetailsModel(
    ChallengeQueries queries, QuestionQueries questions, ConfidentialQueries confidential, ChallengeHistory history,
    WithdrawChallenge withdraw, RepostChallenge repost, ExtendDeadline extend, CancelChallenge cancel, AnswerQuestion answer,
    CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly HashSet<string> SavedKinds = ["draft", "submitted", "withdrawn", "reposted", "extended", "cancelled", "answered"];

    [BindProperty] public string? Reason { get; set; }
    [BindProperty] public string? DeadlineAt { get; set; }
    [BindProperty] public string? Cause { get; set; }
    [BindProperty] public Guid? QuestionId { get; set; }
    [BindProperty] public string? Answer { get; set; }

    /// <summary>The act whose form was sent, so that what was typed and what is wrong stand at that form.</summary>
    public string? Sent { get; private set; }
    public string? Saved { get; private set; }
    public ChallengeDossier Dossier { get; private set; } = null!;
    public IReadOnlyList<PossibleAction> Actions { get; private set; } = [];
    public Result<Done> Extending { get; private set; }
    public bool MayEdit { get; private set; }
    public bool MayAnswer { get; private set; }
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];
    public int Acceptances { get; private set; }
    public IReadOnlyList<HistoryLine> History { get; private set; } = [];
    public int Missing { get; private set; }

    public Challenge Shown => Dossier.Challenge;

    public Stepper Life => ChallengeLife.Of(Shown, texts);

    public ExtendForm Extension => new(Shown, Extending, Sent == "extend", DeadlineAt, Reason);

    public async Task<IActionResult> OnGetAsync(Guid id, string? saved, CancellationToken ct)
    {
        Saved = saved is not null && SavedKinds.Contains(saved) ? saved : null;
        return await Load(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        Act(id, "withdraw", "withdrawn", () => withdraw.Run(new(id, Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostRepostAsync(Guid id, CancellationToken ct) =>
        Act(id, "repost", "reposted", () => repost.Run(new(id, Reason), current.Actor, ct), ct);

    public Task<IActionResult> OnPostExtendAsync(Guid id, CancellationToken ct) =>
        Act(id, "extend", "extended", () => ExtendForm.Send(extend, id, DeadlineAt, Reason, current.Actor, ct), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => Act(id, "cancel", "cancelled", async () =>
    {
        var read = new FormReading();
        var cause = read.Choice<CancelCause>(Cause, nameof(Cause));
        return read.Refusals.Count > 0 ? read.Refusals : await cancel.Run(new(id, cause, Reason), current.Actor, ct);
    }, ct);

    public Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct) => Act(id, "answer", "answered", async () =>
        QuestionId is { } question ? await answer.Run(new(id, question, Answer), current.Actor, ct) : (Result<Done>)Refusal.NotFound, ct);

    private async Task<IActionResult> Act<T>(Guid id, string name, string done, Func<Task<Result<T>>> run, CancellationToken ct)
    {
        if (await queries.Dossier(id, current.Actor, ct) is null) return NotFound();
        var result = await run();
        if (result.IsOk) return Redirect($"/workspace/challenges/{id}?saved={done}");
        if (result.Refusal == Refusal.NotFound || !await Load(id, ct)) return NotFound();
        Sent = name;
        ModelState.AddRefusals(texts, result.Refusals);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await queries.Dossier(id, current.Actor, ct) is not { } dossier) return false;
        // Officers have their own page; here only those who may write for the publisher.
        if (!Permissions.Allows(Deed.DraftChallenge, current.Actor, dossier.Publisher.Id)) return false;
        Dossier = dossier;
        Judge(clock.GetUtcNow());
        Questions = await questions.Of(id, current.Actor, ct);
        History = await history.Of(id, current.Actor, ct);
        if (Shown.Secrecy == SecrecyLevel.Confidential) Acceptances = await confidential.CountAcceptances(id, ct);
        if (MayEdit) Missing = (await queries.Missing(id, current.Actor, ct))?.Count ?? 0;
        return true;
    }

    private void Judge(DateTimeOffset now)
    {
        var facts = Shown.Facts;
        Actions = ChallengeActions.Of(facts, current.Actor, now);
        Extending = ChallengeGate.CanAct(ChallengeUse.Extend, facts, current.Actor, now);
        MayEdit = ChallengeGate.CanAct(ChallengeUse.Edit, facts, current.Actor, now).IsOk;
        MayAnswer = ChallengeGate.CanAct(ChallengeUse.Answer, facts, current.Actor, now).IsOk;
    }

    /// <summary>The move as it stands for this actor now; null where it does not lead on from here.</summary>
    public PossibleAction? Find(ChallengeAction action) => Actions.FirstOrDefault(a => a.Action == action);
}
