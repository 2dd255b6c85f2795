using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

/// <summary>Every kind of bad input with the code and the field of its refusal.</summary>
public sealed class ChallengeRulesTests
{
    private static readonly DateTimeOffset Now = World.Start;
    private static readonly string Long = new('x', ChallengeRules.MaxLongText + 1);

    /// <summary>Refused even in a draft.</summary>
    private static IEnumerable<TestCaseData> OutOfBounds()
    {
        yield return Case("text.too_long", "Title", c => c with { Need = c.Need! with { Title = new string('x', 201) } });
        yield return Case("text.too_long", "Background", c => c with { Need = c.Need! with { Background = Long } });
        yield return Case("text.too_long", "Target", c => c with { Need = c.Need! with { Target = new string('x', 1 << 20) } });
        yield return Case("text.invalid_characters", "PublicSummary", c => c with { Need = c.Need! with { PublicSummary = "a\0b" } });
        yield return Case("text.invalid_characters", "Title", c => c with { Need = c.Need! with { Title = "half \uD83D" } });
        yield return Case("field.unknown_choice", "Category", c => c with { Need = c.Need! with { Category = (ChallengeCategory)99 } });
        yield return Case("field.unknown_choice", "Leading", c => c with { Need = c.Need! with { Leading = (LeadingIndustry)64 } });
        yield return Case("challenge.industry_code", "IndustryCode", c => c with { Need = c.Need! with { IndustryCode = "Z12345" } });
        yield return Case("challenge.indicators_too_many", "Indicators", c => Rows(c, [.. Enumerable.Repeat(Row(c), 41)]));
        yield return Case("text.too_long", "Indicators[1].Name", c => Rows(c, Row(c), Row(c) with { Name = new string('x', 201) }));
        yield return Case("challenge.range_order", "Indicators[0].ValueTo", c => Rows(c, Row(c) with { Comparator = Comparator.Between, Value = 5, ValueTo = 5 }));
        yield return Case("challenge.indicator_value", "Indicators[0].Value", c => Rows(c, Row(c) with { Value = 0.00000000001m }));
        yield return Case("challenge.indicator_value", "Indicators[0].Value", c => Rows(c, Row(c) with { Value = decimal.MaxValue }));
        yield return Case("field.out_of_range", "Indicators[0].Weight", c => Rows(c, Row(c) with { Weight = 101 }));
        yield return Case("amount.negative", "BountyLowMinor", c => Bounty(c, b => b with { BountyLowMinor = -1 }));
        yield return Case("amount.zero", "BountyLowMinor", c => Bounty(c, b => b with { BountyLowMinor = 0 }));
        yield return Case("amount.too_large", "BountyLowMinor", c => Bounty(c, b => b with { BountyLowMinor = long.MaxValue }));
        yield return Case("challenge.bounty_order", "BountyHighMinor", c => Bounty(c, b => b with { BountyType = BountyType.Range, BountyLowMinor = 5, BountyHighMinor = 5 }));
        yield return Case("challenge.currency_unknown", "Currency", c => Bounty(c, b => b with { Currency = "ZZZ" }));
        yield return Case("challenge.currency_unknown", "Currency", c => Bounty(c, b => b with { Currency = "XTS" }));
        yield return Case("field.out_of_range", "OwnPercent", c => Bounty(c, b => b with { OwnPercent = -1, PublicPercent = 100, GoiPercent = 1 }));
        yield return Case("field.out_of_range", "PeriodMonths", c => Bounty(c, b => b with { PeriodMonths = 61 }));
        yield return Case("text.too_long", "PaymentPlan", c => Bounty(c, b => b with { PaymentPlan = new string('x', 501) }));
        yield return Case("field.unknown_choice", "PresetCode", c => Procedure(c, p => p with { PresetCode = "nonesuch" }));
        yield return Case("list.too_many", "InvitedIds", c => Procedure(c, p => p with { InvitedIds = [.. Enumerable.Range(0, 21).Select(_ => Guid.CreateVersion7())] }));
        yield return Case("text.too_long", "DirectedReason", c => Procedure(c, p => p with { DirectedReason = new string('x', 2001) }));
        yield return Case("field.out_of_range", "TrlFrom", c => c with { Terms = c.Terms! with { TrlFrom = 0 } });
        yield return Case("challenge.trl_order", "TrlTo", c => c with { Terms = c.Terms! with { TrlFrom = 7, TrlTo = 4 } });
        yield return Case("field.phone", "ContactPhone", c => c with { Confidential = c.Confidential! with { ContactPhone = "call me" } });
        yield return Case("field.email", "ContactEmail", c => c with { Confidential = c.Confidential! with { ContactEmail = "lin at example" } });
    }

    /// <summary>May stand in a draft and is refused at submission.</summary>
    private static IEnumerable<TestCaseData> Unfit()
    {
        yield return Case("text.required", "Title", c => c with { Need = c.Need! with { Title = " \u200B " } });
        yield return Case("challenge.government_unit_only", "Kind", c => Procedure(c with { Need = c.Need! with { Kind = ChallengeKind.Government } }, p => p with { PresetCode = "government" }));
        yield return Case("challenge.industry_missing", "Leading", c => c with { Need = c.Need! with { Leading = LeadingIndustry.None } });
        yield return Case("challenge.indicators_missing", "Indicators", c => Rows(c));
        yield return Case("challenge.indicator_unit", "Indicators[0].Unit", c => Rows(c, Row(c) with { Unit = null }));
        yield return Case("challenge.indicator_method", "Indicators[0].TestMethod", c => Rows(c, Row(c) with { TestMethod = null }));
        yield return Case("field.required", "Indicators[0].Value", c => Rows(c, Row(c) with { Value = null }));
        yield return Case("field.required", "Indicators[0].ValueTo", c => Rows(c, Row(c) with { Comparator = Comparator.Between }));
        yield return Case("text.required", "Indicators[0].Statement", c => Rows(c, Row(c) with { Comparator = Comparator.Statement, Unit = null }));
        yield return Case("challenge.weights_sum", "Indicators", c => Rows(c, Row(c) with { Weight = 60 }));
        yield return Case("amount.required", "BountyLowMinor", c => Bounty(c, b => b with { BountyLowMinor = null }));
        yield return Case("amount.required", "BountyHighMinor", c => Bounty(c, b => b with { BountyType = BountyType.Range }));
        yield return Case("challenge.funding_sum", "OwnPercent", c => Bounty(c, b => b with { PublicPercent = 30 }));
        yield return Case("challenge.preset_kind", "PresetCode", c => Procedure(c, p => p with { PresetCode = "government" }));
        yield return Case("challenge.preset_mode", "Mode", c => Procedure(c, p => p with { Mode = AwardMode.HorseRacing, MaxWinners = 2 }));
        yield return Case("challenge.winners_racing", "MaxWinners", c => Procedure(c, p => p with { PresetCode = "racing", Mode = AwardMode.HorseRacing }));
        yield return Case("challenge.winners_single", "MaxWinners", c => Procedure(c, p => p with { MaxWinners = 2 }));
        yield return Case("field.required", "DeadlineAt", c => Procedure(c, p => p with { DeadlineAt = null }));
        yield return Case("challenge.deadline_past", "DeadlineAt", c => Procedure(c, p => p with { DeadlineAt = Now }));
        yield return Case("challenge.deadline_too_close", "DeadlineAt", c => Procedure(c, p => p with { DeadlineAt = Now.AddDays(15).AddTicks(-1) }));
        yield return Case("challenge.deadline_too_far", "DeadlineAt", c => Procedure(c, p => p with { DeadlineAt = Now.AddDays(180).AddTicks(1) }));
        yield return Case("challenge.invited_missing", "InvitedIds", c => Procedure(c, p => p with { Mode = AwardMode.Directed, DirectedReason = "After no bid" }));
        yield return Case("challenge.invited_unfit", "InvitedIds", c => Procedure(c, p => p with { Mode = AwardMode.Directed, DirectedReason = "Secrecy", InvitedIds = [Guid.CreateVersion7()] }));
        yield return Case("field.required", "IpRule", c => c with { Terms = c.Terms! with { IpRule = null } });
        yield return Case("challenge.confidential_missing", "ConfidentialPart", c => c with { Confidential = c.Confidential! with { Secrecy = SecrecyLevel.Confidential } });
        yield return Case("challenge.confidential_in_open", "Secrecy", c => c with { Confidential = c.Confidential! with { ConfidentialPart = "The recipe" } });
        yield return Case("challenge.contact_missing", "ContactPhone", c => c with { Confidential = c.Confidential! with { ContactPhone = null } });
    }

    [TestCaseSource(nameof(OutOfBounds))]
    public void Bounds_with_bad_value_names_code_and_field(string code, string field, Func<ChallengeContent, ChallengeContent> spoil) =>
        Assert.That(ChallengeRules.Bounds(spoil(Complete)).Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { (code, field) }));

    [TestCaseSource(nameof(Unfit))]
    public async Task Submit_with_bad_value_names_code_and_field(string code, string field, Func<ChallengeContent, ChallengeContent> spoil)
    {
        var content = spoil(Complete);
        Assert.That(ChallengeRules.Bounds(content), Is.Empty, "a draft may hold it");
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var draft = await TestData.AddDraft(world.Services, cast, content);
        var refused = await world.With((SubmitChallenge u) => u.Run(new(draft.Id), cast.Publisher));

        Assert.That(refused.Refusals.Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { (code, field) }));
        Assert.That((await world.Events()).Select(e => e.Type), Has.None.EqualTo("challenge.submitted"));
    }

    [Test]
    public void Complete_content_passes()
    {
        Assert.That(ChallengeRules.Bounds(Complete), Is.Empty);
        Assert.That(ChallengeRules.Deadline(Now.AddDays(15), ProcedurePresets.NewestOf("open")!, Now), Is.Null);
        Assert.That(ChallengeRules.Deadline(Now.AddDays(180), ProcedurePresets.NewestOf("open")!, Now), Is.Null);
    }

    [Test]
    public async Task Save_a_deadline_in_the_past_is_refused_at_once_and_nothing_is_lost()
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var draft = await TestData.AddDraft(world.Services, cast);
        var refused = await world.With((SaveChallenge u) =>
            u.Run(new(draft.Id, draft.Version, new() { Procedure = new() { DeadlineAt = Now.AddMinutes(-1) } }), cast.Publisher));

        Assert.That((refused.Refusal.Code, refused.Refusal.Field), Is.EqualTo(("challenge.deadline_past", "DeadlineAt")));
        Assert.That((await world.With((ChallengeQueries q) => q.Dossier(draft.Id, cast.Publisher)))!.Challenge.DeadlineAt, Is.EqualTo(Now.AddDays(60)));
    }

    private static ChallengeContent Complete => TestData.CompleteContent(Now);

    private static IndicatorInput Row(ChallengeContent content) => content.Indicators!.Indicators[0];

    private static ChallengeContent Rows(ChallengeContent content, params IndicatorInput[] rows) =>
        content with { Indicators = content.Indicators! with { Indicators = rows } };

    private static ChallengeContent Bounty(ChallengeContent content, Func<BountyFields, BountyFields> spoil) => content with { Bounty = spoil(content.Bounty!) };

    private static ChallengeContent Procedure(ChallengeContent content, Func<ProcedureFields, ProcedureFields> spoil) =>
        content with { Procedure = spoil(content.Procedure!) };

    private static TestCaseData Case(string code, string field, Func<ChallengeContent, ChallengeContent> spoil) =>
        new TestCaseData(code, field, spoil).SetArgDisplayNames(code, field);
}
