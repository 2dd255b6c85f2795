using Marketplace.Challenges;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;

namespace Marketplace.Contracts;

/// <summary>What a draft holds once it is checked.</summary>
internal sealed record ContractDraft(Money Amount, IpRule IpRule, TechnicalKind Kind, int PeriodMonths, IReadOnlyList<DraftContract.Line> Lines);

/// <summary>Bounds of what is typed about contracts and their money, and what a draft needs.</summary>
public static class ContractRules
{
    public const int MaxText = 200_000;
    public const int MaxTitle = 200;
    public const int MaxDeliverable = 2_000;
    public const int MaxEvidence = 8_000;
    public const int MaxFinding = 500;
    public const int MaxReason = 2_000;
    public const int MaxName = 100;
    public const int MaxBank = 200;

    /// <summary>As in bids.</summary>
    public const int MaxLeader = 200;
    public const int MaxAccount = 40;

    /// <summary>Numbers that banks give to transfers and orders.</summary>
    public const int MaxBankNumber = 64;
    public const int MaxMilestones = 20;

    /// <summary>As for the challenge: ten years.</summary>
    public const int MaxMonths = 120;

    internal static Result<ContractDraft> Check(DraftContract.Input input, Contract contract)
    {
        var found = new List<Refusal>();
        var amount = contract.IsAmountAwarded ? contract.Amount!.Value : AmountText.Parse(input.Amount, contract.Currency, nameof(input.Amount));
        found.AddRange(amount.Refusals);
        if (input.IpRule is not { } rule || !Enum.IsDefined(rule)) found.Add(new Refusal("contract.ip_rule", nameof(input.IpRule)));
        if (input.Kind is not { } kind || !Enum.IsDefined(kind)) found.Add(new Refusal("contract.kind", nameof(input.Kind)));
        if (input.PeriodMonths is not (>= 1 and <= MaxMonths)) found.Add(new Refusal("contract.months", nameof(input.PeriodMonths), MaxMonths));
        CheckLines(found, input);
        if (found.Count > 0) return found;
        var draft = new ContractDraft(amount.Value, input.IpRule!.Value, input.Kind!.Value, input.PeriodMonths!.Value, input.Lines);
        // A part of less than one minor unit cannot be paid.
        return Parts(draft).All(p => p.Minor > 0) ? draft : new Refusal("contract.part_too_small", "Lines");
    }

    /// <summary>The amount by the percents of the lines; the parts add up to the whole.</summary>
    internal static IReadOnlyList<Money> Parts(ContractDraft draft) => Split.By(draft.Amount, [.. draft.Lines.Select(l => l.Percent!.Value)]);

    /// <summary>A number that a bank gave: no blanks, capital letters, so that the same one is found again however it was typed.</summary>
    internal static string? BankNumber(string? typed, string field, List<Refusal> found)
    {
        var plain = string.Concat((TypedText.TidyLine(typed) ?? "").Select(HalfWidth.Of).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        TypedText.Require(found, plain, field);
        TypedText.Check(found, plain, MaxBankNumber, field);
        return plain;
    }

    /// <summary>Whether it can be the number of an account: of a bank here (8 to 30 digits), or an IBAN (ISO 13616, at most 34 characters).</summary>
    internal static bool IsAccount(string typed)
    {
        var plain = typed.Select(HalfWidth.Of).Where(c => c is not (' ' or '-')).ToList();
        return plain.Count is >= 8 and <= 34 && plain.TrueForAll(char.IsAsciiLetterOrDigit) && plain.Count(char.IsAsciiDigit) >= 6;
    }

    internal static Refusal NoMoreDrafts(Contract contract) => new(contract.Status is ContractStatus.Terminated or ContractStatus.Lapsed ? "contract.ended" : "contract.signed_before");

    internal static string? Reason(string? typed, string field, List<Refusal> found)
    {
        var reason = TypedText.Tidy(typed);
        TypedText.Require(found, reason, field);
        TypedText.Check(found, reason, MaxReason, field);
        return reason;
    }

    private static void CheckLines(List<Refusal> found, DraftContract.Input input)
    {
        if (input.Lines.Count is 0 or > MaxMilestones)
        {
            found.Add(new Refusal("contract.milestones", "Lines", MaxMilestones));
            return;
        }

        for (var i = 0; i < input.Lines.Count; i++) CheckLine(found, input.Lines[i], input.PeriodMonths ?? MaxMonths, $"Lines[{i}].");
        if (input.Lines.All(l => l.Percent is >= 1 and <= 100) && input.Lines.Sum(l => l.Percent!.Value) != 100) found.Add(new Refusal("contract.percents", "Lines"));
        if (input.Lines.Zip(input.Lines.Skip(1)).Any(pair => pair.First.Month > pair.Second.Month)) found.Add(new Refusal("contract.order", "Lines"));
    }

    private static void CheckLine(List<Refusal> found, DraftContract.Line line, int lastMonth, string at)
    {
        TypedText.Require(found, line.Title, at + nameof(line.Title));
        TypedText.Check(found, line.Title, MaxTitle, at + nameof(line.Title));
        TypedText.Require(found, line.Deliverable, at + nameof(line.Deliverable));
        TypedText.Check(found, line.Deliverable, MaxDeliverable, at + nameof(line.Deliverable));
        if (line.Month is null || line.Month < 0 || line.Month > lastMonth) found.Add(new Refusal("contract.month", at + nameof(line.Month), lastMonth));
        if (line.Percent is not (>= 1 and <= 100)) found.Add(new Refusal("contract.percent", at + nameof(line.Percent)));
    }
}
