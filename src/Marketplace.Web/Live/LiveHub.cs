using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace Marketplace.Web.Live;

/// <summary>
/// The live door. A page only listens and asks for what it missed; it changes nothing here, and only <see cref="LivePusher"/> sends.
/// Anonymous visitors may listen too, but <see cref="StreamAccess"/> gives them what is public only.
/// </summary>
[AllowAnonymous]
public sealed class LiveHub(LiveConnections connections, StreamAccess access, StreamQueries streams, Actors actors) : Hub<ILiveClient>
{
    public const string Path = "/hubs/live";

    /// <summary>The streams of one <see cref="Latest"/> call; as many as a connection may hear.</summary>
    private const int MaxAsked = LiveConnection.MaxStreams;

    public override Task OnConnectedAsync()
    {
        if (connections.TryAdd(Context, PersonId) is null) Context.Abort();
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
        await Require(stream);
        if (!connection.TryHear(stream)) throw new HubException("live.too_many_streams");
        await Groups.AddToGroupAsync(connection.Id, stream, Context.ConnectionAborted);
        // Asked again now that the watch can find the connection: a membership that ended in between is not missed.
        if (!await MayHear(stream))
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
        Called();
        await Require(stream);
        return await streams.Since(stream, since, Context.ConnectionAborted);
    }

    /// <summary>
    /// The last numbers of streams that the connection hears. A page asks now and then, because the last message before a
    /// silence can be lost (a backplane that was away) without a later one to show the gap.
    /// </summary>
    public async Task<Dictionary<string, long>> Latest(IReadOnlyList<string> asked)
    {
        var connection = Called();
        if (asked.Count > MaxAsked) throw new HubException("live.too_many_streams");
        var heard = connection.Streams.Intersect(asked, StringComparer.Ordinal).ToList();
        foreach (var stream in heard) await Require(stream);
        return await streams.Last(heard, Context.ConnectionAborted);
    }

    private Guid? PersonId => Guid.TryParse(Context.UserIdentifier, out var id) ? id : null;

    private LiveConnection Called() =>
        connections.Find(Context.ConnectionId) is not { } connection ? throw Refused()
        : connection.TryCall() ? connection
        : throw new HubException("live.too_many_calls");

    private async Task Require(string stream)
    {
        if (!await MayHear(stream)) throw Refused();
    }

    private async Task<bool> MayHear(string stream)
    {
        var actor = PersonId is { } id ? await actors.Load(id, Context.ConnectionAborted) : Actor.Anonymous;
        if (actor is not null) return await access.MayHear(stream, actor, Context.ConnectionAborted);
        Context.Abort();
        return false;
    }

    private static HubException Refused() => new("live.refused");
}
