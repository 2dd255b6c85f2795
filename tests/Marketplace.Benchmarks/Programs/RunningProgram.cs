using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.Benchmarks.Programs;

/// <summary>A program in a process of its own on a free loopback port, ended with this object.</summary>
public sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan MostToStart = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly List<string> _said = [];

    private RunningProgram(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first answer with status 200.</summary>
    public TimeSpan ToFirstAnswer { get; private set; }

    /// <summary>Resident memory now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The marketplace, published as README says, with limits off.</summary>
    public static Task<RunningProgram> Marketplace(string folder, string dataFolder, string path = "/", string environment = "Production", IEnumerable<KeyValuePair<string, string>>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Combine(folder, "Marketplace.Web.dll"));
        start.Environment["Data__Directory"] = dataFolder;
        start.Environment["RateLimits__Anonymous"] = "0";
        start.Environment["RateLimits__Person"] = "0";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        foreach (var (key, value) in settings ?? []) start.Environment[key] = value;
        return Start(start, path);
    }

    /// <summary>One of the bare programs inside this one, by its command.</summary>
    public static Task<RunningProgram> Bare(string path, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        return Start(start, path);
    }

    private static async Task<RunningProgram> Start(ProcessStartInfo start, string path)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        start.Environment["ASPNETCORE_URLS"] = start.Environment["Urls"] = address.ToString();
        start.Environment["Site__Address"] = address.ToString();
        start.Environment["DOTNET_gcServer"] = "0";
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var since = Stopwatch.GetTimestamp();
        var program = new RunningProgram(Process.Start(start)!, address);
        program.Listen();
        await program.FirstAnswer(path, since);
        return program;
    }

    private void Listen()
    {
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (_said) if (line.Data is { } text) _said.Add(text);
        }

        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private async Task FirstAnswer(string path, long since)
    {
        using var client = new HttpClient { BaseAddress = Address };
        while (Stopwatch.GetElapsedTime(since) < MostToStart && !_process.HasExited)
        {
            try
            {
                using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    ToFirstAnswer = Stopwatch.GetElapsedTime(since);
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(5);
        }

        lock (_said) throw new InvalidOperationException($"No answer from {Address}{path}:\n{string.Join('\n', _said.TakeLast(20))}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
