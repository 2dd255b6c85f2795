using System.Diagnostics;
using System.Globalization;
using Marketplace.Bids;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Benchmarks.Bids;

/// <summary>
/// Submitting a bid with 16 clients at once on SQLite: checks, seal, row, event, stream message, deliveries and idempotency in one durable
/// commit. Beside it, in rounds that take turns, bare commits of as many bytes to the same disk.
/// </summary>
public static class BidsCommand
{
    private const int Clients = 16;
    private const int Rounds = 3;
    private const int BidsOfRound = 20;
    private const int WarmUp = 20;

    public static async Task<int> Run(TextWriter output)
    {
        await using var world = await World.Create();
        var submissions = new Queue<Submission>(await Prepare(world, Clients * ((2 * WarmUp) + (Rounds * BidsOfRound)), output));
        await output.WriteLineAsync($"journal_mode {await Pragma(world, "journal_mode")}, synchronous {await Pragma(world, "synchronous")} (2 is FULL), {Clients} clients");
        _ = await Measure(Share(submissions, WarmUp), one => Submit(world, one));
        // The runtime compiles the hot methods once more beside the first calls; on two cores that would be what is measured.
        await Task.Delay(TimeSpan.FromSeconds(5));
        _ = await Measure(Share(submissions, WarmUp), one => Submit(world, one));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var bytes = await BytesOfOne(world);
        await using var bare = await BareCommits.Open(world.Database.Directory, Clients, bytes);
        _ = await Measure(Numbers(WarmUp), bare.Commit);

        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            theirs.AddRange(await Measure(Numbers(BidsOfRound), bare.Commit));
            ours.AddRange(await Measure(Share(submissions, BidsOfRound), one => Submit(world, one)));
        }

        Report(output, theirs, ours, bytes);
        return 0;
    }

    private sealed record Submission(BidScene Scene, BiddingLab Lab, Guid BidId, long Revision);

    private static async Task<List<Submission>> Prepare(World world, int count, TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        var scene = await BidScene.Create(world.Services, count);
        var submissions = new List<Submission>(count);
        foreach (var lab in scene.Labs)
        {
            var id = await scene.Start(lab);
            var revision = await scene.Save(lab, id, TestData.CompleteBid(scene.Indicators) with { Route = LongText, Understanding = LongText, RiskPlan = LongText });
            submissions.Add(new Submission(scene, lab, id, revision));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count} drafts prepared in {clock.Elapsed.TotalSeconds:F0} s"));
        return submissions;
    }

    private static string LongText => string.Join(' ', Enumerable.Repeat("The route is taken in three steps, each with its own test.", 40));

    private static async Task Submit(World world, Submission one)
    {
        var input = new SubmitBid.Input(one.BidId, one.Revision, $"key-{one.BidId:N}");
        var receipt = await world.With((SubmitBid use) => use.Run(input, one.Lab.Actor));
        if (!receipt.IsOk) throw new InvalidOperationException($"Refused: {receipt.Refusal.Code}");
    }

    private static List<List<Submission>> Share(Queue<Submission> all, int each) =>
        [.. Enumerable.Range(0, Clients).Select(_ => Enumerable.Range(0, each).Select(_ => all.Dequeue()).ToList())];

    private static List<List<int>> Numbers(int each) => [.. Enumerable.Range(0, Clients).Select(client => Enumerable.Repeat(client, each).ToList())];

    /// <returns>Milliseconds of each call; every client makes its own one after the other.</returns>
    private static async Task<List<double>> Measure<T>(List<List<T>> work, Func<T, Task> call)
    {
        GC.Collect();
        var times = await Task.WhenAll(work.Select(own => Task.Run(async () =>
        {
            var taken = new List<double>(own.Count);
            foreach (var one in own)
            {
                var start = Stopwatch.GetTimestamp();
                await call(one);
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return taken;
        })));
        return [.. times.SelectMany(t => t)];
    }

    /// <summary>What one submission adds: the sealed bytes, and the text of its event and messages.</summary>
    private static Task<int> BytesOfOne(World world) => world.Read(async db =>
    {
        var seal = await db.Set<BidSeal>().AsNoTracking().FirstAsync(s => s.Version > 0);
        var row = await db.Set<EventRow>().AsNoTracking().OrderByDescending(e => e.Seq).FirstAsync();
        const int Columns = 400;
        return seal.Ciphertext.Length + row.Json.Length + Columns;
    });

    private static Task<string> Pragma(World world, string name) => world.Read(async db =>
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) ?? "";
    });

    private static void Report(TextWriter output, List<double> bare, List<double> ours, int bytes)
    {
        bare.Sort();
        ours.Sort();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours.Count} of each, {bytes} bytes a commit; milliseconds"));
        output.WriteLine($"{"",-16}{"p50",10}{"p99",10}{"most",10}");
        Line("bare commit", bare);
        Line("submitted bid", ours);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"ratio",-16}{At(ours, 50) / At(bare, 50),10:F2}{At(ours, 99) / At(bare, 99),10:F2}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"goal: p99 of a submitted bid at most 25 ms; it is {At(ours, 99):F1} ms"));

        void Line(string name, List<double> times) =>
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16}{At(times, 50),10:F2}{At(times, 99),10:F2}{times[^1],10:F2}"));
    }

    private static double At(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
