using Marketplace.Kernel;

namespace Marketplace.Challenges;

/// <summary>Limits of the fields of a challenge, and what must be right before it is submitted.</summary>
public static partial class ChallengeRules
{
    /// <summary>Characters of a long text such as the background.</summary>
    public const int MaxLongText = 10_000;

    public const int MaxTitle = 200;
    public const int MaxTitleEn = 300;
    public const int MaxIndicators = 40;
    public const int MaxPeriodMonths = 60;
    public const int MaxPaymentPlan = 500;
    public const int MaxReason = 2_000;

    /// <summary>Indicator values: whole digits and decimals that both databases keep exactly.</summary>
    public const decimal MaxIndicatorValue = 1_000_000_000_000_000m;

    /// <summary>Teams that race side by side: 2 to 5 in the public calls that were seen.</summary>
    public const int MinRacingWinners = 2;
    public const int MaxRacingWinners = 5;

    /// <summary>Organisations that a directed challenge may invite; for more it would be an open one.</summary>
    public const int MaxInvited = 20;

    /// <summary>Technology readiness levels (GB/T 22900-2022) run from 1 to 9.</summary>
    public const int LowestTrl = 1;
    public const int HighestTrl = 9;

    /// <summary>Currencies in which a bounty may be named; the code for tests is none of them.</summary>
    public static IReadOnlyList<Currency> Currencies { get; } = [.. Currency.All.Where(c => c != Currency.XTS)];

    /// <summary>A deadline that a challenge posted now may have.</summary>
    public static Refusal? Deadline(DateTimeOffset? deadline, ProcedurePreset preset, DateTimeOffset now) => deadline switch
    {
        null => new Refusal("field.required", nameof(ProcedureFields.DeadlineAt)),
        { } at when at <= now => new Refusal("challenge.deadline_past", nameof(ProcedureFields.DeadlineAt)),
        { } at when at < preset.EarliestDeadline(now) =>
            new Refusal("challenge.deadline_too_close", nameof(ProcedureFields.DeadlineAt), preset.MinOpenDays, preset.EarliestDeadline(now)),
        { } at when at > preset.LatestDeadline(now) =>
            new Refusal("challenge.deadline_too_far", nameof(ProcedureFields.DeadlineAt), preset.MaxOpenDays, preset.LatestDeadline(now)),
        _ => null,
    };

    /// <summary>A reason that stays in the log: needed, and of bounded length.</summary>
    public static List<Refusal> Reason(string? reason, string field = "Reason")
    {
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, reason, field);
        TypedText.Check(refusals, reason, MaxReason, field);
        return refusals;
    }
}
