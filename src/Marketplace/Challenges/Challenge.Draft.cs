using Marketplace.Kernel;

namespace Marketplace.Challenges;

public sealed partial class Challenge
{
    /// <summary>Takes over the given steps; the names of the fields that changed. The values must have passed <see cref="ChallengeRules.Bounds"/>.</summary>
    internal IReadOnlyList<string> Write(ChallengeContent content)
    {
        var before = ChallengeContent.Of(this);
        if (content.Need is { } need) Write(need);
        if (content.Indicators is { } indicators) Write(indicators);
        if (content.Bounty is { } bounty) Write(bounty);
        if (content.Procedure is { } procedure) Write(procedure);
        if (content.Terms is { } terms) Write(terms);
        if (content.Confidential is { } confidential) Write(confidential);
        return [.. ChallengeContent.Differences(before, ChallengeContent.Of(this)).Select(d => d.Field)];
    }

    /// <summary>The newest version of the chosen procedure holds from now on, whatever comes later.</summary>
    internal void PinPreset() => PresetVersion = ProcedurePresets.NewestOf(PresetCode)?.Version ?? PresetVersion;

    internal void Touch() => Version++;

    private void Write(NeedFields need)
    {
        Kind = need.Kind;
        Category = need.Category;
        NeedType = need.NeedType;
        Title = need.Title ?? "";
        TitleEn = need.TitleEn;
        PublicSummary = need.PublicSummary;
        PublicSummaryEn = need.PublicSummaryEn;
        Background = need.Background;
        CurrentLevel = need.CurrentLevel;
        Target = need.Target;
        Leading = need.Leading;
        HardCore = need.HardCore;
        IndustryCode = need.IndustryCode;
    }

    private void Write(IndicatorFields fields)
    {
        Deliverables = fields.Deliverables;
        BidderRequirements = fields.BidderRequirements;
        var rows = fields.Indicators.Where(r => !r.IsBlank).ToList();
        var kept = new List<Indicator>();
        foreach (var row in rows)
        {
            var indicator = Indicators.Find(i => i.Id == row.Id && !kept.Contains(i)) ?? new Indicator { ChallengeId = Id };
            kept.Add(indicator);
            Write(indicator, row, kept.Count);
        }

        Indicators.RemoveAll(i => !kept.Contains(i));
        Indicators.AddRange(kept.Where(i => !Indicators.Contains(i)).ToList());
    }

    private static void Write(Indicator indicator, IndicatorInput row, int position)
    {
        indicator.Position = position;
        indicator.Name = row.Name ?? "";
        indicator.Comparator = row.Comparator;
        indicator.Value = row.Comparator == Comparator.Statement ? null : row.Value;
        indicator.ValueTo = row.Comparator == Comparator.Between ? row.ValueTo : null;
        indicator.Statement = row.Comparator == Comparator.Statement ? row.Statement : null;
        indicator.Unit = row.Unit ?? "";
        indicator.Baseline = row.Baseline;
        indicator.TestMethod = row.TestMethod ?? "";
        indicator.Weight = row.Weight;
        indicator.Mandatory = row.Mandatory;
    }

    private void Write(BountyFields fields)
    {
        Bounty = new Bounty
        {
            Type = fields.BountyType,
            LowMinor = fields.BountyType == BountyType.Negotiable ? null : fields.BountyLowMinor,
            HighMinor = fields.BountyType == BountyType.Range ? fields.BountyHighMinor : null,
            Currency = Currency.Parse(fields.Currency),
        };
        Funding = new Funding { OwnPercent = fields.OwnPercent, PublicPercent = fields.PublicPercent, GoiPercent = fields.GoiPercent };
        PaymentPlan = fields.PaymentPlan;
        PeriodMonths = fields.PeriodMonths;
    }

    private void Write(ProcedureFields fields)
    {
        PresetCode = fields.PresetCode;
        Mode = fields.Mode;
        MaxWinners = fields.MaxWinners;
        DeadlineAt = fields.DeadlineAt;
        var isDirected = fields.Mode == AwardMode.Directed;
        InvitedIds = isDirected ? [.. fields.InvitedIds.Distinct()] : [];
        DirectedReason = isDirected ? fields.DirectedReason : null;
        PinPreset();
    }

    private void Write(TermsFields fields)
    {
        IpRule = fields.IpRule;
        Resources = fields.Resources;
        RiskSharing = fields.RiskSharing;
        AcceptanceMethod = fields.AcceptanceMethod;
        TrlFrom = fields.TrlFrom;
        TrlTo = fields.TrlTo;
    }

    private void Write(ConfidentialFields fields)
    {
        Secrecy = fields.Secrecy;
        ConfidentialPart = fields.ConfidentialPart;
        ContactName = fields.ContactName;
        ContactPhone = fields.ContactPhone;
        ContactEmail = fields.ContactEmail;
    }
}
