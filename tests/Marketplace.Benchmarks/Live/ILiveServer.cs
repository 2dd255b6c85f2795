namespace Marketplace.Benchmarks.Live;

/// <summary>Where a viewer sits: the stream that it joins, and the session with which it does.</summary>
public sealed record ViewerSeat(string Stream, string? Session);

/// <summary>Seats of the laboratories' members, each on the stream of the own laboratory.</summary>
public sealed record MatchingSeats(IReadOnlyList<ViewerSeat> Seats);

/// <summary>A program with viewers and something that happens: ours or the bare one.</summary>
public interface ILiveServer : IAsyncDisposable
{
    Uri Address { get; }

    Task<IReadOnlyList<ViewerSeat>> Seats(int viewers);

    /// <summary>Lets one thing happen that all viewers are to hear.</summary>
    /// <returns>When it was committed, in Stopwatch ticks, which are the machine's and not the process's.</returns>
    Task<long> Happen(long number);

    Task<MatchingSeats> PrepareMatching(int labs);

    /// <summary>Posts the next challenge, which fits some of the laboratories.</summary>
    /// <returns>When the posting was committed.</returns>
    Task<(long At, int Told)> Post();
}
