using Marketplace.Data;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>The attachments that a reader may open: what is confidential only with accepted terms, as publisher, or as officer.</summary>
public sealed class AttachmentQueries(MarketplaceDb db)
{
    public Task<List<AttachmentView>> Of(Guid challengeId, Actor actor, CancellationToken ct = default) =>
        Readable(actor).Where(r => r.Attachment.ChallengeId == challengeId).OrderBy(r => r.Attachment.AddedAt).ThenBy(r => r.Attachment.Id)
            .Select(r => new AttachmentView(r.Attachment.Id, r.File.Name, r.File.Kind, r.File.Length, r.File.Sha256, r.Attachment.Confidential, r.Attachment.AddedAt))
            .ToListAsync(ct);

    /// <summary>The stored file behind an attachment; null where it is absent or not for this reader.</summary>
    public async Task<(StoredFile File, bool Confidential)?> File(Guid attachmentId, Actor actor, CancellationToken ct = default)
    {
        var found = await Readable(actor).Where(r => r.Attachment.Id == attachmentId)
            .Select(r => new { r.File, r.Attachment.Confidential }).AsNoTracking().FirstOrDefaultAsync(ct);
        return found is null ? null : (found.File, found.Confidential);
    }

    private IQueryable<Row> Readable(Actor actor)
    {
        var isOfficer = Permissions.Allows(Deed.SeeUnpublishedChallenge, actor);
        var writes = actor.Memberships.Select(m => m.OrganisationId).Where(id => Permissions.Allows(Deed.DraftChallenge, actor, id)).ToList();
        var member = actor.Memberships.Select(m => m.OrganisationId).ToList();
        return
            from a in db.Set<ChallengeAttachment>()
            join f in db.Set<StoredFile>() on a.FileId equals f.Id
            join c in db.Set<Challenge>() on a.ChallengeId equals c.Id
            where writes.Contains(c.PublisherId)
                || (isOfficer && c.Status != ChallengeStatus.Draft)
                || (ChallengeLifecycle.Published.Contains(c.Status) && !a.Confidential)
                || (ChallengeLifecycle.Published.Contains(c.Status)
                    && db.Set<TermsAcceptance>().Any(t => t.ChallengeId == c.Id && member.Contains(t.OrganisationId)))
            select new Row { Attachment = a, File = f };
    }

    private sealed class Row
    {
        public required ChallengeAttachment Attachment { get; init; }
        public required StoredFile File { get; init; }
    }
}

/// <summary>An attachment in a list.</summary>
public sealed record AttachmentView(Guid Id, string Name, FileKind Kind, long Length, string Sha256, bool Confidential, DateTimeOffset AddedAt);
