using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>Rows of a BibTeX file, their fields read from LaTeX into plain text.</summary>
/// <remarks>Broken entries are refused as <c>bibtex.unclosed</c>, <c>bibtex.unbalanced</c>, <c>bibtex.no_field</c>, <c>bibtex.no_value</c>,
/// <c>bibtex.value_too_long</c>, <c>bibtex.entry_too_long</c> or <c>bibtex.name_too_long</c> (the line on which reading stopped).</remarks>
internal static class BibtexOutcomes
{
    public static Result<RawOutcomes> Read(string text, int maxRows)
    {
        var parsed = BibtexParser.Parse(text, maxRows);
        if (!parsed.IsOk) return Result<RawOutcomes>.Refused(parsed.Refusals);
        return new RawOutcomes([.. parsed.Value.Entries.Select(ToRow)], parsed.Value.Broken, []);
    }

    private static RawOutcome ToRow(BibtexEntry entry)
    {
        var row = new RawOutcome(entry.Line);
        row.Add(OutcomeColumn.Title, Plain(entry, "title"));
        row.Add(OutcomeColumn.Year, Plain(entry, "year") ?? Plain(entry, "date"));
        row.Add(OutcomeColumn.Kind, KindOf(entry));
        row.Add(OutcomeColumn.Abstract, Plain(entry, "abstract"));
        row.Add(OutcomeColumn.Doi, Plain(entry, "doi") ?? DoiIn(Plain(entry, "url")));
        row.Add(OutcomeWords.Kind(row[OutcomeColumn.Kind]) is OutcomeKind.Patent ? OutcomeColumn.PatentNo : OutcomeColumn.Number, Plain(entry, "number") is { } number && HasNumberOfItsOwn(entry) ? number : null);
        row.Add(OutcomeColumn.Keywords, Plain(entry, "keywords") ?? Plain(entry, "keyword"));
        return row;
    }

    /// <summary>The entry's type where it names a kind; @misc and the like may say it in a field.</summary>
    private static string KindOf(BibtexEntry entry)
    {
        string[] candidates = [entry.Type, Plain(entry, "type") ?? "", Plain(entry, "howpublished") ?? "", Plain(entry, "note") ?? ""];
        return candidates.FirstOrDefault(c => OutcomeWords.Kind(c) is not null) ?? entry.Type;
    }

    /// <summary>In an article the number is that of the issue.</summary>
    private static bool HasNumberOfItsOwn(BibtexEntry entry) => entry.Type is "patent" or "techreport" or "report" or "misc" or "project" or "grant" or "software";

    private static string? DoiIn(string? url) => url is not null && url.Contains("doi.org/", StringComparison.OrdinalIgnoreCase) ? url : null;

    private static string? Plain(BibtexEntry entry, string field) => entry.Fields.TryGetValue(field, out var value) ? LatexText.ToPlain(value) : null;
}
