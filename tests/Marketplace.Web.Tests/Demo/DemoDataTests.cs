using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Demo;

/// <summary>The demonstration files hang together: what they name exists, codes are valid, sums are whole, sources are there.</summary>
public sealed class DemoDataTests
{
    private static readonly JsonArray Real = Read("real-challenges.json");
    private static readonly JsonArray Publishers = Read("publishers.json");
    private static readonly JsonArray Labs = Read("labs.json");
    private static readonly JsonArray Challenges = Read("challenges.json");
    private static readonly JsonArray People = Read("people.json");

    private static readonly string[] Leading = ["ic", "biomed", "ai"];
    private static readonly string[] HardCore =
        ["china_chip", "innovative_drugs", "blue_sky", "future_vehicles", "smart_manufacturing", "data_port"];
    private static readonly string[] Stages =
        ["draft", "submitted", "open", "closing_soon", "evaluating", "public_notice", "awarded", "no_bid", "cancelled"];

    [Test]
    public void Read_real_challenges_have_title_year_publisher_and_an_address_to_open()
    {
        Assert.That(Real, Has.Count.EqualTo(60));
        foreach (var item in Real)
        {
            Assert.That(Text(item, "title"), Is.Not.Empty);
            Assert.That(Text(item, "publisher"), Is.Not.Empty);
            Assert.That(item!["year"]!.GetValue<int>(), Is.InRange(2016, 2026));
            Assert.That(Text(item, "source"), Is.Not.Empty);
            Assert.That(Uri.TryCreate(Text(item, "source_url"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https",
                Text(item, "title"));
            Assert.That(Text(item, "source"), Does.Contain(Text(item, "source_url")));
        }
    }

    [Test]
    public void Read_all_industry_tags_are_of_the_two_sets()
    {
        foreach (var item in Real.Concat(Challenges).Concat(Labs))
        {
            Assert.That(Texts(item, "leading"), Is.SubsetOf(Leading).And.Unique);
            Assert.That(Texts(item, "hardcore"), Is.SubsetOf(HardCore).And.Unique);
        }

        Assert.That(Challenges.SelectMany(c => Texts(c, "leading")).Distinct(), Is.EquivalentTo(Leading));
        Assert.That(Challenges.SelectMany(c => Texts(c, "hardcore")).Distinct(), Is.EquivalentTo(HardCore));
    }

    [Test]
    public void Read_organisations_have_valid_codes_of_their_own()
    {
        var codes = Organisations().Select(o => Text(o, "uscc")).ToList();

        Assert.That(codes, Is.Unique);
        Assert.That(codes.Where(c => !UnifiedSocialCreditCode.Check(c).IsValid), Is.Empty);
        Assert.That(Organisations().Select(o => Text(o, "name_zh")), Is.Unique);
        Assert.That(Organisations().Select(o => Text(o, "name_en")), Is.Unique);
    }

    [Test]
    public void Read_publishers_are_firms_centres_and_government_units()
    {
        Assert.That(Publishers, Has.Count.EqualTo(20));
        Assert.That(Publishers.Count(p => Text(p, "kind") is "government"), Is.InRange(1, 2));
        foreach (var publisher in Publishers)
        {
            Assert.That(Text(publisher, "kind"), Is.AnyOf("firm", "goi_centre", "government"));
            Assert.That(publisher!["centre"] is not null, Is.EqualTo(Text(publisher, "kind") is "goi_centre"), Text(publisher, "name_zh"));
        }

        foreach (var centre in Publishers.Select(p => p!["centre"]).OfType<JsonObject>())
        {
            Assert.That(centre["area_m2"]!.GetValue<int>(), Is.Positive);
            Assert.That(Texts(centre, "empowerment"), Is.Not.Empty
                .And.SubsetOf(new[] { "space", "technology", "capital", "business", "incubation", "ecosystem" }));
            Assert.That(Texts(centre, "resources_zh"), Has.Length.EqualTo(Texts(centre, "resources_en").Length));
        }
    }

    [Test]
    public void Read_challenges_name_publishers_and_a_stage_that_exist()
    {
        Assert.That(Challenges, Has.Count.EqualTo(36));
        Assert.That(Challenges.Select(c => Text(c, "key")), Is.Unique);
        Assert.That(Challenges.Select(c => Text(c, "publisher")).Distinct(), Is.SubsetOf(Publishers.Select(p => Text(p, "name_zh"))));
        Assert.That(Challenges.Select(c => Text(c, "stage")).Distinct(), Is.EquivalentTo(Stages));
        Assert.That(Challenges.Count(c => Text(c, "stage") is "open"), Is.GreaterThan(Challenges.Count / 2), "most stand open");
        foreach (var challenge in Challenges)
        {
            var government = Text(Publishers.Single(p => Text(p, "name_zh") == Text(challenge, "publisher")), "kind") is "government";
            Assert.That(Text(challenge, "kind"), Is.EqualTo(government ? "gov" : "enterprise"), Text(challenge, "title"));
        }
    }

    [Test]
    public void Read_challenges_have_whole_sums_and_complete_indicators()
    {
        foreach (var challenge in Challenges)
        {
            var title = Text(challenge, "title");
            var indicators = challenge!["indicators"]!.AsArray();

            Assert.That(indicators.Sum(i => i!["weight"]!.GetValue<int>()), Is.EqualTo(100), title);
            Assert.That(challenge["payment_plan"]!.AsArray().Sum(p => p!["percent"]!.GetValue<int>()), Is.EqualTo(100), title);
            Assert.That(challenge["funding"]!.AsObject().Sum(f => f.Value!.GetValue<int>()), Is.EqualTo(100), title);
            Assert.That(challenge["open_days"]!.GetValue<int>(), Is.InRange(20, 90), title);
            Assert.That(challenge["trl_from"]!.GetValue<int>(), Is.LessThan(challenge["trl_to"]!.GetValue<int>()), title);
            Assert.That(indicators.Any(i => i!["mandatory"]!.GetValue<bool>()), title);
            foreach (var indicator in indicators)
            {
                Assert.That(Text(indicator, "unit"), Is.Not.Empty, title);
                Assert.That(Text(indicator, "test_method"), Is.Not.Empty, title);
                Assert.That(Text(indicator, "comparator"), Is.AnyOf(">=", "<=", "=", "range"), title);
                Assert.That(indicator!["value_to"] is not null, Is.EqualTo(Text(indicator, "comparator") is "range"), title);
            }
        }
    }

    [Test]
    public void Read_bounties_fit_their_type()
    {
        foreach (var bounty in Challenges.Select(c => c!["bounty"]!))
        {
            var (least, most) = (bounty["min_wan"]?.GetValue<int>(), bounty["max_wan"]?.GetValue<int>());
            var fits = Text(bounty, "type") switch
            {
                "fixed" => least > 0 && least == most,
                "range" => least > 0 && least < most,
                "negotiable" => least is null && most is null,
                _ => false,
            };
            Assert.That(fits, bounty.ToJsonString());
        }
    }

    [Test]
    public void Read_people_stand_for_every_role_with_addresses_that_lead_nowhere()
    {
        var roles = People.Select(p => Text(p, "platform_role") is { Length: > 0 } duty ? duty : Text(p, "membership_role"));

        Assert.That(roles, Is.EquivalentTo(new[]
        {
            "publisher", "publisher", "goi_manager", "bidder", "bidder", "team_leader", "expert", "broker", "operator",
            "admin_reviewer", "admin_approver", "finance", "supervisor", "auditor",
        }));
        Assert.That(People.Select(p => Text(p, "email")), Is.Unique.And.All.EndsWith("@demo.example"));
        Assert.That(People.Select(p => Text(p, "key")), Is.Unique);
    }

    [Test]
    public void Read_people_belong_to_organisations_of_the_files()
    {
        var names = Organisations().Select(o => Text(o, "name_zh")).ToHashSet(StringComparer.Ordinal);

        Assert.That(People.Select(p => Text(p, "organisation")).Where(o => !names.Contains(o)), Is.Empty);
    }

    [Test]
    public void Read_labs_are_spread_over_kinds_regions_and_industries()
    {
        Assert.That(Labs, Has.Count.EqualTo(80));
        Assert.That(Labs.Select(l => Text(l, "kind")).Distinct(), Is.EquivalentTo(new[] { "institute", "university", "firm" }));
        Assert.That(Labs.Select(l => Text(l, "region")).Distinct(), Is.EquivalentTo(new[] { "pudong", "shanghai", "yrd", "other", "overseas" }));
        Assert.That(Labs.SelectMany(l => Texts(l, "leading")).Distinct(), Is.EquivalentTo(Leading));
        Assert.That(Labs.SelectMany(l => Texts(l, "hardcore")).Distinct(), Is.EquivalentTo(HardCore));
        Assert.That(Labs.Count(l => Texts(l, "leading").Length + Texts(l, "hardcore").Length is 0), Is.GreaterThanOrEqualTo(5), "far fields");
        Assert.That(Labs.Where(l => Text(l, "kind") is not "firm").Select(l => Text(l, "tier")), Is.All.EqualTo("none"));
        Assert.That(Organisations().Select(o => Text(o, "tier")),
            Is.All.AnyOf("none", "innovative_sme", "srdi", "little_giant", "champion"));
    }

    [Test]
    public void Read_labs_have_a_full_profile_in_both_languages()
    {
        foreach (var lab in Labs)
        {
            var name = Text(lab, "name_zh");
            Assert.That(Text(lab, "contact_name"), Is.Not.Empty, name);
            Assert.That(Sentences(Text(lab, "summary_zh")).Count(), Is.InRange(3, 5), name);
            Assert.That(Sentences(Text(lab, "summary_en")).Count(), Is.InRange(3, 5), name);
            Assert.That(Texts(lab, "keywords_zh"), Has.Length.InRange(8, 15).And.Unique, name);
            Assert.That(Texts(lab, "keywords_en"), Has.Length.EqualTo(Texts(lab, "keywords_zh").Length).And.Unique, name);
            Assert.That(Texts(lab, "fields_en"), Is.Not.Empty.And.Length.EqualTo(Texts(lab, "fields_zh").Length), name);
            Assert.That(lab!["equipment"]!.AsArray(), Is.Not.Empty, name);
            Assert.That(lab["equipment"]!.AsArray().All(e => Text(e, "zh") is not "" && Text(e, "en") is not ""), name);
        }
    }

    [Test]
    public void Read_labs_outcomes_are_there_and_marked_as_invented()
    {
        Assert.That(Labs.Select(l => l!["outcomes"]!.AsArray().Count), Is.All.InRange(5, 10));
        var outcomes = Labs.SelectMany(l => l!["outcomes"]!.AsArray()).ToList();

        Assert.That(outcomes.Select(o => Text(o, "kind")), Is.All.AnyOf("paper", "patent", "project", "prototype"));
        Assert.That(outcomes.Select(o => o!["year"]!.GetValue<int>()), Is.All.InRange(2018, 2026));
        Assert.That(outcomes.Select(o => Text(o, "identifier")), Is.Unique.And.All.Matches("^DEMO-[PTJY]-20[12][0-9]-[0-9]{4}$"));
        Assert.That(outcomes.Select(o => Text(o, "title")), Is.Unique.And.All.Not.Empty);
        Assert.That(outcomes.Select(o => Text(o, "abstract")), Is.All.Not.Empty);
    }

    [Test]
    public void Read_no_two_labs_share_a_sentence()
    {
        var sentences = Labs.SelectMany(l => Sentences(Text(l, "summary_zh"))
            .Concat(Sentences(Text(l, "summary_en")))
            .Concat(l!["outcomes"]!.AsArray().SelectMany(o => Sentences(Text(o, "abstract")))));

        Assert.That(sentences, Is.Unique);
    }

    [Test]
    public void Read_bids_come_from_labs_and_stand_where_the_stage_allows_them()
    {
        var labs = Labs.Select(l => Text(l, "name_zh")).ToHashSet(StringComparer.Ordinal);
        foreach (var challenge in Challenges)
        {
            var title = Text(challenge, "title");
            var bids = challenge!["bids"]!.AsArray();
            var (least, most) = Text(challenge, "stage") is "draft" or "submitted" or "open" or "no_bid" ? (0, 0) : (1, 4);

            Assert.That(bids.Select(b => Text(b, "lab")).Concat(Texts(challenge, "invited")).Where(l => !labs.Contains(l)), Is.Empty, title);
            Assert.That(bids.Select(b => Text(b, "lab")), Is.Unique, title);
            Assert.That(bids, Has.Count.InRange(least, most), title);
            Assert.That(bids.Count(b => Text(b, "result") is "awarded"),
                Is.EqualTo(Text(challenge, "stage") is "awarded" or "public_notice" ? challenge["max_winners"]!.GetValue<int>() : 0), title);
            Assert.That(Texts(challenge, "invited").Length > 0, Is.EqualTo(Text(challenge, "mode") is "directed"), title);
        }
    }

    [Test]
    public void Read_every_invented_challenge_speaks_the_words_of_some_lab()
    {
        foreach (var challenge in Challenges)
        {
            var text = challenge!.ToJsonString(Readable);
            Assert.That(Labs.Max(l => Texts(l, "keywords_zh").Count(k => text.Contains(k, StringComparison.OrdinalIgnoreCase))),
                Is.GreaterThanOrEqualTo(2), Text(challenge, "title"));
        }
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<JsonNode?> Organisations() => Publishers.Concat(Labs);

    /// <summary>Splits after a full stop that ends a sentence; a decimal point stands between digits and ends none.</summary>
    private static IEnumerable<string> Sentences(string text) =>
        Regex.Split(text, @"(?<=[。！？])|(?<=[.!?])\s+", RegexOptions.None, TimeSpan.FromSeconds(1)).Where(s => s.Length > 0);

    private static JsonArray Read(string file)
    {
        using var stream = Assembly.Load("Marketplace.Web").GetManifestResourceStream("Demo/" + file)
            ?? throw new InvalidOperationException($"{file} is not embedded");
        return JsonNode.Parse(stream)!.AsArray();
    }

    private static string Text(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";

    private static string[] Texts(JsonNode? node, string name) => [.. node![name]!.AsArray().Select(v => v!.GetValue<string>())];
}
