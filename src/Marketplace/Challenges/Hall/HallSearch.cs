namespace Marketplace.Challenges.Hall;

/// <summary>Answers the hall's question: the words by the text index, the rest by the book.</summary>
public sealed class HallSearch(HallBook book)
{
    public async ValueTask<HallPage> Find(HallFilter filter, CancellationToken ct = default)
    {
        var snapshot = await book.Snapshot(ct);
        return snapshot.Page(filter, await Scores(snapshot, filter.Words, ct));
    }

    /// <summary>Everything that the question finds, in its order, pages left aside.</summary>
    public async ValueTask<IReadOnlyList<HallEntry>> All(HallFilter filter, CancellationToken ct = default)
    {
        var snapshot = await book.Snapshot(ct);
        return snapshot.All(filter, await Scores(snapshot, filter.Words, ct));
    }

    private async ValueTask<float[]?> Scores(HallSnapshot snapshot, string? words, CancellationToken ct) =>
        words is null ? null : (await book.Words(ct)).Scores(snapshot, words);
}
