namespace Marketplace.TestKit;

/// <summary>The source tree that the tests were built from, for the tests that read it.</summary>
public static class Repository
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Our own C# files below a folder; build output and migrations left out.</summary>
    public static IEnumerable<string> Sources(params string[] folder) =>
        Directory.EnumerateFiles(At(folder), "*.cs", SearchOption.AllDirectories).Where(IsOurs).Order(StringComparer.Ordinal);

    private static bool IsOurs(string file)
    {
        var parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar);
        return !parts.Contains("bin") && !parts.Contains("obj") && !parts.Contains("Migrations");
    }

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Marketplace.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run below the repository.");
    }
}
