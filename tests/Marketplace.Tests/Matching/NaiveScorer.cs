using Marketplace.Matching;

namespace Marketplace.Tests.Matching;

/// <summary>The definition of the score, written down plainly: every pair of texts, no index. Documents are cut by part.</summary>
internal sealed class NaiveScorer
{
    private readonly bool _hubPenalty;
    private readonly List<Text> _texts;
    private readonly List<Text> _distinct;
    private readonly Dictionary<ulong, int> _frequencies;

    public NaiveScorer(IEnumerable<MatchDocument> documents, bool hubPenalty)
    {
        _hubPenalty = hubPenalty;
        _texts = [.. documents.SelectMany(d => d.Parts.Select(p => new Text(d.Id, TermsOf(p.Text)))).Where(t => t.Terms.Count > 0)];
        _distinct = [.. _texts.DistinctBy(t => t.Same, StringComparer.Ordinal)];
        _frequencies = _distinct.SelectMany(t => t.Terms.Keys).CountBy(term => term).ToDictionary();
    }

    public Dictionary<string, double> Scores(string query)
    {
        var asked = TermsOf(query);
        return _texts.GroupBy(t => t.Document, StringComparer.Ordinal).Where(texts => texts.Any(t => Cosine(asked, t.Terms) > 0))
            .ToDictionary(texts => texts.Key, texts => Score(asked, [.. texts]), StringComparer.Ordinal);
    }

    private double Score(Dictionary<ulong, int> query, List<Text> texts)
    {
        var scores = texts.Select(t => Cosine(query, t.Terms) - (_hubPenalty ? Hubness(t) / 2 : 0)).OrderDescending().ToList();
        return scores.Count <= 3 ? scores[0] : scores.Take(5).Average();
    }

    private double Hubness(Text text) => _texts.Where(t => t.Document != text.Document && t.Same != text.Same).DistinctBy(t => t.Same, StringComparer.Ordinal)
        .Select(t => Cosine(text.Terms, t.Terms)).OrderDescending().Take(10).Sum() / 10;

    private double Cosine(Dictionary<ulong, int> one, Dictionary<ulong, int> other)
    {
        var product = one.Keys.Where(other.ContainsKey).Sum(term => Weight(one, term) * Weight(other, term));
        return product == 0 ? 0 : product / Length(one) / Length(other);
    }

    private double Length(Dictionary<ulong, int> terms) => Math.Sqrt(terms.Keys.Sum(term => Weight(terms, term) * Weight(terms, term)));

    private double Weight(Dictionary<ulong, int> terms, ulong term) =>
        (1 + Math.Log(terms[term])) * Math.Max(0, Math.Log((Math.Max(_distinct.Count, 100) + 1.0) / (_frequencies.GetValueOrDefault(term) + 1)));

    private static Dictionary<ulong, int> TermsOf(string text) => Tokenizer.Read(text).CountBy(t => t.Term).ToDictionary();

    private sealed record Text(string Document, Dictionary<ulong, int> Terms)
    {
        /// <summary>Equal for texts of the same terms.</summary>
        public string Same { get; } = string.Join(';', Terms.OrderBy(t => t.Key).Select(t => $"{t.Key}x{t.Value}"));
    }
}
