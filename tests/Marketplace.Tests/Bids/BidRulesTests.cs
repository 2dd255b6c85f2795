using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Bids;

public sealed class BidRulesTests
{
    private static readonly Indicator[] Indicators = [new() { Name = "Strength", Value = 40, Unit = "MPa" }, new() { Name = "Porosity", Value = 5, Unit = "%" }];
    private static readonly BidTerms Terms = new(Indicators, new Bounty { LowMinor = 150_000_000 }, 24);
    private static readonly BidContent Good = TestData.CompleteBid(Indicators);

    [Test]
    public void Complete_bid_has_nothing_to_mend() => Assert.That(BidRules.Complete(Good, Terms), Is.Empty);

    [Test]
    public void Complete_without_partners_needs_no_share() =>
        Assert.That(BidRules.Complete(Good with { Partners = [], LeadShare = null }, Terms), Is.Empty);

    [TestCase("", "amount.required")]
    [TestCase("much", "amount.unreadable")]
    [TestCase("0", "amount.zero")]
    [TestCase("-5", "amount.negative")]
    [TestCase("US$ 5", "amount.other_currency")]
    [TestCase("150.01万", "bid.bounty_above_offer")]
    public void Bounty_that_does_not_fit_is_found(string typed, string code) =>
        Assert.That(Codes(Good with { RequestedBounty = typed }), Is.EqualTo(new[] { code }));

    [TestCase("150万")]
    [TestCase("１５０万元")]
    [TestCase("1,500,000")]
    public void Bounty_up_to_the_offer_fits(string typed) => Assert.That(Codes(Good with { RequestedBounty = typed }), Is.Empty);

    [Test]
    public void Bounty_of_a_range_and_of_a_negotiable_offer()
    {
        var range = Terms with { Bounty = new Bounty { Type = BountyType.Range, LowMinor = 1_000_000, HighMinor = 100_000_000 } };
        Assert.That(BidRules.Complete(Good, range).Select(r => r.Code), Is.EqualTo(new[] { "bid.bounty_above_offer" }));
        Assert.That(BidRules.Complete(Good, Terms with { Bounty = new Bounty { Type = BountyType.Negotiable } }), Is.Empty);
    }

    [Test]
    public void Plan_that_does_not_hold_is_found()
    {
        Assert.That(Codes(Good with { WorkPlan = [Good.WorkPlan[0] with { BountyPercent = 100 }] }), Is.EqualTo(new[] { "bid.too_few_milestones" }));
        Assert.That(Codes(Good with { WorkPlan = [Good.WorkPlan[0], Good.WorkPlan[1] with { Month = 6 }] }), Is.EqualTo(new[] { "bid.milestone_order" }));
        Assert.That(Codes(Good with { WorkPlan = [Good.WorkPlan[0], Good.WorkPlan[1] with { Month = 25 }] }), Is.EqualTo(new[] { "bid.milestone_too_late" }));
        Assert.That(Codes(Good with { WorkPlan = [Good.WorkPlan[0], Good.WorkPlan[1] with { BountyPercent = 59 }] }), Is.EqualTo(new[] { "bid.milestones_sum" }));
    }

    [Test]
    public void Indicator_left_out_or_without_value_or_proof_is_found()
    {
        Assert.That(Codes(Good with { Responses = [Good.Responses[0]] }), Is.EqualTo(new[] { "bid.indicator_unanswered" }));
        Assert.That(Codes(Good with { Responses = [Good.Responses[0], Good.Responses[1] with { Promise = " " }] }), Is.EqualTo(new[] { "bid.indicator_without_value" }));
        Assert.That(Codes(Good with { Responses = [Good.Responses[0], Good.Responses[1] with { Proof = "" }] }), Is.EqualTo(new[] { "bid.indicator_without_proof" }));
        Assert.That(Codes(Good with { Responses = [.. Good.Responses, Good.Responses[1]] }), Is.EqualTo(new[] { "bid.indicator_twice" }));
    }

    [Test]
    public void Consortium_whose_shares_do_not_make_the_whole_is_found() =>
        Assert.That(Codes(Good with { LeadShare = 71 }), Is.EqualTo(new[] { "bid.shares_sum" }));

    [Test]
    public void Lead_that_works_alone_does_all_of_it() =>
        Assert.That(Codes(Good with { Partners = [], LeadShare = 30 }), Is.EqualTo(new[] { "bid.shares_sum" }));

    [Test]
    public void Partners_without_a_name_are_asked_for_it_and_not_taken_for_one()
    {
        var partner = Good.Partners[0] with { Name = "", CreditCode = "", Share = 15 };
        Assert.That(Codes(Good with { LeadShare = 70, Partners = [partner, partner] }).Distinct(), Has.None.EqualTo("bid.partner_twice"));
    }

    [Test]
    public void Partner_named_twice_is_found()
    {
        var partner = Good.Partners[0] with { Share = 15 };
        Assert.That(Codes(Good with { LeadShare = 70, Partners = [partner, partner] }), Is.EqualTo(new[] { "bid.partner_twice" }));
    }

    [TestCase("Partner plain", null, null)]
    [TestCase("合作企业", "Partner plain", null)]
    [TestCase("Another name", null, "91310115ma1k3bxx0x")]
    public void Partner_of_the_publishers_side_is_found(string name, string? nameEn, string? code)
    {
        var asLead = Terms with { Lead = new(name, nameEn, code) };
        Assert.That(BidRules.Complete(Good, asLead).Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { ("bid.partner_is_lead", (string?)"Partners[0].Name") }));
        var terms = Terms with { PublisherSide = [new("Publishing Firm", null, null), new(name, nameEn, code)] };
        Assert.That(BidRules.Complete(Good, terms).Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { ("bid.partner_same_group", (string?)"Partners[0].Name") }));
        Assert.That(BidRules.Complete(Good with { Partners = [Good.Partners[0] with { Name = "Free Ltd.", CreditCode = "" }] }, terms), Is.Empty);
    }

    [Test]
    public void Bid_without_its_declarations_is_found() =>
        Assert.That(Codes(Good with { NoHiddenConflict = false, Truthful = false, Pledged = false, PledgedBy = "" }),
            Is.EqualTo(new[] { "bid.conflict_undeclared", "bid.truth_undeclared", "bid.not_pledged", "field.required" }));

    private static IEnumerable<string> Codes(BidContent bid) => BidRules.Complete(bid, Terms).Select(r => r.Code);
}
