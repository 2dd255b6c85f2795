using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Benchmarks.Live;

/// <summary>
/// An open page as the hub sees it: a WebSocket that joins one stream and notes when each message came. Plain sockets, because on
/// two cores a thousand full clients would be what is measured.
/// </summary>
public sealed class Viewer : IDisposable
{
    private const byte EndOfMessage = 0x1e;
    private static readonly byte[] NumberMark = "\"number\":"u8.ToArray();

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Action<long, long> _came;
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[] _buffer = new byte[2048];
    private int _held;

    private Viewer(Action<long, long> came) => _came = came;

    /// <param name="came">Called with the number of each message and the moment (Stopwatch ticks) at which it came.</param>
    public static async Task<Viewer> Join(Uri site, string stream, Action<long, long> came, string? session = null)
    {
        var viewer = new Viewer(came);
        await viewer._socket.ConnectAsync(IPAddress.Loopback, site.Port);
        await viewer.SendRaw($"GET /hubs/live HTTP/1.1\r\nHost: {site.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
            $"Sec-WebSocket-Key: {Convert.ToBase64String(Guid.CreateVersion7().ToByteArray())}\r\n{(session is null ? "" : $"Cookie: session={session}\r\n")}\r\n");
        await viewer.ReadHead();
        await viewer.Send("""{"protocol":"json","version":1}""");
        _ = viewer.Listen();
        await viewer.Send($$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{stream}}"]}""");
        await viewer._joined.Task.WaitAsync(TimeSpan.FromSeconds(60));
        return viewer;
    }

    /// <summary>The server closes who is silent for 30 s.</summary>
    public Task Ping() => Send("""{"type":6}""");

    public void Dispose() => _socket.Dispose();

    private async Task ReadHead()
    {
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(_held));
            if (read == 0) throw new InvalidOperationException("The server closed the connection.");
            _held += read;
            var end = _buffer.AsSpan(0, _held).IndexOf("\r\n\r\n"u8);
            if (end < 0) continue;
            var head = Encoding.ASCII.GetString(_buffer, 0, end);
            if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal)) throw new InvalidOperationException(head);
            Drop(end + 4);
            return;
        }
    }

    private async Task Listen()
    {
        try
        {
            while (true)
            {
                if (_held == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
                var read = await _socket.ReceiveAsync(_buffer.AsMemory(_held));
                if (read == 0) break;
                var now = Stopwatch.GetTimestamp();
                _held += read;
                while (TakeFrame(now)) { }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Ended with the measurement.
        }

        _joined.TrySetException(new InvalidOperationException("The server closed the connection."));
    }

    // RFC 6455, 5.2. What the server sends is not masked.
    private bool TakeFrame(long now)
    {
        var frame = _buffer.AsSpan(0, _held);
        if (frame.Length < 2) return false;
        var (length, head) = ((int)frame[1], 2);
        if (length == 126)
        {
            if (frame.Length < 4) return false;
            (length, head) = (BinaryPrimitives.ReadUInt16BigEndian(frame[2..]), 4);
        }
        else if (length == 127)
        {
            if (frame.Length < 10) return false;
            (length, head) = ((int)BinaryPrimitives.ReadInt64BigEndian(frame[2..]), 10);
        }

        if (frame.Length < head + length) return false;
        Read(frame.Slice(head, length), now);
        Drop(head + length);
        return true;
    }

    private void Read(ReadOnlySpan<byte> payload, long now)
    {
        // One frame may carry the answer to the join and first messages.
        if (!_joined.Task.IsCompleted)
        {
            if (payload.IndexOf("\"error\""u8) >= 0) _joined.TrySetException(new InvalidOperationException(Encoding.UTF8.GetString(payload)));
            else if (payload.IndexOf("\"invocationId\":\"1\""u8) >= 0) _joined.TrySetResult();
        }

        if (payload.IndexOf("\"target\":\"Received\""u8) < 0) return;
        // The answer to the join has a number too.
        payload = payload[payload.IndexOf("\"target\":\"Received\""u8)..];
        for (var rest = payload; rest.IndexOf(NumberMark) is >= 0 and var at;)
        {
            rest = rest[(at + NumberMark.Length)..];
            if (System.Buffers.Text.Utf8Parser.TryParse(rest, out long number, out _)) _came(number, now);
        }
    }

    private void Drop(int count)
    {
        _buffer.AsSpan(count, _held - count).CopyTo(_buffer);
        _held -= count;
    }

    private async Task SendRaw(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text));

    private async Task Send(string message)
    {
        var body = Encoding.UTF8.GetBytes(message);
        var frame = new byte[body.Length + 1 + 4 + (body.Length + 1 > 125 ? 4 : 2)];
        frame[0] = 0x81;
        var at = 2;
        if (body.Length + 1 > 125)
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)(body.Length + 1));
            at = 4;
        }
        else
        {
            frame[1] = (byte)(0x80 | (body.Length + 1));
        }

        // A mask of zeros leaves the bytes as they are.
        at += 4;
        body.CopyTo(frame, at);
        frame[^1] = EndOfMessage;
        await _socket.SendAsync(frame);
    }
}
