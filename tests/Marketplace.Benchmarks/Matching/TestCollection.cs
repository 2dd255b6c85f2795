using System.Globalization;
using System.Text.Json;
using CsvHelper;

namespace Marketplace.Benchmarks.Matching;

/// <summary>
/// A public collection in neutral form. profiles.jsonl: {"id","texts":[..]} or {"id","documents":[ids]} with documents.jsonl;
/// items.jsonl: {"id","title","abstract"} are the queries; judgments.csv: profile_id,item_id,relevance.
/// </summary>
public sealed record TestCollection(string Name, IReadOnlyList<Profile> Profiles, IReadOnlyList<Item> Items, IReadOnlyDictionary<string, HashSet<string>> Relevant)
{
    /// <summary>Reads every collection below a folder, in the order of their names.</summary>
    public static IReadOnlyList<TestCollection> ReadAll(string folder) =>
        [.. Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, "profiles.jsonl"))).Order(StringComparer.Ordinal).Select(Read)];

    private static TestCollection Read(string folder)
    {
        var documentsFile = Path.Combine(folder, "documents.jsonl");
        var documents = File.Exists(documentsFile) ? Lines(documentsFile).ToDictionary(Id, TitleAndAbstract, StringComparer.Ordinal) : [];
        return new TestCollection(
            Path.GetFileName(folder),
            [.. Lines(Path.Combine(folder, "profiles.jsonl")).Select(line => new Profile(Id(line), [.. TextsOf(line, documents)]))],
            [.. Lines(Path.Combine(folder, "items.jsonl")).Select(line => new Item(Id(line), TitleAndAbstract(line)))],
            ReadJudgments(Path.Combine(folder, "judgments.csv")));
    }

    private static IEnumerable<string> TextsOf(JsonElement profile, Dictionary<string, string> documents) =>
        profile.TryGetProperty("documents", out var ids)
            ? ids.EnumerateArray().Select(id => documents[id.GetString()!])
            : profile.GetProperty("texts").EnumerateArray().Select(text => text.ValueKind == JsonValueKind.String ? text.GetString()! : TitleAndAbstract(text));

    private static Dictionary<string, HashSet<string>> ReadJudgments(string file)
    {
        using var csv = new CsvReader(new StreamReader(file), CultureInfo.InvariantCulture);
        return csv.GetRecords(new { profile_id = "", item_id = "", relevance = 0.0 }).Where(row => row.relevance > 0)
            .GroupBy(row => row.item_id).ToDictionary(rows => rows.Key, rows => rows.Select(row => row.profile_id).ToHashSet(), StringComparer.Ordinal);
    }

    private static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(file).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    private static string Id(JsonElement line) => line.GetProperty("id").GetString()!;

    private static string TitleAndAbstract(JsonElement line) => $"{line.GetProperty("title").GetString()}\n{line.GetProperty("abstract").GetString()}".Trim();
}

/// <summary>Something to be found, with its texts.</summary>
public sealed record Profile(string Id, IReadOnlyList<string> Texts);

/// <summary>A query.</summary>
public sealed record Item(string Id, string Text);
