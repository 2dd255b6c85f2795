using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Statements;

public enum StatementColumn { Date = 1, Amount, Credit, Debit, Reference, Purpose, Counterparty, Direction }

/// <summary>Which column of a statement is which: by the names that an officer typed, else by those that banks use.</summary>
public sealed class StatementColumns
{
    private static readonly Dictionary<string, string[]> Known = EmbeddedData.Read<Dictionary<string, string[]>>("Contracts/Statements/statement-words.json");
    private readonly Dictionary<StatementColumn, int> _places;

    private StatementColumns(Dictionary<StatementColumn, int> places) => _places = places;

    /// <param name="typed">Names of columns as the officer typed them; a blank one is looked up.</param>
    /// <returns>Refused: <c>statement.no_column</c> with the name, <c>statement.column_missing</c> with what it is for.</returns>
    public static Result<StatementColumns> Of(IReadOnlyList<string> header, IReadOnlyDictionary<StatementColumn, string?> typed)
    {
        var names = header.Select(Fold).ToList();
        var places = new Dictionary<StatementColumn, int>();
        foreach (var column in Enum.GetValues<StatementColumn>())
        {
            var wanted = typed.GetValueOrDefault(column);
            var place = string.IsNullOrWhiteSpace(wanted) ? Lookup(names, column) : names.IndexOf(Fold(wanted));
            if (place >= 0) places[column] = place;
            else if (!string.IsNullOrWhiteSpace(wanted)) return new Refusal("statement.no_column", $"Columns.{column}", wanted);
        }

        return Missing(places) is { } missing ? new Refusal("statement.column_missing", $"Columns.{missing}", missing) : new StatementColumns(places);
    }

    public bool Has(StatementColumn column) => _places.ContainsKey(column);

    /// <summary>1 for money in, -1 for money out; null where the word is none of those that banks use.</summary>
    public static int? Direction(string cell)
    {
        var word = Fold(cell);
        return Known["in"].Contains(word, StringComparer.Ordinal) ? 1 : Known["out"].Contains(word, StringComparer.Ordinal) ? -1 : null;
    }

    public string? Cell(string[] record, StatementColumn column) => _places.TryGetValue(column, out var place) && place < record.Length ? record[place] : null;

    private static StatementColumn? Missing(Dictionary<StatementColumn, int> places)
    {
        foreach (var column in new[] { StatementColumn.Date, StatementColumn.Reference, StatementColumn.Purpose })
        {
            if (!places.ContainsKey(column)) return column;
        }

        return places.ContainsKey(StatementColumn.Amount) || places.ContainsKey(StatementColumn.Credit) || places.ContainsKey(StatementColumn.Debit) ? null : StatementColumn.Amount;
    }

    private static int Lookup(List<string> names, StatementColumn column)
    {
        foreach (var word in Known[column.ToString().ToLowerInvariant()])
        {
            if (names.IndexOf(word) is >= 0 and var place) return place;
        }

        return -1;
    }

    // Lower case, half width, letters and digits alone, without what stands in brackets, such as a currency.
    private static string Fold(string name)
    {
        var folded = new StringBuilder();
        foreach (var character in name.Take(100).Select(HalfWidth.Of))
        {
            if (character is '(' or '[' && folded.Length > 0) break;
            if (char.IsLetterOrDigit(character)) folded.Append(char.ToLowerInvariant(character));
        }

        return folded.ToString();
    }
}
