using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Benchmarks.Live;

/// <summary>The least a program with a hub can be: a group, and a send to it. What ours is held against.</summary>
public sealed class BareHub : Hub
{
    public async Task<Joined> Join(string stream)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, stream);
        return new(0);
    }

    public sealed record Joined(long Number);

    /// <summary>The same fields as one of our messages.</summary>
    public sealed record Message(string Stream, long Number, string Type, About Subject, DateTimeOffset At, object? Data);

    public sealed record About(string Kind, Guid Id, string? Code);
}

/// <summary>Serves the bare hub and sends to it.</summary>
public sealed class BareServer : ILiveServer
{
    private readonly WebApplication _app;

    private BareServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<BareServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR();
        var app = builder.Build();
        app.MapHub<BareHub>("/hubs/live");
        await app.StartAsync();
        return new(app);
    }

    public Task<IReadOnlyList<ViewerSeat>> Seats(int viewers) =>
        Task.FromResult<IReadOnlyList<ViewerSeat>>([.. Enumerable.Repeat(new ViewerSeat("challenge", null), viewers)]);

    public async Task<long> Happen(long number)
    {
        var hub = _app.Services.GetRequiredService<IHubContext<BareHub>>();
        var at = Stopwatch.GetTimestamp();
        await hub.Clients.Group("challenge").SendAsync("Received", new[]
        {
            new BareHub.Message("challenge", number, "challenge.closing_soon", new("challenge", Guid.Empty, "PD-JB-2026-0001"), DateTimeOffset.UnixEpoch, new { DeadlineAt = DateTimeOffset.UnixEpoch }),
        });
        return at;
    }

    public Task<MatchingSeats> PrepareMatching(int labs) => throw new NotSupportedException("The bare hub matches nothing.");

    public Task<(long At, int Told)> Post() => throw new NotSupportedException("The bare hub matches nothing.");

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
