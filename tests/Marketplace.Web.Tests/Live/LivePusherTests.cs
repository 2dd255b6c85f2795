using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Marketplace.Events;
using Marketplace.TestKit;
using Marketplace.Web.Live;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

public sealed class LivePusherTests
{
    [Test]
    public async Task Burst_travels_in_few_pushes()
    {
        await using var stage = await LiveStage.Create(workers: false);
        await using var listener = await stage.Listen(Streams.Public);
        await stage.Happen(Streams.Public, 1, 300);
        await stage.Host.Drain();
        await listener.Until(l => l.Heard.Count == 300);

        Assert.That(listener.Pushes, Is.EqualTo(2));
    }

    [Test]
    public async Task Listener_that_does_not_read_holds_up_no_other()
    {
        await using var stage = await LiveStage.Create(workers: false);
        using var stuck = await JoinAndNeverRead(stage.Host.Address, Streams.Public);
        await using var listener = await stage.Listen(Streams.Public);
        var connections = stage.Host.Services.GetRequiredService<LiveConnections>();

        // More than the buffers between the two sides hold.
        await stage.Happen(Streams.Public, 1, 200, ballast: 60_000);
        await stage.Host.Drain();
        // The push was over although the server had not given up on the other connection.
        Assert.That(connections.Count, Is.EqualTo(2));

        await stage.Happen(Streams.Public, 201);
        await stage.Host.Drain();
        await listener.Until(l => l.Heard.Count == 201);
    }

    private static async Task<ClientWebSocket> JoinAndNeverRead(Uri site, string stream)
    {
        var socket = new ClientWebSocket();
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectNarrow };
        await socket.ConnectAsync(new UriBuilder(site) { Scheme = "ws", Path = LiveHub.Path }.Uri, new HttpMessageInvoker(handler), CancellationToken.None);
        await Send(socket, """{"protocol":"json","version":1}""");
        await Send(socket, $$"""{"type":1,"invocationId":"1","target":"Join","arguments":["{{stream}}"]}""");
        while (!(await Receive(socket)).Contains("\"result\"", StringComparison.Ordinal)) { }
        return socket;
    }

    private static async ValueTask<Stream> ConnectNarrow(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(context.DnsEndPoint, ct);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // 0x1E ends each message of SignalR's JSON protocol.
    private static Task Send(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + "\u001e"), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, CancellationToken.None);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
