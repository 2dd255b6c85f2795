using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>How many uploads this process works on at the same time: what is received takes memory, what is judged takes a core and unpacks.</summary>
public sealed class UploadGate(UploadSettings settings) : IDisposable
{
    /// <summary>Uploads that wait for their turn; their bytes still lie with those who send them.</summary>
    public const int MostWaiting = 64;

    public static readonly Refusal Busy = new("file.busy");

    /// <summary>From the first byte that is read to the answer.</summary>
    public Turns Receiving { get; } = new(settings.AtOnce, MostWaiting, Busy);

    /// <summary>The judging alone, which no slow line holds up.</summary>
    public Turns Judging { get; } = new(Math.Max(1, Environment.ProcessorCount / 2), settings.AtOnce + MostWaiting, Busy);

    public void Dispose()
    {
        Receiving.Dispose();
        Judging.Dispose();
    }
}
