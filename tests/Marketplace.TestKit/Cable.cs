using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Marketplace.TestKit;

/// <summary>A relay between a client and the server that can be cut like a cable: no goodbye reaches either side.</summary>
public sealed class Cable : IDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly Uri _server;

    /// <param name="port">Where it is to listen; any free port otherwise.</param>
    public Cable(Uri server, int port = 0)
    {
        _server = server;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        _ = Accept();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Cuts what is connected now; a new connection goes through.</summary>
    public void Cut()
    {
        foreach (var socket in _sockets.Keys)
        {
            if (!_sockets.TryRemove(socket, out _)) continue;
            // A reset instead of an orderly close.
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task Accept()
    {
        while (true)
        {
            try
            {
                var near = await _listener.AcceptSocketAsync();
                var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(_server.Host, _server.Port);
                _sockets[near] = _sockets[far] = 0;
                _ = Carry(near, far);
                _ = Carry(far, near);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static async Task Carry(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is var count and > 0) await to.SendAsync(buffer.AsMemory(0, count));
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
    }
}
