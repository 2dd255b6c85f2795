using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Takes a file into a draft, after it was judged by its content.</summary>
public sealed class AddAttachment(Writer writer, MarketplaceDb db, FileStore store, TimeProvider clock)
{
    /// <param name="Content">Read once, forwards, no further than the limit.</param>
    public sealed record Input(Guid ChallengeId, Stream Content, string? FileName, bool Confidential);

    public static readonly FileLimits Limits = new() { MaxBytes = 50L << 20 };

    public async Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        // Strangers are turned away before they may write to the disk.
        if (await MayEdit(input.ChallengeId, actor, ct) is { IsOk: false } refused) return refused.Refusal;
        var received = await store.Receive(input.Content, input.FileName, Limits, ct);
        if (!received.IsOk) return Result<Guid>.Refused([.. received.Refusals.Select(r => r.At("File"))]);
        using var file = received.Value;
        var added = await writer.Write(w => Add(w, input, file, actor, ct), ct);
        if (added.IsOk) file.Settle();
        return added;
    }

    private async Task<Result<Done>> MayEdit(Guid challengeId, Actor actor, CancellationToken ct)
    {
        var challenge = await db.Set<Challenge>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == challengeId, ct);
        return challenge is null ? Refusal.NotFound : ChallengeGate.CanAct(ChallengeUse.Edit, challenge.Facts, actor, clock.GetUtcNow());
    }

    private static async Task<Result<Guid>> Add(Writing w, Input input, ReceivedFile received, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        var allowed = ChallengeGate.CanAct(ChallengeUse.Edit, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        var earlier = await Earlier(w, challenge.Id).ToListAsync(ct);
        if (earlier.Find(f => f.Sha256 == received.Judged.Sha256 && f.Confidential == input.Confidential) is { } same) return same.Id;
        if (earlier.Count >= ChallengeAttachment.MostPerChallenge) return new Refusal("attachment.too_many", "File", ChallengeAttachment.MostPerChallenge);
        if (earlier.Sum(f => f.Length) + received.Judged.Length > ChallengeAttachment.MostBytesPerChallenge)
        {
            return new Refusal("attachment.too_large_together", "File", ChallengeAttachment.MostBytesPerChallenge >> 20);
        }

        return Keep(w, challenge, input, received, actor);
    }

    private static IQueryable<EarlierFile> Earlier(Writing w, Guid challengeId) =>
        from a in w.Db.Set<ChallengeAttachment>()
        join f in w.Db.Set<StoredFile>() on a.FileId equals f.Id
        where a.ChallengeId == challengeId
        select new EarlierFile(a.Id, a.Confidential, f.Length, f.Sha256);

    private static Guid Keep(Writing w, Challenge challenge, Input input, ReceivedFile received, Actor actor)
    {
        var file = received.Keep(actor.PersonId, w.Now);
        var attachment = new ChallengeAttachment
        {
            ChallengeId = challenge.Id, FileId = file.Id, Confidential = input.Confidential, AddedById = actor.PersonId!.Value, AddedAt = w.Now,
        };
        w.Db.Add(file);
        w.Db.Add(attachment);
        challenge.Touch();
        w.Record(new AttachmentAdded(challenge.Id, challenge.PublisherId, challenge.Code, attachment.Id, attachment.Confidential, file.Sha256), actor);
        return attachment.Id;
    }

    private sealed record EarlierFile(Guid Id, bool Confidential, long Length, string Sha256);
}
