namespace Marketplace.Organisations.OutcomeImport;

/// <summary>The cells of one row before anything is judged.</summary>
internal sealed record RawOutcome(int Row)
{
    private readonly Dictionary<OutcomeColumn, string> _cells = [];

    public string? this[OutcomeColumn column] => _cells.GetValueOrDefault(column);

    /// <summary>Where two columns mean the same, the first that is filled counts.</summary>
    public void Add(OutcomeColumn column, string? cell)
    {
        if (!string.IsNullOrWhiteSpace(cell)) _cells.TryAdd(column, cell);
    }

    public bool IsEmpty => _cells.Count == 0;
}

/// <summary>What a format's reader hands on: rows, rows that are broken as such, and columns without a meaning here.</summary>
internal sealed record RawOutcomes(IReadOnlyList<RawOutcome> Rows, IReadOnlyList<RowReport> Broken, IReadOnlyList<string> IgnoredColumns);
