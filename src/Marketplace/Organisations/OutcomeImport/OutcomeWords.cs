using System.Collections.Frozen;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>The words by which people name columns and kinds, in Chinese and English.</summary>
internal static class OutcomeWords
{
    private static readonly Words Table = EmbeddedData.Read<Words>("Organisations/OutcomeImport/outcome-words.json");

    private static readonly FrozenDictionary<string, OutcomeColumn> Columns = Table.Columns
        .SelectMany(c => c.Value.Select(word => (word, column: Enum.Parse<OutcomeColumn>(c.Key, ignoreCase: true))))
        .ToFrozenDictionary(p => p.word, p => p.column, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OutcomeKind> Kinds = Table.Kinds
        .SelectMany(k => k.Value.Select(word => (word, kind: Enum.Parse<OutcomeKind>(k.Key))))
        .ToFrozenDictionary(p => p.word, p => p.kind, StringComparer.Ordinal);

    /// <summary>A header in two languages, such as "Title-题名", counts where all its parts mean the same.</summary>
    public static OutcomeColumn? Column(string header)
    {
        if (Columns.TryGetValue(Fold(header), out var column)) return column;
        var parts = header.Split('-', '/', '|').Select(p => Columns.TryGetValue(Fold(p), out var part) ? part : (OutcomeColumn?)null).Distinct().ToList();
        return parts is [var only] ? only : null;
    }

    public static OutcomeKind? Kind(string? text) => Kinds.TryGetValue(Fold(text ?? ""), out var kind) ? kind : null;

    /// <summary>Lower case, half width, letters and digits only, without what stands in brackets: "Patent No. (required)" is patentno.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder();
        foreach (var character in text.Take(200).Select(HalfWidth.Of))
        {
            if (character is '(' or '[' && folded.Length > 0) break;
            if (char.IsLetterOrDigit(character)) folded.Append(char.ToLowerInvariant(character));
        }

        return folded.ToString();
    }

    private sealed record Words(Dictionary<string, string[]> Columns, Dictionary<string, string[]> Kinds);
}

internal enum OutcomeColumn { Title, Year, Kind, Abstract, Doi, PatentNo, Number, Keywords }
