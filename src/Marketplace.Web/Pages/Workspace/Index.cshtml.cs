using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace;

/// <summary>What concerns the person now: challenges that fit, own challenges and whose turn it is, own bids.</summary>
public sealed class IndexModel(MatchQueries matches, ChallengeQueries challenges, BidQueries bids, AnswerMatch answer, CurrentActor current, Texts texts) : PageModel
{
    private const int MostMatches = 30;

    public Actor Actor => current.Actor;
    public bool MayWrite => ChallengeQueries.MayWrite(current.Actor);
    public IReadOnlyList<FeedMatch> Feed { get; private set; } = [];
    public IReadOnlyList<FeedMatch> Saved { get; private set; } = [];
    public IReadOnlyList<OwnChallenge> Challenges { get; private set; } = [];
    public IReadOnlyList<OwnBidRow> Bids { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, string? verdict, CancellationToken ct)
    {
        MatchAnswer? chosen = verdict switch
        {
            "interested" => MatchAnswer.Interested,
            "saved" => MatchAnswer.Saved,
            "dismissed" => MatchAnswer.NotForUs,
            _ => null,
        };
        var result = await answer.Run(new(id, chosen), current.Actor, ct);
        if (result.IsOk) return Redirect("/workspace");
        if (result.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, result.Refusals);
        await Load(ct);
        return Page();
    }

    public MatchCard Card(FeedMatch m)
    {
        var why = m.Why;
        var reasons = new List<(string, string)>();
        if (why.Fields.Count > 0) reasons.Add((texts["Shared.Match.Fields"], string.Join(", ", why.Fields)));
        if (why.Outcomes.Count > 0) reasons.Add((texts["Shared.Match.Outcomes"], string.Join("; ", why.Outcomes.Select(o => o.Year is { } year ? $"{o.Title} ({year})" : o.Title))));
        return new(m.Id, m.Code, texts.IsChinese ? m.Title : m.TitleEn ?? m.Title, texts.IsChinese ? m.PublisherName : m.PublisherNameEn ?? m.PublisherName,
            m.Bounty.From, m.Bounty.To, m.DeadlineAt, m.Fit, (texts.IsChinese ? m.Summary : m.SummaryEn ?? m.Summary) ?? "", why.Terms, reasons,
            IsDemo: m.IsDemo, PostTo: "/workspace?handler=Answer");
    }

    private async Task Load(CancellationToken ct)
    {
        Feed = await matches.Feed(current.Actor, null, MostMatches, ct);
        Saved = [.. await matches.Feed(current.Actor, MatchAnswer.Interested, MostMatches, ct), .. await matches.Feed(current.Actor, MatchAnswer.Saved, MostMatches, ct)];
        Challenges = await challenges.Own(current.Actor, ct);
        Bids = await bids.Own(current.Actor, ct: ct);
    }
}
