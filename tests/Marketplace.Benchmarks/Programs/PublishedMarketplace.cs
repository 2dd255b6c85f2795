using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Marketplace.Benchmarks.Programs;

/// <summary>The web program published as README says, once for all measurements of a run.</summary>
public static class PublishedMarketplace
{
    private static string? _made;

    /// <returns>The folder with the published program.</returns>
    public static async Task<string> Make(TextWriter output)
    {
        if (Environment.GetEnvironmentVariable("MARKETPLACE_PUBLISHED") is { Length: > 0 } ready) return Path.GetFullPath(ready);
        if (_made is not null) return _made;
        var root = Root();
        var folder = Path.Combine(root, "artifacts", "benchmark-web");
        output.WriteLine("Publishing the web program ...");
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(root, "src", "Marketplace.Web"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--no-self-contained", "-o", folder, "-v", "q", "--nologo"]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? _made = folder : throw new InvalidOperationException(said);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Marketplace.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks run inside the repository.");
    }
}
