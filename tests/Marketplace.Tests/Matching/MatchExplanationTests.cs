using Marketplace.Matching;
using NUnit.Framework;
using static Marketplace.Tests.Matching.MatchTexts;

namespace Marketplace.Tests.Matching;

public class MatchExplanationTests
{
    [TestCase(MatchUnit.Part, false)]
    [TestCase(MatchUnit.Part, true)]
    [TestCase(MatchUnit.Whole, false)]
    [TestCase(MatchUnit.Whole, true)]
    public void Explanation_parts_add_up_to_the_score(MatchUnit unit, bool hubPenalty)
    {
        var random = new Random(3);
        var index = new MatchIndex(new MatchOptions { Unit = unit, HubPenalty = hubPenalty, FacetWeights = new Dictionary<string, double> { ["f"] = 0.1 } });
        index.Load(Enumerable.Range(0, 200).Select(i => RandomDocument(random, $"d{i}") with { Facets = [new("f", $"{i % 3}")] }));
        for (var q = 0; q < 20; q++)
        {
            foreach (var result in index.Rank(RandomDocument(random, "q") with { Facets = [new("f", "0"), new("f", "1")] }, 20)) AssertAddsUp(result);
        }
    }

    [Test]
    public void Explanation_shows_chinese_pairs_as_the_longest_shared_words()
    {
        var result = Single("面向氮化镓的功率器件封装", "氮化镓高压功率器件研究");

        Assert.That(result.Explanation.Terms.Select(t => t.Text), Is.EquivalentTo(["氮化镓", "功率器件"]));
    }

    [Test]
    public void Explanation_shows_english_phrase_once_as_written()
    {
        var result = Single("solid-state batteries with high density", "Novel Solid State Battery for cars");

        Assert.That(result.Explanation.Terms.Select(t => t.Text), Is.EqualTo(["Solid State Battery"]));
    }

    [Test]
    public void Explanation_keeps_single_characters_out_of_the_words()
    {
        var result = Single("化工", "化学");

        Assert.That(result.Explanation.Terms, Is.Empty);
        Assert.That(result.Explanation.SingleCharacters, Is.EqualTo(result.Score).Within(1e-5).And.GreaterThan(0));
    }

    [Test]
    public void Explanation_cuts_particles_off_shared_words()
    {
        var result = Single("高温合金的疲劳", "合金的性能");

        Assert.That(result.Explanation.Terms.Select(t => t.Text), Is.EqualTo(["合金"]));
    }

    [Test]
    public void Explanation_places_stand_in_the_texts_of_both_sides()
    {
        var query = new MatchDocument("q", [new("title", "激光焊接"), new("need", "用于电池的激光焊接,线宽 5 nm")]);
        var index = new MatchIndex();
        index.Upsert(new MatchDocument("a", [new("profile", "焊接中心"), new("outcome", "电池激光焊接设备,5nm;激光焊接")]));

        var terms = index.Rank(query, 1)[0].Explanation.Terms.ToDictionary(t => t.Text);

        Assert.That(terms.Keys, Is.EquivalentTo(["激光焊接", "电池", "5nm"]));
        Assert.That(terms["激光焊接"].InQuery, Is.EqualTo([new Place("title", new(0, 4)), new Place("need", new(5, 4))]));
        Assert.That(terms["激光焊接"].InMatch, Is.EqualTo([new Place("outcome", new(2, 4)), new Place("outcome", new(13, 4))]));
        Assert.That(terms["5nm"].InQuery, Is.EqualTo([new Place("need", new(13, 4))]));
    }

    [Test]
    public void Explanation_names_the_best_parts_first()
    {
        var index = new MatchIndex();
        index.Upsert(Document("a", "laser", "laser welding", "soil", "laser welding of steel", "ink", "paper"));

        var parts = index.Rank(Document("q", "laser welding of steel"), 1)[0].Explanation.Parts;

        Assert.That(parts.Select(p => p.MatchPart), Is.EqualTo(["a/3", "a/1", "a/0"]));
        Assert.That(parts[0].Similarity, Is.EqualTo(1).Within(1e-5));
        Assert.That(parts[0].Share, Is.EqualTo(0.2).Within(1e-5));
    }

    private static MatchResult Single(string query, string text)
    {
        var index = new MatchIndex();
        index.Upsert(Document("a", text));
        var result = index.Rank(Document("q", query), 1).Single();
        AssertAddsUp(result);
        return result;
    }

    private static void AssertAddsUp(MatchResult result)
    {
        var why = result.Explanation;
        var facets = why.Facets.Sum(f => f.Weight);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(why.Terms.Sum(t => t.Weight) + why.SingleCharacters + facets - why.Commonness, Is.EqualTo(result.Score).Within(1e-5));
            Assert.That(why.Parts.Sum(p => p.Share) + facets, Is.EqualTo(result.Score).Within(1e-5));
        }
    }
}
