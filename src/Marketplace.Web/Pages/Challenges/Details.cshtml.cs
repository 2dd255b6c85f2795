using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Challenges.Views;
using Marketplace.Contracts;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>The public page of a challenge. What the visitor can do now, and why not, is asked of the gate.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class DetailsModel(
    PublishedChallenges challenges, AttachmentQueries attachments, ConfidentialQueries confidential,
    StandingQueries standings, FundsQueries funds, AskQuestion ask, AnswerQuestion answer, AcceptConfidentialityTerms accept, FollowChallenge follow, ViewCounter views, CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    /// <summary>As the router names it.</summary>
    internal const string PageName = "/Challenges/Details";

    [BindProperty]
    public string? QuestionText { get; set; }

    [BindProperty]
    public string? AnswerText { get; set; }

    /// <summary>What the visitor's organisation says of the challenge; empty takes it back.</summary>
    [BindProperty]
    public MatchAnswer? Follow { get; set; }

    /// <summary>The question whose answer was sent, so that what was typed stands at its place again.</summary>
    [BindProperty]
    public Guid? QuestionId { get; set; }

    public PublishedChallenge Shown { get; private set; } = null!;
    public IReadOnlyList<QuestionView> Questions { get; private set; } = [];
    public IReadOnlyList<AttachmentView> Attachments { get; private set; } = [];
    public ConfidentialView? Confidential { get; private set; }

    /// <summary>How the visitor's organisations stand to the challenge.</summary>
    public ChallengeStanding Standing { get; private set; } = ChallengeStanding.None;

    /// <summary>Null while no contract is signed.</summary>
    public ProofOfFunds? Funds { get; private set; }
    public Result<Done> Bidding { get; private set; }
    public Result<Done> Asking { get; private set; }
    public bool MayAnswer { get; private set; }

    /// <summary>Who has a bid of its own is told in any case.</summary>
    public bool MayFollow => Bidding.IsOk && Standing.Bid is null;

    public bool IsPublisher => current.Actor.IsMember(Shown.PublisherId);

    /// <summary>Whether the visitor writes challenges for the publisher and so has the cockpit of this one.</summary>
    public bool MayManage => Permissions.Allows(Deed.DraftChallenge, current.Actor, Shown.PublisherId);

    public bool MayReview => ReviewQueue.MayRead(current.Actor);

    /// <summary>Whether anybody of the visitor's may bind an organisation to the confidentiality terms.</summary>
    public bool MayAccept => Confidential is { IsOpen: false } && Bidding.IsOk;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await Load(code, ct)) return NotFound();
        if (HttpMethods.IsGet(Request.Method) && !IsPublisher && !MayReview) views.Opened(Shown.Code, current.Actor.Memberships.Select(m => m.OrganisationId));
        return Page();
    }

    public async Task<IActionResult> OnPostAskAsync(string code, CancellationToken ct)
    {
        if (!await Load(code, ct)) return NotFound();
        return await Answer(await ask.Run(new(Shown.Id, QuestionText), current.Actor, ct), nameof(QuestionText), "questions");
    }

    public async Task<IActionResult> OnPostAnswerAsync(string code, CancellationToken ct)
    {
        if (!await Load(code, ct) || QuestionId is not { } questionId) return NotFound();
        return await Answer(await answer.Run(new(Shown.Id, questionId, AnswerText), current.Actor, ct), nameof(AnswerText), "questions");
    }

    public async Task<IActionResult> OnPostAcceptAsync(string code, int termsVersion, CancellationToken ct)
    {
        if (!await Load(code, ct)) return NotFound();
        return await Answer(await accept.Run(new(Shown.Id, termsVersion), current.Actor, ct), "", "confidential");
    }

    public async Task<IActionResult> OnPostFollowAsync(string code, CancellationToken ct)
    {
        if (!await Load(code, ct)) return NotFound();
        return await Answer(await follow.Run(new(Shown.Id, Follow), current.Actor, ct), "", "standing");
    }

    private async Task<IActionResult> Answer<T>(Result<T> result, string field, string section)
    {
        if (result.IsOk) return Redirect($"/challenges/{Shown.Code}#{section}");
        ModelState.AddRefusals(texts, result.Refusals.Select(r => r.Field is null || field.Length == 0 ? r with { Field = null } : r.At(field)));
        return await Task.FromResult(Page());
    }

    private async Task<bool> Load(string code, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await challenges.Find(code, current.Actor, now, ct) is not { } found) return false;
        Shown = found;
        Questions = found.QuestionsFor(current.Actor);
        if (found.HasFiles) Attachments = await attachments.Of(found.Id, current.Actor, ct);
        if (found.Secrecy == SecrecyLevel.Confidential) Confidential = await confidential.Of(found.Facts, current.Actor, ct);
        Standing = await standings.Of(found.Facts, current.Actor, ct);
        if (found.WorkStartedAt is not null) Funds = await funds.Of(found.Id, found.Kind, ct);
        Bidding = ChallengeGate.CanAct(ChallengeUse.Bid, found.Facts, current.Actor, now);
        Asking = ChallengeGate.CanAct(ChallengeUse.Ask, found.Facts, current.Actor, now);
        MayAnswer = ChallengeGate.CanAct(ChallengeUse.Answer, found.Facts, current.Actor, now).IsOk;
        return true;
    }

    /// <summary>The life of the challenge as dated stations.</summary>
    public Stepper Life()
    {
        var c = Shown;
        if (c.Status == ChallengeStatus.Cancelled)
        {
            return new([Reached(ChallengeStatus.Open, c.PostedAt), new(texts.Name(ChallengeStatus.Cancelled), StepState.Current, c.CancelledAt)]);
        }

        if (c.Status == ChallengeStatus.NoBid)
        {
            return new([Reached(ChallengeStatus.Open, c.PostedAt), new(texts.Name(ChallengeStatus.NoBid), StepState.Current, c.ClosedAt)]);
        }

        if (c.Status == ChallengeStatus.Terminated)
        {
            return new([
                Reached(ChallengeStatus.Open, c.PostedAt), Reached(ChallengeStatus.Awarded, c.AwardedAt),
                new(texts.Name(ChallengeStatus.Terminated), StepState.Current, c.TerminatedAt)]);
        }

        return new([
            Station(ChallengeStatus.Open, c.PostedAt), Station(ChallengeStatus.Evaluating, c.ClosedAt), Station(ChallengeStatus.AwardProposed, c.AwardProposedAt),
            Station(ChallengeStatus.PublicNotice, c.NoticeStartedAt), Station(ChallengeStatus.Awarded, c.AwardedAt),
            Station(ChallengeStatus.InProgress, c.WorkStartedAt), Station(ChallengeStatus.Settled, c.SettledAt)]);
    }

    private Step Reached(ChallengeStatus status, DateTimeOffset? at) => new(texts.Name(status), StepState.Done, at);

    private Step Station(ChallengeStatus status, DateTimeOffset? at)
    {
        var state = Shown.Status == status ? StepState.Current : Shown.Status > status ? StepState.Done : StepState.Ahead;
        return new(texts.Name(status), state, state == StepState.Ahead ? null : at);
    }
}
