using System.Net;
using Marketplace.Events;
using Microsoft.AspNetCore.SignalR.Client;

namespace Marketplace.TestKit;

/// <summary>Does what an open page does: joins a stream, applies its messages in order, asks for what it missed, comes back after a cut.</summary>
public sealed class LiveListener : IAsyncDisposable
{
    private readonly string _stream;
    private readonly Lock _lock = new();
    private readonly List<LiveMessage> _heard = [];
    private readonly List<string> _left = [];
    private readonly SemaphoreSlim _news = new(0);
    private readonly List<LiveMessage> _early = [];
    private long? _last;

    private LiveListener(HubConnection connection, string stream) => (Connection, _stream) = (connection, stream);

    public HubConnection Connection { get; }

    /// <summary>How many pushes came, each with one message or more.</summary>
    public int Pushes { get; private set; }

    /// <summary>How often the connection came back.</summary>
    public int Returns { get; private set; }

    /// <summary>The server ended the connection for good.</summary>
    public bool Closed { get; private set; }

    public IReadOnlyList<LiveMessage> Heard
    {
        get
        {
            lock (_lock) return [.. _heard];
        }
    }

    /// <summary>Connects and joins.</summary>
    public static async Task<LiveListener> Join(Uri site, string stream, string? session = null)
    {
        var listener = new LiveListener(Connect(site, session), stream);
        listener.Listen();
        await listener.Connection.StartAsync();
        listener.Begin((await listener.Connection.InvokeAsync<Joined>("Join", stream)).Number);
        return listener;
    }

    /// <summary>A connection that is not started; comes back by itself at once when it is cut.</summary>
    public static HubConnection Connect(Uri site, string? session = null) => new HubConnectionBuilder()
        .WithUrl(new Uri(site, "/hubs/live"), options =>
        {
            if (session is not null) options.Cookies.Add(site, new Cookie("session", session, "/"));
        })
        .WithAutomaticReconnect(new AtOnce()).Build();

    /// <summary>Waits until the condition holds; checked whenever something came.</summary>
    public async Task Until(Func<LiveListener, bool> holds, TimeSpan? atMost = null)
    {
        using var limit = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(30));
        while (!holds(this)) await _news.WaitAsync(limit.Token);
    }

    public bool HasLeft(string stream)
    {
        lock (_lock) return _left.Contains(stream);
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _news.Dispose();
    }

    private void Listen()
    {
        Connection.On<LiveMessage[]>("Received", Receive);
        Connection.On<string>("Left", stream =>
        {
            lock (_lock) _left.Add(stream);
            _news.Release();
        });
        Connection.Reconnected += _ => Return();
        Connection.Closed += _ =>
        {
            Closed = true;
            _news.Release();
            return Task.CompletedTask;
        };
    }

    // A push may overtake the answer to the join.
    private void Begin(long number)
    {
        lock (_lock)
        {
            _last = number;
            Apply(_early);
        }

        _news.Release();
    }

    private async Task Receive(LiveMessage[] messages)
    {
        Pushes++;
        if (!Apply(messages)) await CatchUp();
        _news.Release();
    }

    private async Task Return()
    {
        await Connection.InvokeAsync<Joined>("Join", _stream);
        await CatchUp();
        Returns++;
        _news.Release();
    }

    private async Task CatchUp()
    {
        StreamPiece piece;
        do
        {
            piece = await Connection.InvokeAsync<StreamPiece>("Replay", _stream, _last);
            Apply(piece.Messages);
        }
        while (piece.More);
    }

    // False at a gap: the rest is dropped, since the replay brings it again.
    private bool Apply(IReadOnlyList<LiveMessage> messages)
    {
        lock (_lock)
        {
            if (_last is null)
            {
                _early.AddRange(messages);
                return true;
            }

            foreach (var message in messages.Where(m => m.Stream == _stream && m.Number > _last))
            {
                if (message.Number != _last + 1) return false;
                _heard.Add(message);
                _last = message.Number;
            }

            return true;
        }
    }

    private sealed record Joined(long Number);

    private sealed class AtOnce : IRetryPolicy
    {
        public TimeSpan? NextRetryDelay(RetryContext retryContext) => retryContext.ElapsedTime < TimeSpan.FromSeconds(20) ? TimeSpan.FromMilliseconds(20) : null;
    }
}
