using Marketplace.Kernel;

namespace Marketplace.Challenges;

public static partial class ChallengeRules
{
    /// <summary>All that stands between the challenge and its submission, field by field in the order of the steps.</summary>
    public static List<Refusal> ForSubmission(Challenge challenge, SubmissionFacts facts, DateTimeOffset now)
    {
        var content = ChallengeContent.Of(challenge);
        var refusals = Bounds(content);
        Need(refusals, content.Need!, facts.Publisher);
        IndicatorTable(refusals, content.Indicators!);
        BountyAndPayment(refusals, content.Bounty!);
        Procedure(refusals, content.Procedure!, challenge.Kind, now);
        Invitation(refusals, content.Procedure!, facts.Uninvitable);
        Terms(refusals, content.Terms!);
        Confidential(refusals, content.Confidential!, facts.HasConfidentialFiles);
        return refusals;
    }

    private static void Need(List<Refusal> refusals, NeedFields need, OrganisationKind publisher)
    {
        if (need.Kind == ChallengeKind.Government && publisher != OrganisationKind.GovernmentUnit)
        {
            refusals.Add(new Refusal("challenge.government_unit_only", nameof(need.Kind)));
        }

        Required(refusals, need.Category, nameof(need.Category));
        Required(refusals, need.NeedType, nameof(need.NeedType));
        TypedText.Require(refusals, need.Title, nameof(need.Title));
        TypedText.Require(refusals, need.PublicSummary, nameof(need.PublicSummary));
        TypedText.Require(refusals, need.Background, nameof(need.Background));
        TypedText.Require(refusals, need.Target, nameof(need.Target));
        if (need is { Leading: LeadingIndustry.None, HardCore: HardCoreIndustry.None, IndustryCode: null })
        {
            refusals.Add(new Refusal("challenge.industry_missing", nameof(need.Leading)));
        }
    }

    private static void IndicatorTable(List<Refusal> refusals, IndicatorFields fields)
    {
        if (fields.Indicators.Count == 0) refusals.Add(new Refusal("challenge.indicators_missing", nameof(fields.Indicators)));
        for (var i = 0; i < fields.Indicators.Count; i++) Testable(refusals, fields.Indicators[i], $"Indicators[{i}].");
        if (fields.Indicators.Sum(r => r.Weight) is not (0 or 100))
        {
            refusals.Add(new Refusal("challenge.weights_sum", nameof(fields.Indicators), fields.Indicators.Sum(r => r.Weight)));
        }

        TypedText.Require(refusals, fields.Deliverables, nameof(fields.Deliverables));
    }

    // An expert must be able to test the requirement: what, how much, in which unit, by which method.
    private static void Testable(List<Refusal> refusals, IndicatorInput row, string at)
    {
        TypedText.Require(refusals, row.Name, at + nameof(row.Name));
        if (row.Comparator == Comparator.Statement)
        {
            TypedText.Require(refusals, row.Statement, at + nameof(row.Statement));
        }
        else
        {
            Required(refusals, row.Value, at + nameof(row.Value));
            if (row.Comparator == Comparator.Between) Required(refusals, row.ValueTo, at + nameof(row.ValueTo));
            if (row.Unit is null or "") refusals.Add(new Refusal("challenge.indicator_unit", at + nameof(row.Unit)));
        }

        if (row.TestMethod is null or "") refusals.Add(new Refusal("challenge.indicator_method", at + nameof(row.TestMethod)));
    }

    private static void BountyAndPayment(List<Refusal> refusals, BountyFields bounty)
    {
        if (bounty.BountyType != BountyType.Negotiable && bounty.BountyLowMinor is null) refusals.Add(new Refusal("amount.required", nameof(bounty.BountyLowMinor)));
        if (bounty.BountyType == BountyType.Range && bounty.BountyHighMinor is null) refusals.Add(new Refusal("amount.required", nameof(bounty.BountyHighMinor)));
        if (bounty.OwnPercent + bounty.PublicPercent + bounty.GoiPercent is not 100 and var sum)
        {
            refusals.Add(new Refusal("challenge.funding_sum", nameof(bounty.OwnPercent), sum));
        }

        TypedText.Require(refusals, bounty.PaymentPlan, nameof(bounty.PaymentPlan));
        Required(refusals, bounty.PeriodMonths, nameof(bounty.PeriodMonths));
    }

    private static void Procedure(List<Refusal> refusals, ProcedureFields procedure, ChallengeKind kind, DateTimeOffset now)
    {
        // An unknown procedure was found by its bounds.
        if (ProcedurePresets.NewestOf(procedure.PresetCode) is not { } preset) return;
        if (!preset.Kinds.Contains(kind)) refusals.Add(new Refusal("challenge.preset_kind", nameof(procedure.PresetCode)));
        if (!preset.Modes.Contains(procedure.Mode)) refusals.Add(new Refusal("challenge.preset_mode", nameof(procedure.Mode)));
        if (procedure.Mode == AwardMode.HorseRacing && procedure.MaxWinners is < MinRacingWinners or > MaxRacingWinners)
        {
            refusals.Add(new Refusal("challenge.winners_racing", nameof(procedure.MaxWinners), MinRacingWinners, MaxRacingWinners));
        }

        if (procedure.Mode != AwardMode.HorseRacing && procedure.MaxWinners != 1)
        {
            refusals.Add(new Refusal("challenge.winners_single", nameof(procedure.MaxWinners)));
        }

        if (Deadline(procedure.DeadlineAt, preset, now) is { } refusal) refusals.Add(refusal);
    }

    // Who is shut out must be told why, and who is asked in must be able to bid.
    private static void Invitation(List<Refusal> refusals, ProcedureFields procedure, IReadOnlyCollection<string> uninvitable)
    {
        if (procedure.Mode != AwardMode.Directed) return;
        if (procedure.InvitedIds.Count == 0) refusals.Add(new Refusal("challenge.invited_missing", nameof(procedure.InvitedIds)));
        if (uninvitable.Count > 0) refusals.Add(new Refusal("challenge.invited_unfit", nameof(procedure.InvitedIds), string.Join(", ", uninvitable)));
        TypedText.Require(refusals, procedure.DirectedReason, nameof(procedure.DirectedReason));
    }

    private static void Terms(List<Refusal> refusals, TermsFields terms)
    {
        Required(refusals, terms.IpRule, nameof(terms.IpRule));
        TypedText.Require(refusals, terms.AcceptanceMethod, nameof(terms.AcceptanceMethod));
    }

    private static void Confidential(List<Refusal> refusals, ConfidentialFields fields, bool hasConfidentialFiles)
    {
        var hasSecret = fields.ConfidentialPart is not null || hasConfidentialFiles;
        if (fields.Secrecy == SecrecyLevel.Confidential && !hasSecret) refusals.Add(new Refusal("challenge.confidential_missing", nameof(fields.ConfidentialPart)));
        if (fields.Secrecy == SecrecyLevel.Open && hasSecret) refusals.Add(new Refusal("challenge.confidential_in_open", nameof(fields.Secrecy)));
        TypedText.Require(refusals, fields.ContactName, nameof(fields.ContactName));
        if (fields is { ContactPhone: null, ContactEmail: null }) refusals.Add(new Refusal("challenge.contact_missing", nameof(fields.ContactPhone)));
    }

    private static void Required<T>(List<Refusal> refusals, T? value, string field) where T : struct
    {
        if (value is null) refusals.Add(new Refusal("field.required", field));
    }
}
