using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>Rows of a table of comma, semicolon or tab separated values (RFC 4180 and what spreadsheets make of it).</summary>
internal static class CsvOutcomes
{
    private static readonly string[] Delimiters = [",", ";", "\t"];

    /// <summary>Characters of one cell; an abstract has some 2,000.</summary>
    private const int LongestCell = 100_000;

    private const int LongestColumnName = 60;

    public static Result<RawOutcomes> Read(string text, int maxRows)
    {
        var hint = DelimiterHint(text);
        var delimiter = hint ?? Delimiters.MaxBy(d => Recognised(text, d))!;
        try
        {
            return ReadTable(text, delimiter, hint is null ? 0 : 1, maxRows);
        }
        catch (CsvHelperException broken)
        {
            return new Refusal("import.unreadable", null, broken.Context?.Parser?.Row ?? 0);
        }
    }

    private static Result<RawOutcomes> ReadTable(string text, string delimiter, int rowsBeforeHeader, int maxRows)
    {
        using var parser = Parser(text, delimiter);
        for (var i = 0; i < rowsBeforeHeader; i++) parser.Read();
        while (parser.Read() && IsBlank(parser.Record)) { }
        string[] header = parser.Record ?? [];
        OutcomeColumn?[] columns = [.. header.Select(OutcomeWords.Column)];
        if (!columns.Contains(OutcomeColumn.Title)) return new Refusal("import.no_title_column");

        var rows = new List<RawOutcome>();
        var broken = new List<RowReport>();
        while (parser.Read())
        {
            if (QuoteIsOpen(parser)) return new Refusal("import.unreadable", null, parser.Row);
            var row = RowOf(parser, columns);
            if (row.IsEmpty) continue;
            if (Surplus(parser, columns) is { } cells) broken.Add(new(parser.Row, RowVerdict.Refused, "outcome.too_many_cells", cells, columns.Length));
            else rows.Add(row);
            if (rows.Count + broken.Count > maxRows) return new Refusal("import.too_many_rows", null, maxRows);
        }

        var ignored = header.Where((name, i) => columns[i] is null && !string.IsNullOrWhiteSpace(name)).Select(Shown);
        return new RawOutcomes(rows, broken, [.. ignored]);
    }

    /// <summary>
    /// A mark that nobody closed swallows the rows after it, to the next mark or to the end. A mark inside a word, as in 5" wafer, stays
    /// within its line and is taken as it is.
    /// </summary>
    private static bool QuoteIsOpen(CsvParser parser)
    {
        var raw = parser.RawRecord.AsSpan().TrimEnd("\r\n");
        return raw.Contains('\n') && (raw.Count('"') % 2 == 1 || ClosedWithin(raw));
    }

    /// <summary>Whether a closing mark is followed by something else than a delimiter, a line end or another mark.</summary>
    private static bool ClosedWithin(ReadOnlySpan<char> raw)
    {
        var inside = false;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '"') continue;
            inside = !inside;
            if (!inside && i + 1 < raw.Length && char.IsLetterOrDigit(raw[i + 1])) return true;
        }

        return false;
    }

    /// <summary>How many cells a row has that has more filled ones than the header has names: a delimiter in a text without marks moved them all.</summary>
    private static int? Surplus(CsvParser parser, OutcomeColumn?[] columns) =>
        parser.Record is { } cells && cells.Skip(columns.Length).Any(c => !string.IsNullOrWhiteSpace(c)) ? cells.Length : null;

    private static RawOutcome RowOf(CsvParser parser, OutcomeColumn?[] columns)
    {
        var row = new RawOutcome(parser.Row);
        var cells = parser.Record ?? [];
        for (var i = 0; i < Math.Min(cells.Length, columns.Length); i++)
        {
            if (columns[i] is { } column) row.Add(column, cells[i]);
        }

        return row;
    }

    /// <summary>How many column names make sense if the header is cut so.</summary>
    private static int Recognised(string text, string delimiter)
    {
        try
        {
            using var parser = Parser(text, delimiter);
            while (parser.Read())
            {
                if (!IsBlank(parser.Record)) return parser.Record!.Count(name => OutcomeWords.Column(name) is not null);
            }

            return 0;
        }
        catch (CsvHelperException)
        {
            return -1;
        }
    }

    /// <summary>Spreadsheets may write the delimiter into a first line of its own: sep=;</summary>
    private static string? DelimiterHint(string text) =>
        text is ['s' or 'S', 'e' or 'E', 'p' or 'P', '=', var delimiter and not ('\r' or '\n'), '\r' or '\n', ..] ? delimiter.ToString() : null;

    private static CsvParser Parser(string text, string delimiter) => new(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter,
        BadDataFound = null,
        IgnoreBlankLines = false,
        MaxFieldSize = LongestCell,
    });

    private static bool IsBlank(string[]? record) => record is null || record.All(string.IsNullOrWhiteSpace);

    private static string Shown(string name) => TextRules.CleanLine(name, LongestColumnName) is { IsOk: true } clean ? clean.Value : "?";
}
