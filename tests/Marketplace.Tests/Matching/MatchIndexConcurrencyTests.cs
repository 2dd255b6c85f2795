using Marketplace.Matching;
using NUnit.Framework;
using static Marketplace.Tests.Matching.MatchTexts;

namespace Marketplace.Tests.Matching;

public class MatchIndexConcurrencyTests
{
    private static readonly string[] Pair = ["left", "right"];

    /// <summary>
    /// The writer replaces a pair of documents one after the other and forever; every reader must find both, each in one version, with
    /// scores that add up, in a search as in a ranking.
    /// </summary>
    [Test]
    public async Task Readers_during_writes_see_whole_documents()
    {
        var index = new MatchIndex(new MatchOptions { HubPenalty = true });
        var search = new TextSearch(index);
        var random = new Random(1);
        index.Load([Document("left", "laser marker0"), Document("right", "laser marker0"), .. Enumerable.Range(0, 50).Select(i => RandomDocument(random, $"d{i}"))]);
        using var done = new CancellationTokenSource();

        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadUntil(done.Token))).ToList();
        for (var version = 1; version <= 300; version++)
        {
            index.Upsert(Document("left", $"laser marker{version}"));
            index.Upsert(Document("right", $"laser marker{version}"));
            index.Upsert(RandomDocument(random, $"d{random.Next(100)}"));
            index.Remove($"d{random.Next(100)}");
        }

        await done.CancelAsync();
        var reads = await Task.WhenAll(readers);
        Assert.That(reads, Is.All.GreaterThan(0));

        int ReadUntil(CancellationToken stop)
        {
            var rounds = 0;
            for (; rounds == 0 || !stop.IsCancellationRequested; rounds++)
            {
                var results = index.Rank(Document("q", "laser"), 1000);
                Assert.That(results.Select(r => r.Id), Is.Unique.And.SupersetOf(Pair));
                foreach (var result in results) AssertAddsUp(result);
                Assert.That(search.Search("laser", 1000).Select(h => h.Id), Is.Unique.And.SupersetOf(Pair));
            }

            return rounds;
        }
    }

    [Test]
    public async Task Writers_together_lose_nothing()
    {
        var index = new MatchIndex();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++) index.Upsert(Document($"w{w}-{i}", $"laser number{i}"));
        })));

        Assert.That(index.Count, Is.EqualTo(800));
        Assert.That(index.Score(Document("q", "number7"), 1000), Has.Count.EqualTo(4));
    }

    private static void AssertAddsUp(MatchResult result)
    {
        var why = result.Explanation;
        Assert.That(why.Terms.Sum(t => t.Weight) + why.SingleCharacters - why.Commonness, Is.EqualTo(result.Score).Within(1e-5));
    }
}
