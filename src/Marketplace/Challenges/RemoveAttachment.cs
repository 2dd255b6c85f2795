using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Takes a file out of a draft. The bytes are swept up later, when no row names them any more.</summary>
public sealed class RemoveAttachment(Writer writer)
{
    public sealed record Input(Guid ChallengeId, Guid AttachmentId);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Remove(w, input, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Remove(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Edit, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        var attachment = await w.Db.Set<ChallengeAttachment>().FirstOrDefaultAsync(a => a.Id == input.AttachmentId && a.ChallengeId == challenge.Id, ct);
        if (attachment is null) return Refusal.NotFound;
        w.Db.Remove(attachment);
        w.Db.Remove(await w.Db.Set<StoredFile>().FirstAsync(f => f.Id == attachment.FileId, ct));
        challenge.Touch();
        w.Record(new AttachmentRemoved(challenge.Id, challenge.PublisherId, challenge.Code, attachment.Id), actor);
        return ChallengeState.Of(challenge);
    }
}
