using System.Text.RegularExpressions;
using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>Judges each row by the same rules, whatever format it came in.</summary>
/// <remarks>
/// Refused: <c>outcome.no_title</c>, <c>outcome.title_too_long</c> (most, found), <c>outcome.invalid_characters</c> (the first),
/// <c>outcome.identifier_too_long</c> (most), <c>outcome.duplicate</c> (the row that came first).
/// Corrected: <c>outcome.year_read</c> (as written, the year), <c>outcome.year_dropped</c> (as written), <c>outcome.kind_assumed</c> (the kind),
/// <c>outcome.abstract_shortened</c> and <c>outcome.keywords_shortened</c> (most characters).
/// </remarks>
internal sealed partial class OutcomeRows
{
    public const int LongestTitle = 500;
    public const int LongestIdentifier = 200;
    public const int LongestKeywords = 500;
    public const int LongestAbstract = 10_000;

    /// <summary>Longer cells are cut before they are cleaned, so that a cell of any length is shortened and not refused.</summary>
    private const int LongestCleaned = 40_000;

    private const int EarliestYear = 1900;

    private static readonly char[] StrongSeparators = [';', '|', '\n', '\uFF1B'];

    /// <summary>Commas separate only where nothing stronger does: "C,N-codoped TiO2; photocatalysis".</summary>
    private static readonly char[] WeakSeparators = [',', '\t', '\uFF0C', '\u3001'];

    private readonly Dictionary<string, int> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ImportedOutcome> _outcomes = [];
    private readonly List<RowReport> _reports = [];
    private readonly int _latestYear;

    private OutcomeRows(int thisYear) => _latestYear = thisYear + 1;

    public static ReadOutcomes Judge(RawOutcomes raw, int thisYear)
    {
        var rows = new OutcomeRows(thisYear);
        rows._reports.AddRange(raw.Broken);
        foreach (var row in raw.Rows) rows.Judge(row);
        return new(rows._outcomes, [.. rows._reports.OrderBy(r => r.Row)], raw.IgnoredColumns);
    }

    private void Judge(RawOutcome raw)
    {
        var remarks = new List<RowReport>();
        var read = Read(raw, remarks);
        if (!read.IsOk)
        {
            _reports.Add(new(raw.Row, RowVerdict.Refused, read.Refusal.Code, read.Refusal.Args));
            return;
        }

        if (remarks.Count == 0) remarks.Add(new(raw.Row, RowVerdict.Accepted, null));
        _reports.AddRange(remarks);
        _outcomes.Add(read.Value);
    }

    private Result<ImportedOutcome> Read(RawOutcome raw, List<RowReport> remarks)
    {
        var title = TextRules.CleanLine(raw[OutcomeColumn.Title], LongestTitle);
        if (!title.IsOk) return OfTitle(title.Refusal);
        var identifier = TextRules.CleanOptionalLine(IdentifierOf(raw), LongestIdentifier);
        if (!identifier.IsOk) return Invalid(identifier.Refusal) ?? new("outcome.identifier_too_long", null, LongestIdentifier);
        var text = TextRules.CleanOptional(Cut(raw[OutcomeColumn.Abstract]), LongestCleaned);
        if (!text.IsOk) return Invalid(text.Refusal)!;
        var keywords = TextRules.CleanOptional(Cut(raw[OutcomeColumn.Keywords]), LongestCleaned);
        if (!keywords.IsOk) return Invalid(keywords.Refusal)!;

        var kind = KindOf(raw, remarks);
        var year = YearOf(raw, remarks);
        if (FirstWith(title.Value, kind, year, identifier.Value, raw.Row) is { } first) return new Refusal("outcome.duplicate", null, first);
        return new ImportedOutcome(raw.Row, kind, title.Value, year, Shortened(text.Value, raw.Row, remarks), identifier.Value, Joined(keywords.Value, raw.Row, remarks));
    }

    private static Refusal OfTitle(Refusal refusal) => Invalid(refusal) ?? refusal.Code switch
    {
        "text.too_long" => new("outcome.title_too_long", null, refusal.Args),
        _ => new("outcome.no_title"),
    };

    private static Refusal? Invalid(Refusal refusal) =>
        refusal.Code is "text.invalid_characters" ? new("outcome.invalid_characters", null, refusal.Args) : null;

    /// <summary>The number that fits the kind; without its address a DOI is compared and shown the same everywhere.</summary>
    private static string? IdentifierOf(RawOutcome raw)
    {
        var doi = raw[OutcomeColumn.Doi] is { } cell ? DoiPrefix().Replace(cell.Trim(), "") : null;
        return KindIn(raw) is OutcomeKind.Patent
            ? raw[OutcomeColumn.PatentNo] ?? raw[OutcomeColumn.Number] ?? doi
            : doi ?? raw[OutcomeColumn.Number] ?? raw[OutcomeColumn.PatentNo];
    }

    private static OutcomeKind? KindIn(RawOutcome raw) =>
        OutcomeWords.Kind(raw[OutcomeColumn.Kind]) ?? (raw[OutcomeColumn.PatentNo] is not null ? OutcomeKind.Patent : null);

    private static OutcomeKind KindOf(RawOutcome raw, List<RowReport> remarks)
    {
        if (OutcomeWords.Kind(raw[OutcomeColumn.Kind]) is { } named) return named;
        var kind = KindIn(raw) ?? OutcomeKind.Paper;
        remarks.Add(new(raw.Row, RowVerdict.Corrected, "outcome.kind_assumed", kind));
        return kind;
    }

    private int? YearOf(RawOutcome raw, List<RowReport> remarks)
    {
        if (raw[OutcomeColumn.Year]?.Trim() is not { } cell) return null;
        var found = YearWithin().Match(new string([.. cell.Take(100).Select(HalfWidth.Of)]));
        var year = found.Success ? int.Parse(found.ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var written = TextRules.CleanLine(Cut(cell), LongestCleaned) is { IsOk: true } clean ? clean.Value[..Math.Min(40, clean.Value.Length)] : "?";
        if (year < EarliestYear || year > _latestYear)
        {
            remarks.Add(new(raw.Row, RowVerdict.Corrected, "outcome.year_dropped", written));
            return null;
        }

        if (cell != found.Value) remarks.Add(new(raw.Row, RowVerdict.Corrected, "outcome.year_read", written, found.Value));
        return year;
    }

    /// <summary>The row that told of the same result before; the same title may come back in another year or kind, the same number may not.</summary>
    private int? FirstWith(string title, OutcomeKind kind, int? year, string? identifier, int row)
    {
        string[] keys = identifier is null ? [$"{kind}|{year}|{title}"] : [$"{kind}|{year}|{title}", $"{kind}|{identifier}"];
        foreach (var key in keys)
        {
            if (_seen.TryGetValue(key, out var first)) return first;
        }

        foreach (var key in keys) _seen[key] = row;
        return null;
    }

    private static string? Shortened(string? text, int row, List<RowReport> remarks)
    {
        if (text is null || text.Length <= LongestAbstract) return text;
        remarks.Add(new(row, RowVerdict.Corrected, "outcome.abstract_shortened", LongestAbstract));
        return text[..(char.IsHighSurrogate(text[LongestAbstract - 1]) ? LongestAbstract - 1 : LongestAbstract)].TrimEnd();
    }

    private static string? Joined(string? text, int row, List<RowReport> remarks)
    {
        if (text is null) return null;
        var separators = text.IndexOfAny(StrongSeparators) >= 0 ? StrongSeparators : WeakSeparators;
        var words = text.Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase);
        var joined = "";
        foreach (var word in words)
        {
            var longer = joined.Length == 0 ? word : $"{joined}; {word}";
            if (longer.Length > LongestKeywords)
            {
                remarks.Add(new(row, RowVerdict.Corrected, "outcome.keywords_shortened", LongestKeywords));
                break;
            }

            joined = longer;
        }

        return joined.Length == 0 ? null : joined;
    }

    private static string? Cut(string? cell) => cell is null || cell.Length <= LongestCleaned
        ? cell
        : cell[..(char.IsHighSurrogate(cell[LongestCleaned - 1]) ? LongestCleaned - 1 : LongestCleaned)];

    [GeneratedRegex(@"^(?:https?://)?(?:(?:dx\.)?doi\.org/|doi\s*:?\s*)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DoiPrefix();

    /// <summary>Four digits as in 2024-05-01 or May 2024, or the first four of a day written 20240501.</summary>
    [GeneratedRegex(@"(?<![0-9])[0-9]{4}(?=(?:[0-9]{4})?(?![0-9]))", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex YearWithin();
}
