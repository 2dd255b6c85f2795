using Marketplace.Events;

namespace Marketplace.Web.Live;

/// <summary>What the server calls in an open page.</summary>
public interface ILiveClient
{
    /// <summary>Messages of one stream, oldest first. They may repeat or skip numbers: the page puts them in order and asks for what is missing.</summary>
    Task Received(IReadOnlyList<LiveMessage> messages);

    /// <summary>The listener may no longer hear this stream; nothing of it follows.</summary>
    Task Left(string stream);
}

/// <summary>The answer to a join.</summary>
/// <param name="Number">The last message that the stream had: what comes later is pushed, what came before can be replayed.</param>
public sealed record JoinAnswer(long Number);
