using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>Reads the outcomes of an institute from a CSV or BibTeX file; bad input is reported row by row and never thrown.</summary>
/// <remarks>
/// The file as a whole is refused with <c>import.empty</c>, <c>import.too_large</c> (most bytes), <c>import.encoding</c>,
/// <c>import.no_title_column</c>, <c>import.too_many_rows</c> (most rows), <c>import.no_rows</c> or <c>import.unreadable</c> (row).
/// </remarks>
public static class OutcomeReader
{
    /// <param name="thisYear">A result cannot be of a later year than the next one.</param>
    public static async Task<Result<ReadOutcomes>> Read(Stream file, OutcomeImportLimits limits, int thisYear, CancellationToken ct)
    {
        var bytes = new byte[limits.MaxBytes + 1];
        var length = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        if (length > limits.MaxBytes) return new Refusal("import.too_large", null, limits.MaxBytes);
        if (length == 0) return new Refusal("import.empty");
        return TextBytes.Decode(bytes.AsSpan(0, length)) is { } text ? Read(text, limits, thisYear) : new Refusal("import.encoding");
    }

    /// <summary>BibTeX where the first entry begins before any table could; otherwise CSV.</summary>
    public static Result<ReadOutcomes> Read(string text, OutcomeImportLimits limits, int thisYear)
    {
        if (string.IsNullOrWhiteSpace(text)) return new Refusal("import.empty");
        var rows = BibtexParser.LooksLikeBibtex(text) ? BibtexOutcomes.Read(text, limits.MaxRows) : CsvOutcomes.Read(text, limits.MaxRows);
        if (!rows.IsOk) return Result<ReadOutcomes>.Refused(rows.Refusals);
        if (rows.Value.Rows.Count == 0 && rows.Value.Broken.Count == 0) return new Refusal("import.no_rows");
        return OutcomeRows.Judge(rows.Value, thisYear);
    }
}
