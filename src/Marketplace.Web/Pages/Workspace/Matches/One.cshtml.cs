using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Matches;

/// <summary>One card by itself, for the page that is open already; and where the card's answers go, with scripts or without.</summary>
public sealed class OneModel(MatchQueries matches, AnswerMatch answerMatch, CurrentActor current, Texts texts) : PageModel
{
    public MatchCard Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await matches.One(id, current.Actor, ct) is not { } match) return NotFound();
        Card = MatchCards.Of(match, texts, isNew: match.Answer is null, MatchFeed.HasSeveral(current.Actor));
        return Page();
    }

    /// <param name="answer">Empty takes the answer back.</param>
    /// <param name="list">The list from which it was given, to come back to.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, MatchAnswer? answer, MatchAnswer? list, CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        var answered = await answerMatch.Run(new(id, answer), current.Actor, ct);
        if (!answered.IsOk && answered.Refusal == Refusal.NotFound) return NotFound();
        if (!answered.IsOk) return RedirectToPage("/Workspace/Index", null, new { list, refused = answered.Refusal.Code }, "feed");
        return RedirectToPage("/Workspace/Index", null, new { list }, "feed");
    }
}
