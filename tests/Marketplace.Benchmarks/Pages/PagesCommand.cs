using System.Globalization;
using Marketplace.Benchmarks.Programs;

namespace Marketplace.Benchmarks.Pages;

/// <summary>
/// The challenge hall and the challenge page against a bare program, with few and with many challenges. Both programs run at once and
/// are asked in turn, so that what the machine does beside falls on both; the median round counts.
/// </summary>
public sealed class PagesCommand(TimeSpan round, TextWriter output)
{
    private const int Rounds = 5;
    private const int MostToSettle = 10;

    private sealed record Rates(double Hall, double Page);

    /// <param name="seconds">Length of a round.</param>
    public static async Task<int> Run(int seconds, TextWriter output)
    {
        var command = new PagesCommand(TimeSpan.FromSeconds(seconds), output);
        var folder = await PublishedMarketplace.Make(output);
        var few = await command.Measure(folder, 10_000);
        var many = await command.Measure(folder, 100_000);
        output.WriteLine($"rate at 100,000 over rate at 10,000, signed in: hall {many.Hall / few.Hall:0.00}, challenge page {many.Page / few.Page:0.00} (goal 0.90)");
        return 0;
    }

    private async Task<Rates> Measure(string folder, int count)
    {
        var data = Directory.CreateTempSubdirectory("marketplace-pages-").FullName;
        try
        {
            await ManyChallenges.Fill(data, count);
            await using var ours = await RunningProgram.Marketplace(folder, data, "/challenges");
            output.WriteLine($"{count:N0} challenges; {ours.ResidentBytes / 1e6:0} MB resident after the first page of the hall");
            var cookie = await SignIn.Session(ours.Address, ManyChallenges.Address, ManyChallenges.Password);
            var hallBytes = (await Load.Run(ours.Address, _ => "/challenges", round, cookie)).Bytes;
            var pageBytes = (await Load.Run(ours.Address, i => Page(i, count), round, cookie)).Bytes;
            await using var bare = await RunningProgram.Bare("/", ["pages-bare", Path.Combine(data, "marketplace.db"), Text(hallBytes), Text(pageBytes)]);
            var hall = await Compare("hall", bare, _ => "/hall", ours, _ => "/challenges", cookie);
            var page = await Compare("challenge page", bare, i => Bare(i, count), ours, i => Page(i, count), cookie);
            return new(hall, page);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task<double> Compare(string what, RunningProgram bare, Func<int, string> barePath, RunningProgram ours, Func<int, string> path, string cookie)
    {
        List<(double Bare, double SignedIn, double Cached)> rounds = [];
        var bytes = 0;
        await Settle(bare.Address, barePath);
        await Settle(ours.Address, path, cookie);
        await Settle(ours.Address, _ => path(1));
        for (var i = 0; i < Rounds; i++)
        {
            var plain = await Load.Run(bare.Address, barePath, round);
            var signedIn = await Load.Run(ours.Address, path, round, cookie);
            var cached = await Load.Run(ours.Address, _ => path(1), round);
            bytes = signedIn.Bytes;
            rounds.Add((plain.Requests, signedIn.Requests, cached.Requests));
        }

        output.WriteLine($"  {what} ({bytes / 1024.0:0} KB): bare {Median(rounds.Select(r => r.Bare)):0}/s, signed in {Median(rounds.Select(r => r.SignedIn)):0}/s, from the output cache {Median(rounds.Select(r => r.Cached)):0}/s");
        output.WriteLine($"    signed in over bare {Ratio(rounds.Select(r => r.SignedIn / r.Bare))} (goal 0.55); from the cache over bare {Ratio(rounds.Select(r => r.Cached / r.Bare))} (goal 2.5)");
        return Median(rounds.Select(r => r.SignedIn));
    }

    /// <summary>Asks until a round is no faster than the one before: a program is compared after its code was compiled for good.</summary>
    private async Task Settle(Uri address, Func<int, string> path, string? cookie = null)
    {
        var before = 0.0;
        for (var i = 0; i < MostToSettle; i++)
        {
            var now = (await Load.Run(address, path, round, cookie)).Requests;
            if (now < before * 1.05) return;
            before = now;
        }
    }

    // A prime step walks over all challenges in no order of theirs.
    private static string Page(int i, int count) => $"/challenges/{Code(i, count)}";

    private static string Bare(int i, int count) => $"/page/{Code(i, count)}";

    private static string Code(int i, int count) => $"PD-JB-2025-{1 + (i * 7919L % (count - 1)):000000}";

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Ratio(IEnumerable<double> ratios) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(ratios):0.00} [{ratios.Min():0.00} to {ratios.Max():0.00}]");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
