using System.Globalization;

namespace Marketplace.Benchmarks.Live;

/// <summary>The asked side, in a process of its own: does what its input says, line by line, until the input ends.</summary>
public static class ServerProgram
{
    public static async Task<int> Run(string kind)
    {
        await using ILiveServer server = kind == "ours" ? await OurServer.Start() : await BareServer.Start();
        // Not Console.Out as it is: other things may write there.
        Say($"address {server.Address}");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["seats", var count]: Say(await server.Seats(Number(count))); break;
                case ["matching", var labs]: Say((await server.PrepareMatching(Number(labs))).Seats); break;
                case ["burst", var count, var rate]: await Burst(server, Number(count), Number(rate)); break;
                case ["post"]:
                    var (at, told) = await server.Post();
                    Say($"posted {at} {told}");
                    break;
                case ["memory"]: Say($"memory {Settled()} {Environment.WorkingSet}"); break;
                default: throw new InvalidOperationException(line);
            }
        }

        return 0;
    }

    private static async Task Burst(ILiveServer server, int count, int rate)
    {
        var moments = new Task<long>[count];
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / rate));
        for (var i = 0; i < count; i++)
        {
            moments[i] = server.Happen(i + 1);
            await timer.WaitForNextTickAsync();
        }

        Say("moments " + string.Join(' ', await Task.WhenAll(moments)));
    }

    private static void Say(IReadOnlyList<ViewerSeat> seats)
    {
        Say($"seats {seats.Count}");
        foreach (var seat in seats) Console.WriteLine($"{seat.Stream} {seat.Session}");
    }

    private static void Say(string line) => Console.WriteLine("> " + line);

    /// <summary>Bytes of the managed heap after everything that could be let go was.</summary>
    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
