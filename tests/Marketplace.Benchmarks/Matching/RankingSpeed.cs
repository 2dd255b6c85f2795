using System.Diagnostics;
using Marketplace.Matching;

namespace Marketplace.Benchmarks.Matching;

/// <summary>
/// Speed on one thread over 100,000 texts of about 100 tokens in Chinese and English. The texts are put together from sentences of the
/// collections, so that words are as frequent as in real ones. On a busy machine read the mean processor time.
/// </summary>
public static class RankingSpeed
{
    private const int Documents = 100_000;
    private const int TokensOfText = 100;
    private const int TokensOfQuery = 60;
    private const int Rounds = 1000;

    private static readonly char[] SentenceEnds = ['.', '。', ';', ';', '\n'];

    public static void Run(IReadOnlyList<TestCollection> collections, TextWriter output)
    {
        var random = new Random(1);
        string[] sentences =
        [
            .. collections.SelectMany(c => c.Profiles).SelectMany(p => p.Texts).Distinct(StringComparer.Ordinal)
                .SelectMany(text => text.Split(SentenceEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ];
        MatchDocument[] documents = [.. Enumerable.Range(0, Documents).Select(i => Compose($"d{i}", sentences, random, TokensOfText))];
        MatchDocument[] queries = [.. Enumerable.Range(0, Rounds).Select(i => Compose($"q{i}", sentences, random, TokensOfQuery))];
        MatchDocument[] others = [.. Enumerable.Range(0, Rounds).Select(i => Compose($"d{random.Next(Documents)}", sentences, random, TokensOfText))];

        output.WriteLine($"Speed, one thread, {Documents:N0} texts of about {TokensOfText} tokens, queries of about {TokensOfQuery}");
        var bare = new BareIndex(documents);
        output.WriteLine("bare inverted index");
        Time("rank, 10 best", queries, query => bare.Rank(query), output);
        foreach (var hubPenalty in new[] { false, true }) Measure(documents, queries, others, hubPenalty, output);
    }

    private static void Measure(MatchDocument[] documents, MatchDocument[] queries, MatchDocument[] others, bool hubPenalty, TextWriter output)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new MatchIndex(new MatchOptions { HubPenalty = hubPenalty });
        var clock = Stopwatch.StartNew();
        index.Load(documents);
        output.WriteLine($"{(hubPenalty ? "2S - hub10" : "S")}");
        output.WriteLine($"  load {clock.Elapsed.TotalSeconds:F1} s, index without the texts {(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:F0} MB");

        var search = new TextSearch(index);
        Time("rank, 10 best", queries, query => index.Score(query, 10), output);
        Time("rank, 10 best with reasons", queries, query => index.Rank(query, 10), output);
        Time("search, 3 words", queries, query => search.Search(FirstWords(query.Parts[0].Text), 20), output);
        Time("upsert", others, index.Upsert, output);
        clock.Restart();
        index.Refresh();
        output.WriteLine($"  refresh of all weights {clock.Elapsed.TotalSeconds:F2} s");
    }

    private static void Time(string name, MatchDocument[] inputs, Action<MatchDocument> run, TextWriter output)
    {
        foreach (var input in inputs.Take(100)) run(input);
        var before = Environment.CpuUsage.TotalTime;
        var times = inputs.Select(input =>
        {
            var start = Stopwatch.GetTimestamp();
            run(input);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Order().ToArray();
        output.WriteLine($"  {name,-28} p50 {times[times.Length / 2]:F3} ms, p99 {times[times.Length * 99 / 100]:F3} ms, processor {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / times.Length:F3} ms");
    }

    private static MatchDocument Compose(string id, string[] sentences, Random random, int tokens)
    {
        List<string> chosen = [];
        for (var length = 0; length < tokens;)
        {
            var sentence = sentences[random.Next(sentences.Length)];
            chosen.Add(sentence);
            length += Tokenizer.Read(sentence).Count;
        }

        return new MatchDocument(id, [new MatchPart("text", string.Join(". ", chosen))]);
    }

    private static string FirstWords(string text)
    {
        var words = Tokenizer.Read(text).Where(t => t.Kind is TokenKind.Word or TokenKind.CharacterPair).Take(3).ToList();
        return string.Join(' ', words.Select(w => text.Substring(w.Span.Start, w.Span.Length)));
    }
}
