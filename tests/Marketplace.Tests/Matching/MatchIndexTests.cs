using Marketplace.Matching;
using NUnit.Framework;
using static Marketplace.Tests.Matching.MatchTexts;

namespace Marketplace.Tests.Matching;

public class MatchIndexTests
{
    private static readonly MatchDocument Query = Document("q", "GaN power device 氮化镓功率器件封装");

    [Test]
    public void Rank_documents_of_both_languages_by_shared_content()
    {
        var index = new MatchIndex();
        index.Load([Document("a", "氮化镓功率器件的可靠性研究"), Document("b", "GaN power devices for data centres"), Document("c", "中药材种植技术")]);

        Assert.That(index.Rank(Query, 10).Select(r => r.Id), Is.EqualTo(["a", "b"]));
    }

    [Test]
    public void Rank_single_document_in_index_is_found()
    {
        var index = new MatchIndex();
        index.Upsert(Document("a", "氮化镓功率器件"));

        Assert.That(index.Rank(Query, 10).Single().Score, Is.GreaterThan(0.1));
    }

    [Test]
    public void Rank_identical_text_scores_one()
    {
        var index = new MatchIndex();
        index.Load([Document("a", "solid state battery electrolyte"), Document("b", "laser welding")]);

        Assert.That(index.Rank(Document("q", "solid state battery electrolyte"), 1)[0].Score, Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void Rank_equal_scores_stand_by_id()
    {
        var index = new MatchIndex();
        foreach (var id in new[] { "c", "a", "d", "b" }) index.Upsert(Document(id, "laser welding"));

        Assert.That(index.Rank(Document("q", "laser"), 3).Select(r => r.Id), Is.EqualTo(["a", "b", "c"]));
    }

    [Test]
    public void Rank_refused_ids_are_left_out()
    {
        var index = new MatchIndex();
        index.Load([Document("a", "laser welding"), Document("b", "laser cutting")]);

        Assert.That(index.Rank(Document("q", "laser welding"), 1, id => id != "a").Select(r => r.Id), Is.EqualTo(["b"]));
    }

    [Test]
    public void Rank_profile_by_its_best_texts_not_by_its_mean()
    {
        var index = new MatchIndex();
        string[] good = [.. Enumerable.Range(1, 5).Select(i => $"laser welding of steel part {i}")];
        string[] other = [.. Enumerable.Range(1, 20).Select(i => $"soil chemistry in region {i}")];
        index.Load([Document("broad", [.. good, .. other]), Document("narrow", "laser printing of paper", "ink", "toner", "paper feed", "drums")]);

        Assert.That(index.Rank(Document("q", "laser welding of steel"), 1)[0].Id, Is.EqualTo("broad"));
    }

    [Test]
    public void Rank_hub_penalty_puts_the_text_of_general_content_behind()
    {
        List<MatchDocument> documents = [.. Enumerable.Range(0, 12).Select(i => Document($"x{i:00}", $"laser battery sensor power device imaging electrolyte nitride study{i}"))];
        documents.Add(Document("own", "laser battery etching wafers"));
        var query = Document("q", "laser battery sensor");

        Assert.That(First(hubPenalty: false), Does.StartWith("x"));
        Assert.That(First(hubPenalty: true), Is.EqualTo("own"));

        string First(bool hubPenalty)
        {
            var index = new MatchIndex(new MatchOptions { HubPenalty = hubPenalty });
            index.Load(documents);
            return index.Rank(query, 1)[0].Id;
        }
    }

    [Test]
    public void Rank_both_directions_score_a_pair_alike()
    {
        var request = Document("request", "固态电池", "需要高离子电导率的电解质");
        var profile = Document("profile", "solid state battery", "固态电解质薄膜", "电池界面", "锂金属负极", "电导率测试", "陶瓷隔膜");
        var profiles = new MatchIndex(new MatchOptions { Unit = MatchUnit.Part });
        var requests = new MatchIndex(new MatchOptions { Unit = MatchUnit.Whole });
        profiles.Upsert(profile);
        requests.Upsert(request);

        var forRequest = profiles.Rank(request, 1)[0];
        var forProfile = requests.Rank(profile, 1)[0];

        Assert.That(forProfile.Score, Is.EqualTo(forRequest.Score).Within(0.05));
        Assert.That(forProfile.Explanation.Parts.Select(p => p.QueryPart), Is.EquivalentTo(forRequest.Explanation.Parts.Select(p => p.MatchPart)));
    }

    [Test]
    public void Rank_facets_add_once_for_each_name()
    {
        var index = new MatchIndex(new MatchOptions { FacetWeights = new Dictionary<string, double> { ["industry"] = 0.05, ["region"] = 0.02 } });
        MatchFacet[] chipsAndAi = [new("industry", "chips"), new("industry", "ai"), new("region", "pudong"), new("colour", "red")];
        index.Load([Document("plain", "laser welding"), Document("faceted", "laser welding") with { Facets = chipsAndAi }]);

        var results = index.Rank(Document("q", "laser welding") with { Facets = chipsAndAi }, 2);

        Assert.That(results.Select(r => r.Id), Is.EqualTo(["faceted", "plain"]));
        Assert.That(results[0].Score - results[1].Score, Is.EqualTo(0.07).Within(1e-6));
        Assert.That(
            results[0].Explanation.Facets,
            Is.EqualTo([new SharedFacet("industry", "chips", 0.025), new SharedFacet("industry", "ai", 0.025), new SharedFacet("region", "pudong", 0.02)]));
    }

    [Test]
    public void Rank_document_without_common_words_is_found_by_its_facet()
    {
        var index = new MatchIndex(new MatchOptions { FacetWeights = new Dictionary<string, double> { ["industry"] = 0.05 } });
        index.Upsert(Document("a", "中药材种植") with { Facets = [new("industry", "chips")] });

        var result = index.Rank(Document("q", "laser welding") with { Facets = [new("industry", "chips")] }, 1).Single();

        Assert.That(result.Score, Is.EqualTo(0.05).Within(1e-9));
        Assert.That(result.Explanation.Parts, Is.Empty);
    }

    [Test]
    public void Rank_empty_query_or_index_finds_nothing()
    {
        var index = new MatchIndex();
        Assert.That(index.Rank(Query, 10), Is.Empty);
        index.Upsert(Document("a", "laser"));
        index.Upsert(Document("blank", " ", "…"));

        Assert.That(index.Rank(Document("q", "the of"), 10), Is.Empty);
        Assert.That(index.Rank(Document("q"), 10), Is.Empty);
        Assert.That(index.Rank(Query, 0), Is.Empty);
    }

    [Test]
    public void Score_gives_the_ranking_without_reasons()
    {
        var random = new Random(5);
        var index = new MatchIndex(new MatchOptions { HubPenalty = true });
        index.Load(Enumerable.Range(0, 50).Select(i => RandomDocument(random, $"d{i}")));
        var query = Document("q", RandomText(random, 10));

        Assert.That(index.Score(query, 20), Is.EqualTo(index.Rank(query, 20).Select(r => new MatchScore(r.Id, r.Score))));
    }

    [Test]
    public void Explain_one_document_says_what_the_ranking_says()
    {
        var index = new MatchIndex();
        index.Load([Document("a", "氮化镓功率器件"), Document("b", "GaN power devices"), Document("c", "中药材")]);

        Assert.That(index.Explain(Query, "b")!.Score, Is.EqualTo(index.Rank(Query, 10).Single(r => r.Id == "b").Score));
        Assert.That(index.Explain(Query, "c"), Is.Null);
        Assert.That(index.Explain(Query, "unknown"), Is.Null);
    }
}
