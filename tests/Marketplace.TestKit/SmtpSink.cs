using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Marketplace.TestKit;

/// <summary>A mail server on a free loopback port that takes one mail and keeps it.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SmtpSink()
    {
        _listener.Start();
        Received = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task<(List<string> Commands, MimeMessage Message)> Received { get; }

    private async Task<(List<string>, MimeMessage)> Serve()
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var commands = new List<string>();
        MimeMessage? message = null;
        await writer.WriteLineAsync("220 sink ready");
        while (await reader.ReadLineAsync() is { } line && line != "QUIT")
        {
            commands.Add(line);
            if (line.StartsWith("EHLO", StringComparison.Ordinal)) await writer.WriteLineAsync("250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN");
            else if (line.StartsWith("AUTH", StringComparison.Ordinal)) await writer.WriteLineAsync("235 welcome");
            else if (line == "DATA") message = await TakeData(reader, writer);
            else await writer.WriteLineAsync("250 ok");
        }

        return (commands, message!);
    }

    private static async Task<MimeMessage> TakeData(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var text = new StringBuilder();
        while (await reader.ReadLineAsync() is { } line && line != ".") text.Append(line).Append("\r\n");
        await writer.WriteLineAsync("250 taken");
        return await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        try
        {
            await Received;
        }
        catch (SocketException)
        {
            // Nobody came.
        }
    }
}
