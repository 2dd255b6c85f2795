using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Accounts;

/// <summary>Ends one session: its cookie is worth nothing from now on, wherever a copy of it lies.</summary>
public sealed class SignOut(Writer writer, EndedSessions ended)
{
    public async Task<Result<Done>> Run(Guid sessionId, Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } person) return Refusal.NotFound;
        var written = await writer.Write<DateTimeOffset>(w =>
        {
            w.Record(new PersonSignedOut(person, sessionId), actor);
            return Task.FromResult<Result<DateTimeOffset>>(w.Now);
        }, ct);
        if (!written.IsOk) return written.Refusal;
        // The events tell it to the other nodes; here the next request may come before them.
        await ended.Add(sessionId, written.Value, ct);
        return default(Done);
    }
}
