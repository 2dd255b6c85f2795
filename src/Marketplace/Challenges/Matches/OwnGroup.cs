using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>An organisation with the head and the members of its group: none of them bids for a challenge of another.</summary>
internal static class OwnGroup
{
    public static IQueryable<Organisation> Of(MarketplaceDb db, Guid organisation, Guid? group)
    {
        var head = group ?? organisation;
        return db.Set<Organisation>().Where(o => o.Id == organisation || o.Id == head || o.GroupId == head || o.GroupId == organisation);
    }
}
