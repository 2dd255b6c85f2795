using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Awards;

/// <summary>What a proposed award must hold to.</summary>
public static class AwardRules
{
    public const int MaxReason = 2000;
    public const int MaxNote = 1000;

    /// <summary>Everything wrong with a proposal, field by field.</summary>
    /// <param name="bids">The opened bids that are to be decided.</param>
    internal static List<Refusal> Check(ProposeAward.Input input, IReadOnlyCollection<Guid> bids, Challenge challenge)
    {
        var found = new List<Refusal>();
        TypedText.Require(found, input.Reason, nameof(input.Reason));
        TypedText.Check(found, input.Reason, MaxReason, nameof(input.Reason));
        EveryBidOnce(found, input, bids);
        for (var i = 0; i < input.Lines.Count; i++) Line(found, input.Lines[i], $"Lines[{i}].", challenge);
        Winners(found, input, challenge);
        Ranks(found, input);
        return found;
    }

    internal static Result<Money> Amount(ProposeAward.Line line, Challenge challenge, string field) =>
        AmountText.Parse(line.Amount, challenge.Bounty.Currency, field);

    private static void EveryBidOnce(List<Refusal> found, ProposeAward.Input input, IReadOnlyCollection<Guid> bids)
    {
        var decided = input.Lines.Select(l => l.BidId).ToList();
        if (bids.Except(decided).Any()) found.Add(new Refusal("award.bid_left_out", nameof(input.Lines)));
        if (decided.Except(bids).Any() || decided.Distinct().Count() != decided.Count) found.Add(new Refusal("award.bid_unknown", nameof(input.Lines)));
    }

    private static void Line(List<Refusal> found, ProposeAward.Line line, string at, Challenge challenge)
    {
        if (line.Outcome is null || !Enum.IsDefined(line.Outcome.Value)) found.Add(new Refusal("field.required", at + nameof(line.Outcome)));
        TypedText.Check(found, line.Strengths, MaxNote, at + nameof(line.Strengths));
        TypedText.Check(found, line.Shortfalls, MaxNote, at + nameof(line.Shortfalls));
        TypedText.Check(found, line.Advice, MaxNote, at + nameof(line.Advice));
        if (line.Outcome == AwardOutcome.Winner)
        {
            WinnersAmount(found, line, at, challenge);
            return;
        }

        // Nobody wins without every other bidder being told why.
        if (string.IsNullOrWhiteSpace(line.Strengths)) found.Add(new Refusal("award.note_missing", at + nameof(line.Strengths)));
        if (string.IsNullOrWhiteSpace(line.Shortfalls)) found.Add(new Refusal("award.note_missing", at + nameof(line.Shortfalls)));
    }

    private static void WinnersAmount(List<Refusal> found, ProposeAward.Line line, string at, Challenge challenge)
    {
        var field = at + nameof(line.Amount);
        if (string.IsNullOrWhiteSpace(line.Amount) && challenge.Bounty.Type == BountyType.Negotiable) return;
        var amount = Amount(line, challenge, field);
        found.AddRange(amount.Refusals);
        var most = challenge.Bounty.HighMinor ?? challenge.Bounty.LowMinor;
        if (amount.IsOk && amount.Value.Minor > most) found.Add(new Refusal("bid.bounty_above_offer", field, new Money(most.Value, challenge.Bounty.Currency)));
    }

    private static void Winners(List<Refusal> found, ProposeAward.Input input, Challenge challenge)
    {
        var winners = input.Lines.Count(l => l.Outcome == AwardOutcome.Winner);
        if (winners == 0) found.Add(new Refusal("award.no_winner", nameof(input.Lines)));
        if (winners > challenge.MaxWinners) found.Add(new Refusal("award.too_many_winners", nameof(input.Lines), challenge.MaxWinners));
    }

    private static void Ranks(List<Refusal> found, ProposeAward.Input input)
    {
        var ranked = input.Lines.Select((line, index) => (line, Field: $"Lines[{index}].{nameof(line.Rank)}"))
            .Where(x => x.line.Outcome is AwardOutcome.Winner or AwardOutcome.Reserve).ToList();
        foreach (var (line, field) in ranked.Where(x => x.line.Rank is null or < 1 or > 1000)) found.Add(new Refusal("award.rank_missing", field));
        foreach (var twice in ranked.Where(x => x.line.Rank is not null).GroupBy(x => x.line.Rank).SelectMany(g => g.Skip(1))) found.Add(new Refusal("award.rank_twice", twice.Field));
        var lastWinner = ranked.Where(x => x.line.Outcome == AwardOutcome.Winner).Max(x => x.line.Rank);
        foreach (var early in ranked.Where(x => x.line.Outcome == AwardOutcome.Reserve && x.line.Rank < lastWinner)) found.Add(new Refusal("award.reserve_before_winner", early.Field));
    }
}
