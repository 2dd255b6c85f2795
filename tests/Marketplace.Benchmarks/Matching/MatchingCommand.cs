using Marketplace.Matching;

namespace Marketplace.Benchmarks.Matching;

/// <summary>Measures the matching engine: how well it ranks on public collections, and how fast.</summary>
public static class MatchingCommand
{
    // Ranks beyond add less than 0.001 to a reciprocal rank.
    private const int Depth = 1000;

    public static int Run(string folder, TextWriter output)
    {
        var collections = Directory.Exists(folder) ? TestCollection.ReadAll(folder) : [];
        if (collections.Count == 0)
        {
            output.WriteLine($"No collection (a folder with profiles.jsonl) in {folder}");
            return 1;
        }

        output.WriteLine("Quality (± one standard error)");
        output.WriteLine($"{"collection",-18} {"scoring",-10} {"queries",7}  {"MRR",-14} {"R@1",-6} {"R@10",-6} nDCG@10");
        foreach (var collection in collections)
        {
            Measure(collection, new MatchOptions(), "S", output);
            Measure(collection, new MatchOptions { HubPenalty = true }, "2S - hub10", output);
        }

        output.WriteLine();
        RankingSpeed.Run(collections, output);
        return 0;
    }

    private static void Measure(TestCollection collection, MatchOptions options, string scoring, TextWriter output)
    {
        var index = new MatchIndex(options);
        index.Load(collection.Profiles.Select(p => new MatchDocument(p.Id, [.. p.Texts.Select((text, i) => new MatchPart($"{i}", text))])));
        var measures = new RankingMeasures();
        foreach (var item in collection.Items.Where(item => collection.Relevant.ContainsKey(item.Id)))
        {
            var ranking = index.Score(new MatchDocument(item.Id, [new MatchPart("item", item.Text)]), Depth);
            measures.Add([.. ranking.Select(r => (r.Id, r.Score))], collection.Relevant[item.Id]);
        }

        output.WriteLine(
            $"{collection.Name,-18} {scoring,-10} {measures.Queries,7}  {measures.MeanReciprocalRank:F4} ± {measures.ErrorOfReciprocalRank:F3} " +
            $"{measures.RecallAt1:F4} {measures.RecallAt10:F4} {measures.GainAt10:F4} ± {measures.ErrorOfGain:F3}");
    }
}
