using System.Reflection;
using System.Text.Json.Nodes;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Demo;

/// <summary>The demonstration files hang together: what they name exists, codes are valid, sums are whole, sources are there.</summary>
public sealed class DemoDataTests
{
    private static readonly JsonArray Real = Read("real-challenges.json");
    private static readonly JsonArray Publishers = Read("publishers.json");
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
        foreach (var item in Real.Concat(Challenges))
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
            "publisher", "goi_manager", "bidder", "bidder", "team_leader", "expert", "broker", "operator",
            "admin_reviewer", "admin_approver", "finance", "supervisor", "auditor",
        }));
        Assert.That(People.Select(p => Text(p, "email")), Is.Unique.And.All.EndsWith("@demo.example"));
        Assert.That(People.Select(p => Text(p, "key")), Is.Unique);
    }

    private static IEnumerable<JsonNode?> Organisations() => [.. Publishers];

    private static JsonArray Read(string file)
    {
        using var stream = Assembly.Load("Marketplace.Web").GetManifestResourceStream("Demo/" + file)
            ?? throw new InvalidOperationException($"{file} is not embedded");
        return JsonNode.Parse(stream)!.AsArray();
    }

    private static string Text(JsonNode? node, string name) => node?[name]?.GetValue<string>() ?? "";

    private static string[] Texts(JsonNode? node, string name) => [.. node![name]!.AsArray().Select(v => v!.GetValue<string>())];
}
