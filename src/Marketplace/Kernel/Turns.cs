namespace Marketplace.Kernel;

/// <summary>
/// Lets few do something costly at the same time. The others wait, which holds no thread; where too many wait already, the next is
/// refused and told to come again.
/// </summary>
public sealed class Turns(int atOnce, int mostWaiting, Refusal busy) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(atOnce);
    private int _here;

    /// <summary>A turn, which lasts until it is disposed.</summary>
    public async Task<Result<Turn>> Take(CancellationToken ct)
    {
        if (Interlocked.Increment(ref _here) > atOnce + mostWaiting)
        {
            Interlocked.Decrement(ref _here);
            return busy;
        }

        try
        {
            await _gate.WaitAsync(ct);
        }
        catch
        {
            Interlocked.Decrement(ref _here);
            throw;
        }

        return new Turn(this);
    }

    /// <summary>Does the work on a thread of its own when it is its turn.</summary>
    public async Task<Result<T>> Run<T>(Func<T> work, CancellationToken ct)
    {
        var turn = await Take(ct);
        if (!turn.IsOk) return turn.Refusal;
        using (turn.Value) return await Task.Run(work, ct);
    }

    public void Dispose() => _gate.Dispose();

    /// <summary>Held by one; disposing it twice gives one place back.</summary>
    public sealed class Turn(Turns turns) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 1) return;
            turns._gate.Release();
            Interlocked.Decrement(ref turns._here);
        }
    }
}
