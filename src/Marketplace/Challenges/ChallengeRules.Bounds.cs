using System.Net.Mail;
using System.Text.RegularExpressions;
using Marketplace.Kernel;

namespace Marketplace.Challenges;

public static partial class ChallengeRules
{
    /// <summary>What may not even stand in a draft: over-long or unreadable texts, numbers out of range, words that mean nothing here.</summary>
    public static List<Refusal> Bounds(ChallengeContent content)
    {
        var refusals = new List<Refusal>();
        if (content.Need is { } need) Check(refusals, need);
        if (content.Indicators is { } indicators) Check(refusals, indicators);
        if (content.Bounty is { } bounty) Check(refusals, bounty);
        if (content.Procedure is { } procedure) Check(refusals, procedure);
        if (content.Terms is { } terms) Check(refusals, terms);
        if (content.Confidential is { } confidential) Check(refusals, confidential);
        return refusals;
    }

    private static void Check(List<Refusal> refusals, NeedFields need)
    {
        Known(refusals, need.Kind, nameof(need.Kind));
        Known(refusals, need.Category, nameof(need.Category));
        Known(refusals, need.NeedType, nameof(need.NeedType));
        TypedText.Check(refusals, need.Title, MaxTitle, nameof(need.Title));
        TypedText.Check(refusals, need.TitleEn, MaxTitleEn, nameof(need.TitleEn));
        Long(refusals, need.PublicSummary, nameof(need.PublicSummary));
        Long(refusals, need.PublicSummaryEn, nameof(need.PublicSummaryEn));
        Long(refusals, need.Background, nameof(need.Background));
        Long(refusals, need.CurrentLevel, nameof(need.CurrentLevel));
        Long(refusals, need.Target, nameof(need.Target));
        if (((int)need.Leading & ~0b111) != 0) refusals.Add(new Refusal("field.unknown_choice", nameof(need.Leading)));
        if (((int)need.HardCore & ~0b111111) != 0) refusals.Add(new Refusal("field.unknown_choice", nameof(need.HardCore)));
        if (need.IndustryCode is { } code && !IndustryCode().IsMatch(code)) refusals.Add(new Refusal("challenge.industry_code", nameof(need.IndustryCode)));
    }

    private static void Check(List<Refusal> refusals, IndicatorFields fields)
    {
        Long(refusals, fields.Deliverables, nameof(fields.Deliverables));
        Long(refusals, fields.BidderRequirements, nameof(fields.BidderRequirements));
        // A program may send null for a row, whatever the type says.
        if (fields.Indicators.Count(r => r is null || !r.IsBlank) > MaxIndicators)
        {
            refusals.Add(new Refusal("challenge.indicators_too_many", nameof(fields.Indicators), MaxIndicators));
            return;
        }

        for (var i = 0; i < fields.Indicators.Count; i++)
        {
            if (fields.Indicators[i] is not { } row) refusals.Add(new Refusal("field.required", $"Indicators[{i}]"));
            else if (!row.IsBlank) Check(refusals, row, $"Indicators[{i}].");
        }
    }

    private static void Check(List<Refusal> refusals, IndicatorInput row, string at)
    {
        Known(refusals, row.Comparator, at + nameof(row.Comparator));
        TypedText.Check(refusals, row.Name, 200, at + nameof(row.Name));
        TypedText.Check(refusals, row.Statement, 1_000, at + nameof(row.Statement));
        TypedText.Check(refusals, row.Unit, 40, at + nameof(row.Unit));
        TypedText.Check(refusals, row.Baseline, 200, at + nameof(row.Baseline));
        TypedText.Check(refusals, row.TestMethod, 1_000, at + nameof(row.TestMethod));
        Fits(refusals, row.Value, at + nameof(row.Value));
        Fits(refusals, row.ValueTo, at + nameof(row.ValueTo));
        Within(refusals, row.Weight, 0, 100, at + nameof(row.Weight));
        if (row is { Comparator: Comparator.Between, Value: { } from, ValueTo: { } to } && from >= to)
        {
            refusals.Add(new Refusal("challenge.range_order", at + nameof(row.ValueTo)));
        }
    }

    private static void Check(List<Refusal> refusals, BountyFields bounty)
    {
        Known(refusals, bounty.BountyType, nameof(bounty.BountyType));
        Positive(refusals, bounty.BountyLowMinor, nameof(bounty.BountyLowMinor));
        Positive(refusals, bounty.BountyHighMinor, nameof(bounty.BountyHighMinor));
        if (bounty is { BountyType: BountyType.Range, BountyLowMinor: { } low, BountyHighMinor: { } high } && low >= high)
        {
            refusals.Add(new Refusal("challenge.bounty_order", nameof(bounty.BountyHighMinor)));
        }

        if (!Currencies.Any(c => c.Code == bounty.Currency)) refusals.Add(new Refusal("challenge.currency_unknown", nameof(bounty.Currency)));
        Within(refusals, bounty.OwnPercent, 0, 100, nameof(bounty.OwnPercent));
        Within(refusals, bounty.PublicPercent, 0, 100, nameof(bounty.PublicPercent));
        Within(refusals, bounty.GoiPercent, 0, 100, nameof(bounty.GoiPercent));
        TypedText.Check(refusals, bounty.PaymentPlan, MaxPaymentPlan, nameof(bounty.PaymentPlan));
        Within(refusals, bounty.PeriodMonths, 1, MaxPeriodMonths, nameof(bounty.PeriodMonths));
    }

    private static void Check(List<Refusal> refusals, ProcedureFields procedure)
    {
        Known(refusals, procedure.Mode, nameof(procedure.Mode));
        Within(refusals, procedure.MaxWinners, 1, MaxRacingWinners, nameof(procedure.MaxWinners));
        if (ProcedurePresets.NewestOf(procedure.PresetCode) is null) refusals.Add(new Refusal("field.unknown_choice", nameof(procedure.PresetCode)));
        if (procedure.InvitedIds.Count > MaxInvited) refusals.Add(new Refusal("list.too_many", nameof(procedure.InvitedIds), MaxInvited));
        TypedText.Check(refusals, procedure.DirectedReason, MaxReason, nameof(procedure.DirectedReason));
        if (procedure.DeadlineAt is { Year: < 2000 or > 2200 }) refusals.Add(new Refusal("field.unreadable_time", nameof(procedure.DeadlineAt)));
    }

    private static void Check(List<Refusal> refusals, TermsFields terms)
    {
        Known(refusals, terms.IpRule, nameof(terms.IpRule));
        Long(refusals, terms.Resources, nameof(terms.Resources));
        Long(refusals, terms.RiskSharing, nameof(terms.RiskSharing));
        Long(refusals, terms.AcceptanceMethod, nameof(terms.AcceptanceMethod));
        Within(refusals, terms.TrlFrom, LowestTrl, HighestTrl, nameof(terms.TrlFrom));
        Within(refusals, terms.TrlTo, LowestTrl, HighestTrl, nameof(terms.TrlTo));
        if (terms is { TrlFrom: { } from, TrlTo: { } to } && from > to) refusals.Add(new Refusal("challenge.trl_order", nameof(terms.TrlTo)));
    }

    private static void Check(List<Refusal> refusals, ConfidentialFields fields)
    {
        Known(refusals, fields.Secrecy, nameof(fields.Secrecy));
        Long(refusals, fields.ConfidentialPart, nameof(fields.ConfidentialPart));
        TypedText.Check(refusals, fields.ContactName, 100, nameof(fields.ContactName));
        if (fields.ContactPhone is { } phone && !Phone().IsMatch(phone)) refusals.Add(new Refusal("field.phone", nameof(fields.ContactPhone)));
        if (fields.ContactEmail is { } email && !IsEmail(email)) refusals.Add(new Refusal("field.email", nameof(fields.ContactEmail)));
    }

    private static void Long(List<Refusal> refusals, string? text, string field) => TypedText.Check(refusals, text, MaxLongText, field);

    private static void Known<T>(List<Refusal> refusals, T value, string field) where T : struct, Enum => Known(refusals, (T?)value, field);

    private static void Known<T>(List<Refusal> refusals, T? value, string field) where T : struct, Enum
    {
        if (value is { } chosen && !Enum.IsDefined(chosen)) refusals.Add(new Refusal("field.unknown_choice", field));
    }

    private static void Within(List<Refusal> refusals, int? value, int least, int most, string field)
    {
        if (value < least || value > most) refusals.Add(new Refusal("field.out_of_range", field, least, most));
    }

    private static void Fits(List<Refusal> refusals, decimal? value, string field)
    {
        if (value is not { } number) return;
        if (Math.Abs(number) > MaxIndicatorValue || decimal.Round(number, 10) != number) refusals.Add(new Refusal("challenge.indicator_value", field));
    }

    private static void Positive(List<Refusal> refusals, long? minor, string field)
    {
        if (minor < 0) refusals.Add(new Refusal("amount.negative", field));
        else if (minor == 0) refusals.Add(new Refusal("amount.zero", field));
        else if (minor > AmountText.LargestAmount * 100) refusals.Add(new Refusal("amount.too_large", field, AmountText.LargestAmount));
    }

    private static bool IsEmail(string text) => text.Length <= 200 && !text.Contains(' ', StringComparison.Ordinal)
        && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);

    // A section letter of GB/T 4754-2017 and up to four digits.
    [GeneratedRegex(@"\A[A-T](?:[0-9]{2,4})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex IndustryCode();

    [GeneratedRegex(@"\A\+?[0-9][0-9 ()-]{4,36}[0-9]\z", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
