namespace Marketplace.Challenges.Hall;

/// <summary>Answers the hall's question: the words by the text index, the rest by the book.</summary>
public sealed class HallSearch(HallBook book)
{
    public async ValueTask<HallPage> Find(HallFilter filter, CancellationToken ct = default)
    {
        var snapshot = await book.Snapshot(ct);
        return filter.Words is null ? snapshot.Page(filter) : snapshot.Page(filter, Found(snapshot, filter.Words));
    }

    /// <summary>Everything that the question finds, in its order, pages left aside.</summary>
    public async ValueTask<IReadOnlyList<HallEntry>> All(HallFilter filter, CancellationToken ct = default)
    {
        var snapshot = await book.Snapshot(ct);
        return snapshot.All(filter, filter.Words is null ? null : Found(snapshot, filter.Words));
    }

    /// <summary>What to mark in the hits: the words as they were typed.</summary>
    public static IReadOnlyList<string> MarkedTerms(string? words) =>
        words is null ? [] : words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Every word must occur somewhere in what the hall shows; a hit in the title counts more.
    private static Dictionary<Guid, float> Found(HallSnapshot snapshot, string words)
    {
        var terms = MarkedTerms(words);
        var found = new Dictionary<Guid, float>();
        foreach (var entry in snapshot.NewestFirst)
        {
            var score = Score(entry, terms);
            if (score > 0) found[entry.Id] = score;
        }

        return found;
    }

    private static float Score(HallEntry entry, IReadOnlyList<string> terms)
    {
        var score = 0f;
        foreach (var term in terms)
        {
            var one = Has(entry.Title, term) || Has(entry.TitleEn, term) || Has(entry.Code, term) ? 3f
                : Has(entry.PublisherName, term) || Has(entry.PublisherNameEn, term) ? 2f
                : Has(entry.Summary, term) || Has(entry.SummaryEn, term) ? 1f : 0f;
            if (one == 0) return 0;
            score += one;
        }

        return score;
    }

    private static bool Has(string? text, string term) => text?.Contains(term, StringComparison.OrdinalIgnoreCase) == true;
}
