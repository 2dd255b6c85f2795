using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Bids;

/// <summary>
/// Whom to ask about a published challenge: nothing for visitors, masked for members of verified organisations, in full for
/// organisations that accepted the confidentiality terms, for the one that was awarded, and for those who may read all of it.
/// </summary>
public sealed class ContactQueries(MarketplaceDb db)
{
    public async Task<ContactView?> Of(ChallengeFacts facts, Actor actor, CancellationToken ct = default)
    {
        var isReader = ChallengeQueries.MayRead(facts, actor);
        var own = actor.Memberships.Where(m => m.Verified).Select(m => m.OrganisationId).ToList();
        if (!isReader && own.Count == 0) return null;
        var contact = await db.Set<Challenge>().AsNoTracking().Where(c => c.Id == facts.Id && c.ContactName != null).Select(c => new
        {
            Name = c.ContactName!, c.ContactPhone, c.ContactEmail,
            IsBound = db.Set<TermsAcceptance>().Any(a => a.ChallengeId == c.Id && own.Contains(a.OrganisationId)),
            IsAwarded = db.Set<Bid>().Any(b => b.ChallengeId == c.Id && b.Status == BidStatus.Awarded && own.Contains(b.OrganisationId)),
        }).FirstOrDefaultAsync(ct);
        if (contact is null) return null;
        return isReader || contact.IsBound || contact.IsAwarded
            ? new(contact.Name, contact.ContactPhone, contact.ContactEmail, IsMasked: false)
            : new(Masked.Name(contact.Name), contact.ContactPhone is { } phone ? Masked.Phone(phone) : null,
                contact.ContactEmail is { } email ? Masked.Email(email) : null, IsMasked: true);
    }
}

/// <summary>The contact for one reader.</summary>
public sealed record ContactView(string Name, string? Phone, string? Email, bool IsMasked);
