using System.Diagnostics;
using Marketplace.TestKit;
using System.Globalization;

namespace Marketplace.Benchmarks.Live;

/// <summary>A <see cref="ServerProgram"/> as the asking side sees it.</summary>
public sealed class AskedServer : IAsyncDisposable
{
    private readonly Process _process;

    private AskedServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<AskedServer> Start(string kind)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["live-server", kind]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_gcServer"] = "0";
        // Wherever the command is run from.
        start.Environment["ASPNETCORE_TEST_CONTENTROOT_MARKETPLACE_WEB"] = Repository.At("src", "Marketplace.Web");
        var process = Process.Start(start)!;
        return new(process, new Uri((await Answer(process, "address"))[0]));
    }

    public async Task<IReadOnlyList<ViewerSeat>> Seats(string asked)
    {
        await _process.StandardInput.WriteLineAsync(asked);
        var seats = new ViewerSeat[int.Parse((await Answer(_process, "seats"))[0], CultureInfo.InvariantCulture)];
        for (var i = 0; i < seats.Length; i++)
        {
            var parts = (await Line(_process)).Split(' ');
            seats[i] = new(parts[0], parts[1].Length == 0 ? null : parts[1]);
        }

        return seats;
    }

    /// <returns>When each event was committed, in their order.</returns>
    public async Task<long[]> Burst(int count, int rate) => Numbers(await Ask($"burst {count} {rate}", "moments"));

    /// <returns>When the posting was committed, and to how many laboratories it was told.</returns>
    public async Task<(long At, int Told)> Post() => Numbers(await Ask("post", "posted")) is [var at, var told] ? (at, (int)told) : throw new InvalidOperationException();

    /// <returns>Bytes of the managed heap, and resident bytes.</returns>
    public async Task<(long Managed, long Resident)> Memory() => Numbers(await Ask("memory", "memory")) is [var managed, var resident] ? (managed, resident) : throw new InvalidOperationException();

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<string[]> Ask(string line, string answer)
    {
        await _process.StandardInput.WriteLineAsync(line);
        return await Answer(_process, answer);
    }

    private static async Task<string[]> Answer(Process process, string word)
    {
        while (true)
        {
            var line = await Line(process);
            if (line.StartsWith($"> {word} ", StringComparison.Ordinal)) return line[(word.Length + 3)..].Split(' ');
        }
    }

    private static async Task<string> Line(Process process) => await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server ended.");

    private static long[] Numbers(string[] words) => [.. words.Select(w => long.Parse(w, CultureInfo.InvariantCulture))];
}
