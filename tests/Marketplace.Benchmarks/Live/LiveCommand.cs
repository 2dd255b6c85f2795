using System.Diagnostics;

namespace Marketplace.Benchmarks.Live;

/// <summary>
/// From the commit of an event to the message in the viewers' connections, what a connection costs, and how soon a posted challenge
/// has found its laboratories. The asking side is this process, the asked side another; both share the machine.
/// </summary>
public static class LiveCommand
{
    private const int Viewers = 1000, Rate = 50, Events = 1000, Labs = 1000;

    /// <summary>Viewers that join before memory is measured, so that what a server makes once is not counted to the connections.</summary>
    private const int Early = 200;

    private sealed record Measured(double P50, double P99, double Most, int Missing, double Managed, double Resident);

    public static async Task<int> Run(TextWriter output)
    {
        _ = await Match(output);
        var bare = await Measure("bare", output);
        var ours = await Measure("ours", output);
        output.WriteLine($"commit of an event to its message, {Viewers:N0} viewers, {Rate} events a second, {Environment.ProcessorCount} cores for both sides");
        output.WriteLine($"  bare hub  p50 {bare.P50:0.0} ms, p99 {bare.P99:0.0} ms, most {bare.Most:0.0} ms, missing {bare.Missing}");
        output.WriteLine($"  ours      p50 {ours.P50:0.0} ms (goal 30), p99 {ours.P99:0.0} ms (goal 100), most {ours.Most:0.0} ms, missing {ours.Missing} (goal 0)");
        output.WriteLine($"  ours over bare  p50 {ours.P50 / bare.P50:0.0}, p99 {ours.P99 / bare.P99:0.0}");
        output.WriteLine($"memory of a connection: bare hub {bare.Managed / 1024:0.0} KB managed, {bare.Resident / 1024:0.0} KB resident; ours {ours.Managed / 1024:0.0} KB and {ours.Resident / 1024:0.0} KB");
        output.WriteLine($"  ours over bare  managed {ours.Managed / bare.Managed:0.00} (goal 1.2), resident {ours.Resident / bare.Resident:0.00}");
        return 0;
    }

    private static async Task<Measured> Measure(string kind, TextWriter output)
    {
        output.WriteLine($"{kind}: {Viewers:N0} viewers join ...");
        await using var server = await AskedServer.Start(kind);
        var seats = await server.Seats($"seats {Viewers + Early}");
        using var audience = new Audience();
        await audience.Join(server.Address, seats.Take(Early));
        var before = await server.Memory();
        await audience.Join(server.Address, seats.Skip(Early));
        var after = await server.Memory();
        await server.Burst(2 * Rate, Rate);
        await audience.Settle(2 * Rate * seats.Count);
        audience.Forget();
        var moments = await server.Burst(Events, Rate);
        await audience.Settle(Events * seats.Count);
        var waits = Waits(audience, moments, out var missing);
        return new(At(waits, 0.5), At(waits, 0.99), waits[^1], missing, (after.Managed - before.Managed) / (double)Viewers, (after.Resident - before.Resident) / (double)Viewers);
    }

    private static double[] Waits(Audience audience, long[] moments, out int missing)
    {
        // Numbers of a stream have no gaps and follow the order of commit.
        var first = audience.Heard.Min(heard => heard.Count == 0 ? long.MaxValue : heard.Min(h => h.Number));
        missing = audience.Heard.Sum(heard => moments.Length - heard.Select(h => h.Number).Distinct().Count());
        double[] waits = [.. audience.Heard.SelectMany(heard => heard.Select(h => Stopwatch.GetElapsedTime(moments[h.Number - first], h.At).TotalMilliseconds))];
        Array.Sort(waits);
        return waits;
    }

    public static async Task<int> Match(TextWriter output)
    {
        await using var server = await AskedServer.Start("ours");
        var seats = await server.Seats($"matching {Labs}");
        using var audience = new Audience();
        await audience.Join(server.Address, seats);
        output.WriteLine($"a posted challenge against {Labs:N0} laboratories, all of them listening:");
        for (var i = 0; i < MatchingLabs.Topics; i++)
        {
            audience.Forget();
            var (at, told) = await server.Post();
            await audience.Settle(told);
            double[] waits = [.. audience.Heard.SelectMany(heard => heard.Take(1)).Select(h => Stopwatch.GetElapsedTime(at, h.At).TotalMilliseconds).Order()];
            if (waits.Length == 0) throw new InvalidOperationException($"{told} told, and no laboratory heard of the challenge.");
            output.WriteLine($"  {(i == 0 ? "first after the start" : "later")}: {told} told, the first after {waits[0]:0} ms, the last after {waits[^1]:0} ms (goal 300), missing {told - waits.Length}");
        }

        return 0;
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
