using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace Marketplace.Web.Live;

/// <summary>
/// The live door. A page only listens and asks for what it missed; it changes nothing here, and only <see cref="LivePusher"/> sends.
/// Anonymous visitors may listen too, but <see cref="StreamAccess"/> gives them what is public only.
/// </summary>
[AllowAnonymous]
public sealed class LiveHub(
    LiveConnections connections, StreamAccess access, StreamQueries streams, Actors actors, IOptions<IdentityOptions> identity) : Hub<ILiveClient>
{
    public const string Path = "/hubs/live";

    /// <summary>The streams of one <see cref="Latest"/> call; as many as a connection may hear.</summary>
    private const int MaxAsked = LiveConnection.MaxStreams;

    public override Task OnConnectedAsync()
    {
        if (connections.TryAdd(Context, Sessions.Of(Context.User, identity.Value.ClaimsIdentity)) is null) Context.Abort();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>From now on the connection hears the stream.</summary>
    public async Task<JoinAnswer> Join(string stream)
    {
        var connection = Called();
        await Require(stream, connection);
        if (!connection.TryHear(stream)) throw new HubException("live.too_many_streams");
        await Groups.AddToGroupAsync(connection.Id, stream, Context.ConnectionAborted);
        // Asked again now that the watch can find the connection: a membership that ended in between is not missed.
        if (!await MayHear(stream, connection))
        {
            connection.StopHearing(stream);
            await Groups.RemoveFromGroupAsync(connection.Id, stream, Context.ConnectionAborted);
            throw Refused();
        }

        return new(await streams.Last(stream, Context.ConnectionAborted));
    }

    public async Task Leave(string stream)
    {
        if (Called().StopHearing(stream)) await Groups.RemoveFromGroupAsync(Context.ConnectionId, stream, Context.ConnectionAborted);
    }

    /// <summary>What the stream had after the message of the given number.</summary>
    public async Task<StreamPiece> Replay(string stream, long since)
    {
        await Require(stream, Called());
        return await streams.Since(stream, since, Context.ConnectionAborted);
    }

    /// <summary>
    /// The last numbers of streams that the connection hears. A page asks now and then, because the last message before a
    /// silence can be lost (a backplane that was away) without a later one to show the gap.
    /// </summary>
    public async Task<Dictionary<string, long>> Latest(IReadOnlyList<string>? asked)
    {
        var connection = Called();
        if (asked is null) throw Refused();
        if (asked.Count > MaxAsked) throw new HubException("live.too_many_streams");
        var heard = connection.Streams.Intersect(asked, StringComparer.Ordinal).ToList();
        foreach (var stream in heard) await Require(stream, connection);
        return await streams.Last(heard, Context.ConnectionAborted);
    }

    private LiveConnection Called() =>
        connections.Find(Context.ConnectionId) is not { } connection ? throw Refused()
        : connection.TryCall() ? connection
        : throw new HubException("live.too_many_calls");

    private async Task Require(string stream, LiveConnection connection)
    {
        if (!await MayHear(stream, connection)) throw Refused();
    }

    private async Task<bool> MayHear(string stream, LiveConnection connection)
    {
        if (await actors.Load(connection.Session, Context.ConnectionAborted) is { } actor) return await access.MayHear(stream, actor, Context.ConnectionAborted);
        Context.Abort();
        return false;
    }

    private static HubException Refused() => new("live.refused");
}
