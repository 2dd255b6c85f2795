using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>What other rows tell of a challenge that is to be submitted.</summary>
/// <param name="Publisher">Kind of the publishing organisation.</param>
/// <param name="HasConfidentialFiles">Whether an attachment is for those alone who accepted the terms.</param>
/// <param name="Uninvitable">Invited organisations that could not bid, by name: not verified, or of the publisher's own group.</param>
public sealed record SubmissionFacts(OrganisationKind Publisher, bool HasConfidentialFiles, IReadOnlyCollection<string> Uninvitable)
{
    internal static async Task<SubmissionFacts> Read(MarketplaceDb db, Challenge challenge, CancellationToken ct)
    {
        var publisher = await db.Set<Organisation>().Where(o => o.Id == challenge.PublisherId).Select(o => new { o.Kind, o.GroupId }).FirstAsync(ct);
        var hasConfidentialFiles = await db.Set<ChallengeAttachment>().AnyAsync(a => a.ChallengeId == challenge.Id && a.Confidential, ct);
        return new(publisher.Kind, hasConfidentialFiles, challenge.InvitedIds.Count == 0 ? [] : await Unfit(db, challenge, publisher.GroupId, ct));
    }

    private static async Task<List<string>> Unfit(MarketplaceDb db, Challenge challenge, Guid? groupId, CancellationToken ct)
    {
        var invited = challenge.InvitedIds;
        var own = db.GroupOf(challenge.PublisherId, groupId).Select(o => o.Id);
        var known = await db.Set<Organisation>().Where(o => invited.Contains(o.Id))
            .Select(o => new { o.Id, o.Name, Fits = o.Verification == VerificationStatus.Verified && !own.Contains(o.Id) }).ToListAsync(ct);
        // A program may send an id that names nobody.
        var unknown = invited.Except(known.Select(o => o.Id)).Select(id => id.ToString("D"));
        return [.. known.Where(o => !o.Fits).Select(o => o.Name), .. unknown];
    }
}
