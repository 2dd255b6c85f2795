namespace Marketplace.Web.Tests.Access;

/// <summary>A row: one endpoint, who reaches it, and what a form or a query needs to name so that it is not refused as naming nothing.</summary>
/// <param name="Hidden">Does not exist for others; without it, those who are not signed in are asked to sign in.</param>
/// <param name="Tokenless">Takes forms without the antiforgery token; the row says why.</param>
public sealed record AccessRow(string Key, IReadOnlySet<string> Who, bool Hidden, bool Tokenless, IReadOnlyDictionary<string, string> Form)
{
    public string Verb => Key[..Key.IndexOf(' ', StringComparison.Ordinal)];

    public string Route => Key[(Verb.Length + 1)..].Split('?')[0];

    public bool IsForPrograms => Route.StartsWith("/api/", StringComparison.Ordinal);

    public string? Handler => Key.Split('?') is [_, var handler] ? handler : null;
}

/// <summary>Reads <c>access.txt</c>: who reaches which endpoint.</summary>
public static class AccessTable
{
    public const string Everyone = "everyone";

    public static IReadOnlyDictionary<string, AccessRow> Read(IEnumerable<string> lines)
    {
        var groups = new Dictionary<string, string[]>(StringComparer.Ordinal) { [Everyone] = AccessStage.Roles, ["nobody"] = [] };
        var rows = new Dictionary<string, AccessRow>(StringComparer.Ordinal);
        foreach (var line in lines.Select(l => l.Split('#')[0].Trim()).Where(l => l.Length > 0))
        {
            if (line.Split(" = ", 2) is [var name, var members] && !name.Contains(' ', StringComparison.Ordinal)) groups[name] = Words(members, groups);
            else Add(rows, line, groups);
        }

        return rows;
    }

    private static void Add(Dictionary<string, AccessRow> rows, string line, Dictionary<string, string[]> groups)
    {
        var (row, form) = line.Split(" | ", 2) is [var before, var after] ? (before, after) : (line, "");
        var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var key = $"{words[0]} {words[1]}";
        var fields = form.Split('&', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1]);
        var who = Words(string.Join(' ', words[2..].Where(word => word is not ("hidden" or "tokenless"))), groups).ToHashSet(StringComparer.Ordinal);
        if (!rows.TryAdd(key, new(key, who, words.Contains("hidden"), words.Contains("tokenless"), fields))) throw new FormatException($"Two rows for {key}.");
    }

    private static string[] Words(string text, Dictionary<string, string[]> groups) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => groups.TryGetValue(word, out var group) ? group : AccessStage.Roles.Contains(word) ? [word] : throw new FormatException($"Nobody is called '{word}'.")),
    ];
}
