using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Marketplace.Benchmarks.Programs;

/// <summary>What a round of load saw.</summary>
/// <param name="Requests">Answers a second.</param>
/// <param name="Bytes">Bytes of the last body.</param>
public sealed record LoadResult(double Requests, int Bytes);

/// <summary>
/// Asks one address again and again over kept connections, each waiting for its answer. Plain sockets, since on two cores the asking
/// side takes from the asked one: what it costs, it costs every program alike.
/// </summary>
public static class Load
{
    private const int Connections = 16;

    /// <param name="path">A function, so that rounds may ask for different pages.</param>
    public static async Task<LoadResult> Run(Uri address, Func<int, string> path, TimeSpan time, string? cookie = null)
    {
        using var stop = new CancellationTokenSource(time);
        var since = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => Ask(address, path, cookie, i, stop.Token)));
        return new(counts.Sum(c => c.Answers) / Stopwatch.GetElapsedTime(since).TotalSeconds, counts[0].Bytes);
    }

    private static async Task<(int Answers, int Bytes)> Ask(Uri address, Func<int, string> path, string? cookie, int seat, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, CancellationToken.None);
        var (answers, bytes) = (0, 0);
        var reader = new AnswerReader(socket);
        for (var i = seat; !stop.IsCancellationRequested; i += Connections)
        {
            var text = $"GET {path(i)} HTTP/1.1\r\nHost: {address.Authority}\r\nAccept-Language: en\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}\r\n";
            await socket.SendAsync(Encoding.ASCII.GetBytes(text), CancellationToken.None);
            bytes = await reader.Next();
            answers++;
        }

        return (answers, bytes);
    }

    /// <summary>Reads one HTTP/1.1 answer after the other; anything but status 200 is an error.</summary>
    private sealed class AnswerReader(Socket socket)
    {
        private readonly byte[] _buffer = new byte[256 * 1024];
        private int _from;
        private int _to;

        public async Task<int> Next()
        {
            var head = await Until("\r\n\r\n"u8.ToArray());
            var text = Encoding.ASCII.GetString(_buffer, _from, head - _from);
            if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new InvalidOperationException(text);
            _from = head;
            var at = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
            if (at < 0) return await Chunks();
            var length = int.Parse(text.AsSpan(at + 16, text.IndexOf('\r', at) - at - 16), CultureInfo.InvariantCulture);
            await Skip(length);
            return length;
        }

        private async Task<int> Chunks()
        {
            var total = 0;
            while (true)
            {
                var end = await Until("\r\n"u8.ToArray());
                var size = int.Parse(Encoding.ASCII.GetString(_buffer, _from, end - _from - 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                _from = end;
                await Skip(size + 2);
                if (size == 0) return total;
                total += size;
            }
        }

        private async Task<int> Until(byte[] mark)
        {
            while (true)
            {
                var at = _buffer.AsSpan(_from, _to - _from).IndexOf(mark);
                if (at >= 0) return _from + at + mark.Length;
                await Fill();
            }
        }

        private async Task Skip(int length)
        {
            while (length > _to - _from)
            {
                length -= _to - _from;
                _from = _to = 0;
                await Fill();
            }

            _from += length;
        }

        private async Task Fill()
        {
            if (_from == _to) _from = _to = 0;
            if (_to == _buffer.Length)
            {
                _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
                (_from, _to) = (0, _to - _from);
            }

            var read = await socket.ReceiveAsync(_buffer.AsMemory(_to));
            if (read == 0) throw new InvalidOperationException("The program closed the connection.");
            _to += read;
        }
    }
}
