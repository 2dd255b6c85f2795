using Marketplace.Matching;

namespace Marketplace.Challenges.Hall;

/// <summary>The public texts of one published challenge in which the hall's search looks.</summary>
internal sealed record HallText(
    Guid Id, string Code, string Title, string? TitleEn, string? Summary, string? SummaryEn, string Publisher, string? PublisherEn, string? SourcePublisher)
{
    public MatchDocument ToDocument() => new(Id.ToString("D"),
    [
        // A word of the title counts as three of the summary: it stands there as often.
        .. Enumerable.Range(1, 3).Select(i => new MatchPart($"title{i}", $"{Title}\n{TitleEn}")),
        new("code", Code),
        new("publisher", $"{Publisher}\n{PublisherEn}\n{SourcePublisher}"),
        new("summary", $"{Summary}\n{SummaryEn}"),
    ]);
}

/// <summary>The text index of the hall: ranked, Chinese and English, the last word may be half typed.</summary>
public sealed class HallWords
{
    private readonly MatchIndex _index = new(new MatchOptions { Unit = MatchUnit.Whole });
    private volatile Places? _places;

    internal void Load(IEnumerable<HallText> texts) => _index.Load(texts.Select(t => t.ToDocument()));

    /// <summary>Puts the fresh texts in and takes out what is gone and not among them.</summary>
    internal void Replace(IReadOnlyList<HallText> fresh, IEnumerable<Guid> gone)
    {
        foreach (var text in fresh) _index.Upsert(text.ToDocument());
        foreach (var id in gone.Except(fresh.Select(t => t.Id))) _index.Remove(id.ToString("D"));
    }

    /// <summary>
    /// What each entry of the hall earns for the words, by its place among the newest; 0 where it is not found. Entries with all
    /// words leave out those with some: who types a code or two words narrows the list by each.
    /// </summary>
    internal float[] Scores(HallSnapshot hall, string words)
    {
        var index = _index.Current;
        var places = PlacesOf(index, hall);
        var scores = new float[hall.Count];
        var isWhole = false;
        TextSearch.Each(index, words, (number, score, hasAllWords) =>
        {
            if (places[number] < 0) return;
            scores[places[number]] = hasAllWords ? (float)score : -(float)score;
            isWhole |= hasAllWords;
        });
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] < 0) scores[i] = isWhole ? 0 : -scores[i];
        }

        return scores;
    }

    // Looked up once for each state of the hall: a broad search finds every challenge there is.
    private int[] PlacesOf(IndexSnapshot index, HallSnapshot hall)
    {
        if (_places is { } kept && kept.Index == index && kept.Hall == hall) return kept.OfDocuments;
        var byId = new Dictionary<string, int>(hall.Count, StringComparer.Ordinal);
        for (var i = 0; i < hall.Count; i++) byId[hall.NewestFirst[i].Id.ToString("D")] = i;
        var places = new int[index.DocumentCount];
        for (var number = 0; number < places.Length; number++)
        {
            places[number] = index.IsLive(number) && byId.TryGetValue(index.Documents[number].Stored.Source.Id, out var place) ? place : -1;
        }

        _places = new(index, hall, places);
        return places;
    }

    private sealed record Places(IndexSnapshot Index, HallSnapshot Hall, int[] OfDocuments);
}
