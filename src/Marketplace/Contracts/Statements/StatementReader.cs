using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Statements;

/// <summary>A line as it stood in the file.</summary>
/// <param name="Minor">Minor units; what went out is below zero.</param>
public sealed record StatementRow(int Row, DateOnly BookedOn, long Minor, string Reference, string Purpose, string? Counterparty);

public sealed record ReadStatement(IReadOnlyList<StatementRow> Rows, IReadOnlyList<StatementFault> Faults, int Count);

/// <summary>Reads a statement as banks give it out: comma, semicolon or tab separated, UTF-8 or GB 18030. Each row is judged by itself.</summary>
public static class StatementReader
{
    public const int MaxRows = 5_000;
    public const int MaxText = 500;
    private const int LinesAboveHeader = 20;
    private static readonly string[] Delimiters = [",", ";", "\t"];
    private static readonly string[] Dates = ["yyyy-M-d", "yyyy/M/d", "yyyyMMdd", "yyyy.M.d", "yyyy年M月d日"];

    /// <param name="today">A line of a later day than tomorrow is no line of a statement.</param>
    public static Result<ReadStatement> Read(string text, IReadOnlyDictionary<StatementColumn, string?> typed, Currency currency, DateOnly today)
    {
        try
        {
            using var parser = new CsvParser(new StringReader(text), Rules(Delimiter(text, typed)));
            var columns = Header(parser, typed);
            return columns.IsOk ? Rows(parser, columns.Value, currency, today) : columns.Refusal;
        }
        catch (CsvHelperException broken)
        {
            return new Refusal("import.unreadable", "File", broken.Context?.Parser?.Row ?? 0);
        }
    }

    // That under which the header's columns are found: lines above it and amounts have commas of their own.
    private static string Delimiter(string text, IReadOnlyDictionary<StatementColumn, string?> typed) =>
        Delimiters.FirstOrDefault(delimiter => FindsHeader(text, delimiter, typed)) ?? Delimiters[0];

    private static bool FindsHeader(string text, string delimiter, IReadOnlyDictionary<StatementColumn, string?> typed)
    {
        try
        {
            using var parser = new CsvParser(new StringReader(text), Rules(delimiter));
            return Header(parser, typed).IsOk;
        }
        catch (CsvHelperException)
        {
            return false;
        }
    }

    // Banks put their own name, the account and the period above the header: it is the first line in which the columns are found.
    private static Result<StatementColumns> Header(CsvParser parser, IReadOnlyDictionary<StatementColumn, string?> typed)
    {
        Refusal? first = null;
        for (var looked = 0; looked < LinesAboveHeader && parser.Read(); )
        {
            if (IsBlank(parser.Record)) continue;
            looked++;
            var columns = StatementColumns.Of(parser.Record!, typed);
            if (columns.IsOk) return columns;
            first ??= columns.Refusal;
        }

        return first ?? new Refusal("import.empty", "File");
    }

    private static Result<ReadStatement> Rows(CsvParser parser, StatementColumns columns, Currency currency, DateOnly today)
    {
        var (rows, faults, count) = (new List<StatementRow>(), new List<StatementFault>(), 0);
        while (parser.Read())
        {
            if (IsBlank(parser.Record)) continue;
            // A cell of a statement is a line's: a mark that nobody closed would swallow the lines after it.
            if (Array.Exists(parser.Record!, cell => cell.Contains('\n', StringComparison.Ordinal))) return new Refusal("import.unreadable", "File", parser.RawRow);
            if (++count > MaxRows) return new Refusal("import.too_many_rows", "File", MaxRows);
            var read = One(parser.Row, parser.Record!, columns, currency, today);
            if (read.IsOk) rows.Add(read.Value);
            else faults.Add(Fault(parser.Row, read.Refusal));
        }

        return count == 0 ? new Refusal("statement.no_rows", "File") : new ReadStatement(rows, faults, count);
    }

    internal static StatementFault Fault(int row, Refusal refusal)
    {
        var value = refusal.Args.FirstOrDefault() as string ?? string.Join(", ", refusal.Args);
        return new() { Row = row, Code = refusal.Code, Value = value.Length is 0 ? null : value[..Math.Min(value.Length, MaxText)] };
    }

    private static Result<StatementRow> One(int row, string[] record, StatementColumns columns, Currency currency, DateOnly today)
    {
        var found = new List<Refusal>();
        var typedDate = (columns.Cell(record, StatementColumn.Date) ?? "").Trim().Split(' ', 'T')[0];
        if (!DateOnly.TryParseExact(typedDate, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new Refusal("statement.date", null, Shown(typedDate));
        if (day > today.AddDays(1) || day.Year < 2000) return new Refusal("statement.date", null, Shown(typedDate));
        var amount = Amount(record, columns, currency);
        if (!amount.IsOk) return amount.Refusal;
        var reference = ContractRules.BankNumber(columns.Cell(record, StatementColumn.Reference), "Reference", found);
        var purpose = TypedText.TidyLine(columns.Cell(record, StatementColumn.Purpose)) ?? "";
        var counterparty = TypedText.TidyLine(columns.Cell(record, StatementColumn.Counterparty));
        TypedText.Check(found, purpose, MaxText, "Purpose");
        TypedText.Check(found, counterparty, MaxText, "Counterparty");
        return found.Count > 0 ? found[0] : new StatementRow(row, day, amount.Value, reference!, purpose, counterparty);
    }

    // Either one column with a sign, or one for each direction.
    private static Result<long> Amount(string[] record, StatementColumns columns, Currency currency)
    {
        var (credit, debit) = (Filled(record, columns, StatementColumn.Credit), Filled(record, columns, StatementColumn.Debit));
        if (credit is not null && debit is not null) return new Refusal("statement.both_directions", null, Shown(credit), Shown(debit));
        if (credit is not null) return Unsigned(credit, currency, 1);
        if (debit is not null) return Unsigned(debit, currency, -1);
        if (Filled(record, columns, StatementColumn.Amount) is not { } amount) return new Refusal("amount.required");
        return columns.Has(StatementColumn.Direction) ? Directed(amount, columns.Cell(record, StatementColumn.Direction) ?? "", currency) : Signed(amount, currency, 1);
    }

    // The usual form of many banks: one amount without a sign, and a column that says which way it went.
    private static Result<long> Directed(string amount, string direction, Currency currency) =>
        StatementColumns.Direction(direction) is { } sign ? Unsigned(amount, currency, sign) : new Refusal("statement.direction", null, Shown(direction), Shown(amount));

    // A sign beside a direction means a correction to one bank and nothing to another: that is for a person.
    private static Result<long> Unsigned(string amount, Currency currency, int sign) =>
        amount[0] is '-' or '+' or '\u2212' or '\uFF0D' ? new Refusal("statement.direction", null, "", Shown(amount)) : Signed(amount, currency, sign);

    private static Result<long> Signed(string typed, Currency currency, int sign)
    {
        var isNegative = typed[0] is '-' or '\u2212' or '\uFF0D';
        var parsed = AmountText.Parse(isNegative ? typed[1..] : typed.TrimStart('+'), currency);
        return parsed.IsOk ? (isNegative ? -sign : sign) * parsed.Value.Minor : parsed.Refusal;
    }

    // Nought in a column of a direction says that the line went the other way.
    private static string? Filled(string[] record, StatementColumns columns, StatementColumn column)
    {
        var cell = columns.Cell(record, column)?.Trim();
        return string.IsNullOrEmpty(cell) || (column != StatementColumn.Amount && cell.All(c => c is '0' or '.' or ',' or '-')) ? null : cell;
    }

    private static CsvConfiguration Rules(string delimiter) => new(CultureInfo.InvariantCulture)
    {
        Delimiter = delimiter, BadDataFound = null, IgnoreBlankLines = false, MaxFieldSize = 10_000,
    };

    private static bool IsBlank(string[]? record) => record is null || record.All(string.IsNullOrWhiteSpace);

    private static string Shown(string typed) => TextRules.CleanLine(typed, 40) is { IsOk: true } clean ? clean.Value : "?";
}
