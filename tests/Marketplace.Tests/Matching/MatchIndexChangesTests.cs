using FsCheck;
using FsCheck.Fluent;
using Marketplace.Matching;
using NUnit.Framework;
using static Marketplace.Tests.Matching.MatchTexts;

namespace Marketplace.Tests.Matching;

public class MatchIndexChangesTests
{
    [TestCase(false)]
    [TestCase(true)]
    public void Changes_in_any_order_rank_like_an_index_built_anew(bool hubPenalty)
    {
        var random = new Random(11);
        var changed = new MatchIndex(new MatchOptions { HubPenalty = hubPenalty });
        Dictionary<string, MatchDocument> alive = [];
        for (var step = 0; step < 700; step++)
        {
            var id = $"d{random.Next(70)}";
            if (random.Next(4) == 0) Assert.That(changed.Remove(id), Is.EqualTo(alive.Remove(id)));
            else changed.Upsert(alive[id] = RandomDocument(random, id));
        }

        var rebuilt = new MatchIndex(new MatchOptions { HubPenalty = hubPenalty });
        rebuilt.Load(alive.Values);
        changed.Refresh();

        Assert.That(changed.Count, Is.EqualTo(alive.Count));
        for (var q = 0; q < 30; q++)
        {
            var query = Document("q", RandomText(random, 12));
            AssertSame(changed.Score(query, 1000), rebuilt.Score(query, 1000));
        }
    }

    [Test]
    public void Changes_without_refresh_stay_near_an_index_built_anew()
    {
        var random = new Random(12);
        var changed = new MatchIndex();
        List<MatchDocument> all = [.. Enumerable.Range(0, 300).Select(i => RandomDocument(random, $"d{i}"))];
        all.ForEach(changed.Upsert);
        var rebuilt = new MatchIndex();
        rebuilt.Load(all);
        var query = Document("q", RandomText(random, 12));

        var exact = rebuilt.Score(query, 1000).ToDictionary(s => s.Id, s => s.Score);

        foreach (var (id, score) in changed.Score(query, 1000)) Assert.That(score, Is.EqualTo(exact[id]).Within(0.03));
    }

    [Test]
    public void Upsert_same_id_replaces_the_document()
    {
        var index = new MatchIndex();
        index.Upsert(Document("a", "laser welding"));
        index.Upsert(Document("a", "solid state battery"));

        Assert.That(index.Rank(Document("q", "laser welding"), 10), Is.Empty);
        Assert.That(index.Rank(Document("q", "battery"), 10).Select(r => r.Id), Is.EqualTo(["a"]));
        Assert.That(index.Count, Is.EqualTo(1));
    }

    [Test]
    public void Remove_unknown_id_is_false()
    {
        var index = new MatchIndex();

        Assert.That(index.Remove("a"), Is.False);
    }

    [Test]
    public void Rank_twice_and_in_a_second_index_is_the_same_to_the_last_bit()
    {
        var (one, two) = (Filled(), Filled());
        var query = Document("q", "laser welding 氮化镓功率器件 battery");

        var expected = one.Score(query, 100);

        Assert.That(one.Score(query, 100), Is.EqualTo(expected));
        Assert.That(two.Score(query, 100), Is.EqualTo(expected));

        static MatchIndex Filled()
        {
            var random = new Random(7);
            var index = new MatchIndex(new MatchOptions { HubPenalty = true });
            for (var i = 0; i < 200; i++) index.Upsert(RandomDocument(random, $"d{i % 120}"));
            return index;
        }
    }

    /// <summary>Each byte triple is a step: which document, put or removed, with which words.</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void Changes_of_any_kind_score_as_the_definition_says(bool hubPenalty) =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), steps => AssertScoresByDefinition(steps, hubPenalty)).QuickCheckThrowOnFailure();

    private static void AssertScoresByDefinition(byte[] steps, bool hubPenalty)
    {
        var index = new MatchIndex(new MatchOptions { HubPenalty = hubPenalty });
        Dictionary<string, MatchDocument> alive = [];
        foreach (var step in steps.Chunk(3))
        {
            var id = $"d{step[0] % 6}";
            if (step.Length < 3 || step[0] > 200) Assert.That(index.Remove(id), Is.EqualTo(alive.Remove(id)));
            else index.Upsert(alive[id] = RandomDocument(new Random(step[1] * 256 + step[2]), id));
        }

        index.Refresh();
        var query = string.Join(' ', steps.Take(6).Select(b => Word(b)));
        var expected = new NaiveScorer(alive.Values, hubPenalty).Scores(query);

        var scores = index.Score(Document("q", query), 100);

        Assert.That(scores.Select(s => s.Id), Is.EquivalentTo(expected.Keys));
        Assert.That(scores.Select(s => s.Score), Is.Ordered.Descending);
        foreach (var (id, score) in scores) Assert.That(score, Is.EqualTo(expected[id]).Within(1e-4));
    }

    private static void AssertSame(IReadOnlyList<MatchScore> actual, IReadOnlyList<MatchScore> expected)
    {
        Assert.That(actual.Select(s => s.Id), Is.EqualTo(expected.Select(s => s.Id)));
        Assert.That(actual.Select(s => s.Score), Is.EqualTo(expected.Select(s => s.Score)).Within(1e-5));
    }
}
