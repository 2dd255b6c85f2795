using System.Globalization;
using Marketplace.Benchmarks.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Marketplace.Benchmarks.Start;

/// <summary>
/// From the start of the process to the first page, with a database that is migrated already; what the program with the demonstration
/// holds in memory; and what a browser loads for the first view of a public page. Beside it the start and the memory of a bare web program.
/// </summary>
public static class StartCommand
{
    private const int Rounds = 5;

    /// <summary>Views of each page, in both languages, before memory is read.</summary>
    private const int Views = 200;

    private sealed record Begun(double Seconds, double Megabytes);

    public static async Task<int> Run(TextWriter output)
    {
        var folder = await PublishedMarketplace.Make(output);
        var data = Directory.CreateTempSubdirectory("marketplace-start-").FullName;
        var demo = Directory.CreateTempSubdirectory("marketplace-demo-").FullName;
        try
        {
            // The first start migrates, or loads the demonstration; it is not what is measured.
            await using (await RunningProgram.Marketplace(folder, data)) { }
            await using (await RunningProgram.Marketplace(folder, demo, settings: WithDemo)) { }
            List<Begun> bare = [], empty = [], full = [];
            for (var i = 0; i < Rounds; i++)
            {
                bare.Add(await Begin(() => RunningProgram.Bare("/", ["start-bare"])));
                empty.Add(await Begin(() => RunningProgram.Marketplace(folder, data)));
                full.Add(await Begin(() => RunningProgram.Marketplace(folder, demo, settings: WithDemo)));
            }

            output.WriteLine($"start to the first 200, s, median of {Rounds}: bare {Text(bare.Select(b => b.Seconds))}, ours {Text(empty.Select(b => b.Seconds))} (goal 1.5), with the demonstration {Text(full.Select(b => b.Seconds))}");
            output.WriteLine($"  ours over bare {Median(empty.Select(b => b.Seconds)) / Median(bare.Select(b => b.Seconds)):0.0}");
            output.WriteLine($"resident at the first 200, MB: bare {Text(bare.Select(b => b.Megabytes))}, ours {Text(empty.Select(b => b.Megabytes))}, with the demonstration {Text(full.Select(b => b.Megabytes))}");
            await Look(folder, demo, output);
            return 0;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
            Directory.Delete(demo, recursive: true);
        }
    }

    /// <summary>The least that a web program can be.</summary>
    public static async Task<int> Bare()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "ready");
        await app.RunAsync();
        return 0;
    }

    private static KeyValuePair<string, string>[] WithDemo => [new("Demo__Enabled", "true")];

    private static async Task<Begun> Begin(Func<Task<RunningProgram>> start)
    {
        await using var program = await start();
        return new(program.ToFirstAnswer.TotalSeconds, program.ResidentBytes / 1e6);
    }

    private static async Task Look(string folder, string data, TextWriter output)
    {
        await using var ours = await RunningProgram.Marketplace(folder, data, settings: WithDemo);
        using var visit = new FirstView(ours.Address);
        string[] pages = ["/", "/challenges", await visit.FirstLink("/challenges", "/challenges/PD-")];
        foreach (var page in pages)
        {
            var weight = await visit.Weigh(page);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first view of {page}: {weight.Total / 1000.0:0.0} KB in {weight.Files} answers, of which the page {weight.Page / 1000.0:0.0} KB (goal 150)"));
        }

        foreach (var page in pages) await visit.Walk(page, Views);
        output.WriteLine($"resident with the demonstration after {2 * Views * pages.Length:N0} views, MB: {ours.ResidentBytes / 1e6:0} (goal 300)");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Text(IEnumerable<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(values):0.00} [{values.Min():0.00} to {values.Max():0.00}]");
}
