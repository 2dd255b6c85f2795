using System.Reflection;

namespace Marketplace.Challenges;

/// <summary>One field that two forms of a challenge have differently.</summary>
public sealed record FieldDifference(ChallengeStep Step, string Field, object? Before, object? After);

public sealed partial record ChallengeContent
{
    /// <summary>Fields of the given step, as they are named in refusals and differences.</summary>
    private static readonly IReadOnlyDictionary<ChallengeStep, PropertyInfo[]> Fields = new Dictionary<ChallengeStep, PropertyInfo[]>
    {
        [ChallengeStep.Need] = typeof(NeedFields).GetProperties(),
        [ChallengeStep.Indicators] = typeof(IndicatorFields).GetProperties(),
        [ChallengeStep.Bounty] = typeof(BountyFields).GetProperties(),
        [ChallengeStep.Procedure] = typeof(ProcedureFields).GetProperties(),
        [ChallengeStep.Terms] = typeof(TermsFields).GetProperties(),
        [ChallengeStep.Confidential] = typeof(ConfidentialFields).GetProperties(),
    };

    /// <summary>The step in which a field is written; <c>Indicators[2].Unit</c> counts as <c>Indicators</c>.</summary>
    public static ChallengeStep? StepOf(string? field)
    {
        var name = field?.Split('[', '.')[0];
        foreach (var (step, fields) in Fields)
        {
            if (fields.Any(f => f.Name == name)) return step;
        }

        return null;
    }

    /// <summary>Everything as it stands now.</summary>
    public static ChallengeContent Of(Challenge challenge) => new()
    {
        Need = NeedOf(challenge),
        Indicators = new()
        {
            Indicators = [.. challenge.Indicators.OrderBy(i => i.Position).Select(RowOf)],
            Deliverables = challenge.Deliverables,
            BidderRequirements = challenge.BidderRequirements,
        },
        Bounty = BountyOf(challenge),
        Procedure = new()
        {
            PresetCode = challenge.PresetCode,
            Mode = challenge.Mode,
            MaxWinners = challenge.MaxWinners,
            DeadlineAt = challenge.DeadlineAt,
            InvitedIds = challenge.InvitedIds,
            DirectedReason = challenge.DirectedReason,
        },
        Terms = TermsOf(challenge),
        Confidential = new()
        {
            Secrecy = challenge.Secrecy,
            ConfidentialPart = challenge.ConfidentialPart,
            ContactName = challenge.ContactName,
            ContactPhone = challenge.ContactPhone,
            ContactEmail = challenge.ContactEmail,
        },
    };

    /// <summary>What differs, in the steps that both have.</summary>
    public static IReadOnlyList<FieldDifference> Differences(ChallengeContent before, ChallengeContent after)
    {
        var differences = new List<FieldDifference>();
        foreach (var (step, fields) in Fields)
        {
            if (before[step] is not { } old || after[step] is not { } @new) continue;
            differences.AddRange(
                from field in fields
                let values = (Before: field.GetValue(old), After: field.GetValue(@new))
                where !Same(values.Before, values.After)
                select new FieldDifference(step, field.Name, values.Before, values.After));
        }

        return differences;
    }

    private object? this[ChallengeStep step] => step switch
    {
        ChallengeStep.Need => Need,
        ChallengeStep.Indicators => Indicators,
        ChallengeStep.Bounty => Bounty,
        ChallengeStep.Procedure => Procedure,
        ChallengeStep.Terms => Terms,
        ChallengeStep.Confidential => Confidential,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "Unknown step."),
    };

    // A row's id only says which row it replaces: the same table typed anew is no change.
    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (IEnumerable<IndicatorInput> rows, IEnumerable<IndicatorInput> others) => rows.Select(r => r with { Id = null }).SequenceEqual(others.Select(r => r with { Id = null })),
        (IEnumerable<Guid> ids, IEnumerable<Guid> others) => ids.SequenceEqual(others),
        _ => Equals(a, b),
    };

    private static NeedFields NeedOf(Challenge challenge) => new()
    {
        Kind = challenge.Kind,
        Category = challenge.Category,
        NeedType = challenge.NeedType,
        Title = challenge.Title,
        TitleEn = challenge.TitleEn,
        PublicSummary = challenge.PublicSummary,
        PublicSummaryEn = challenge.PublicSummaryEn,
        Background = challenge.Background,
        CurrentLevel = challenge.CurrentLevel,
        Target = challenge.Target,
        Leading = challenge.Leading,
        HardCore = challenge.HardCore,
        IndustryCode = challenge.IndustryCode,
    };

    private static IndicatorInput RowOf(Indicator row) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Comparator = row.Comparator,
        Value = row.Value,
        ValueTo = row.ValueTo,
        Statement = row.Statement,
        Unit = row.Unit,
        Baseline = row.Baseline,
        TestMethod = row.TestMethod,
        Weight = row.Weight,
        Mandatory = row.Mandatory,
    };

    private static BountyFields BountyOf(Challenge challenge) => new()
    {
        BountyType = challenge.Bounty.Type,
        BountyLowMinor = challenge.Bounty.LowMinor,
        BountyHighMinor = challenge.Bounty.HighMinor,
        Currency = challenge.Bounty.Currency.Code,
        OwnPercent = challenge.Funding.OwnPercent,
        PublicPercent = challenge.Funding.PublicPercent,
        GoiPercent = challenge.Funding.GoiPercent,
        PaymentPlan = challenge.PaymentPlan,
        PeriodMonths = challenge.PeriodMonths,
    };

    private static TermsFields TermsOf(Challenge challenge) => new()
    {
        IpRule = challenge.IpRule,
        Resources = challenge.Resources,
        RiskSharing = challenge.RiskSharing,
        AcceptanceMethod = challenge.AcceptanceMethod,
        TrlFrom = challenge.TrlFrom,
        TrlTo = challenge.TrlTo,
    };
}
