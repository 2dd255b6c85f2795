using FsCheck;
using FsCheck.Fluent;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

/// <summary>Vectors: the two valid ones are public codes, the others follow from GB 32100-2015 by hand.</summary>
public sealed class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    [TestCase("91110000600037341L")]
    [TestCase("91110000710926094P")]
    [TestCase("91310115MA1K001700")]
    public void Check_valid_code_has_no_fault(string code)
    {
        var finding = UnifiedSocialCreditCode.Check(code);

        Assert.That(finding, Is.EqualTo(new CreditCodeFinding(code, CreditCodeFaults.None)));
        Assert.That(finding.IsValid && finding.IsWellFormed && !finding.MayBeOverruled);
        Assert.That(finding.Refusals(), Is.Empty);
    }

    [TestCase("91350100M000100Y4Z", CreditCodeFaults.Alphabet, TestName = "Check_worked_case_of_the_standard_uses_a_letter_that_the_alphabet_lacks")]
    [TestCase("91350100M000100Y43", CreditCodeFaults.None, TestName = "Check_worked_case_of_the_standard_is_valid_with_check_3")]
    [TestCase("91350100M000100Y44", CreditCodeFaults.CheckCharacter)]
    [TestCase("91350100M0001TGQXM", CreditCodeFaults.CheckCharacter, TestName = "Check_real_code_of_the_pilot_time_fails_only_the_check_character")]
    [TestCase("91350100M0001TGQX1", CreditCodeFaults.None)]
    [TestCase("9111000060003734L", CreditCodeFaults.Length)]
    [TestCase("91110000600037341LL", CreditCodeFaults.Length)]
    [TestCase("91110000600037341I", CreditCodeFaults.Alphabet)]
    [TestCase("911100006000373410O", CreditCodeFaults.Length | CreditCodeFaults.Alphabet)]
    [TestCase("", CreditCodeFaults.Length)]
    [TestCase(null, CreditCodeFaults.Length)]
    [TestCase("94110000600037341B", CreditCodeFaults.Authority)]
    [TestCase("911100A0600037341L", CreditCodeFaults.Area | CreditCodeFaults.CheckCharacter)]
    [TestCase("91110000600037342N", CreditCodeFaults.OrganisationCode | CreditCodeFaults.CheckCharacter)]
    public void Check_names_each_fault(string? text, CreditCodeFaults faults) =>
        Assert.That(UnifiedSocialCreditCode.Check(text).Faults, Is.EqualTo(faults));

    [Test]
    public void Check_failed_checks_may_be_overruled_but_a_wrong_shape_may_not()
    {
        Assert.That(UnifiedSocialCreditCode.Check("91350100M0001TGQXM").MayBeOverruled);
        Assert.That(UnifiedSocialCreditCode.Check("91350100M0001TGQX").MayBeOverruled, Is.False);
        Assert.That(UnifiedSocialCreditCode.Check("91350100M0001TGQXO").MayBeOverruled, Is.False);
    }

    [Test]
    public void Check_faults_become_one_refusal_each_at_the_field()
    {
        var refusals = UnifiedSocialCreditCode.Check("911100A0600037341L").Refusals("Uscc");

        Assert.That(refusals.Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { ("uscc.area", "Uscc"), ("uscc.check_character", "Uscc") }));
    }

    [TestCase("91110000600037341l")]
    [TestCase("９１１１００００６０００３７３４１Ｌ")]
    [TestCase("９１１１００００６０００３７３４１ｌ")]
    [TestCase(" 9111 0000 6000 3734 1L\t")]
    [TestCase("　91110000\u00A0600037341L\u200B")]
    [TestCase("\uFEFF91110000600037341L\r\n")]
    public void Normalise_full_width_lower_case_and_blanks_give_the_code(string typed) =>
        Assert.That(UnifiedSocialCreditCode.Normalise(typed), Is.EqualTo("91110000600037341L"));

    [TestCase("9111000060003734①L")]
    [TestCase("91110000600037341ʟ")]
    [TestCase("91110000600037341-L")]
    public void Normalise_look_alikes_stay_and_are_refused(string typed) =>
        Assert.That(UnifiedSocialCreditCode.Check(typed).IsWellFormed, Is.False);

    [Test]
    public void Normalise_endless_text_is_cut_and_stays_too_long()
    {
        var finding = UnifiedSocialCreditCode.Check(new string('1', 1_000_000));

        Assert.That(finding.Code, Has.Length.EqualTo(19));
        Assert.That(finding.Faults, Is.EqualTo(CreditCodeFaults.Length));
    }

    [Test]
    public void CheckCharacter_remainder_zero_wraps_to_zero() =>
        Assert.That(UnifiedSocialCreditCode.CheckCharacter("91310115MA1K00170"), Is.EqualTo('0'));

    [TestCase("D2143569", 'X', Description = "The worked example of GB 11714-1997")]
    [TestCase("60003734", '1')]
    [TestCase("MA1K0017", '0')]
    public void OrganisationCheckCharacter_follows_the_standard(string first8, char check) =>
        Assert.That(UnifiedSocialCreditCode.OrganisationCheckCharacter(first8), Is.EqualTo(check));

    [TestCase("9131011")]
    [TestCase("91310115MA1K0017O")]
    public void CheckCharacter_of_another_shape_is_an_error_of_the_caller(string text) =>
        Assert.That(() => UnifiedSocialCreditCode.CheckCharacter(text), Throws.ArgumentException);

    [Test]
    public void Check_every_composed_code_is_valid() =>
        Prop.ForAll(ValidCodes(), code => UnifiedSocialCreditCode.Check(code).IsValid).QuickCheckThrowOnFailure();

    [Test]
    public void Check_every_single_changed_character_is_found() =>
        Prop.ForAll(ValidCodes(), Gen.Choose(0, 17).ToArbitrary(), Gen.Elements(Alphabet.ToCharArray()).ToArbitrary(), (code, at, other) =>
        {
            var changed = code[..at] + other + code[(at + 1)..];
            var faults = UnifiedSocialCreditCode.Check(changed).Faults;
            return changed == code ? faults == CreditCodeFaults.None : faults.HasFlag(CreditCodeFaults.CheckCharacter);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Check_every_pair_of_swapped_neighbours_is_found() =>
        Prop.ForAll(ValidCodes(), Gen.Choose(0, 16).ToArbitrary(), (code, at) =>
        {
            var swapped = code[..at] + code[at + 1] + code[at] + code[(at + 2)..];
            return swapped == code || UnifiedSocialCreditCode.Check(swapped).Faults.HasFlag(CreditCodeFaults.CheckCharacter);
        }).QuickCheckThrowOnFailure();

    [Test]
    public void Check_any_text_gives_an_answer() =>
        Prop.ForAll<string?>(text => UnifiedSocialCreditCode.Check(text).Code.Length <= 19).QuickCheckThrowOnFailure();

    private static Arbitrary<string> ValidCodes() => (
        from authority in Gen.Elements("11", "12", "51", "52", "91", "92", "93", "N1", "Y1")
        from area in Gen.Choose(0, 9).ArrayOf(6)
        from body in Gen.Elements(Alphabet.ToCharArray()).ArrayOf(8)
        let organisation = new string(body)
        let first17 = $"{authority}{string.Concat(area)}{organisation}{UnifiedSocialCreditCode.OrganisationCheckCharacter(organisation)}"
        select first17 + UnifiedSocialCreditCode.CheckCharacter(first17)).ToArbitrary();
}
