using Marketplace.Data;

namespace Marketplace.Organisations;

/// <summary>Organisations of one group stand on one side: nobody bids for a challenge of the own group.</summary>
public static class OrganisationGroups
{
    /// <summary>The organisation itself, the head of its group, and all that belong to that head.</summary>
    /// <param name="groupId">The head to which the organisation belongs; null where it belongs to none or is a head itself.</param>
    public static IQueryable<Organisation> GroupOf(this MarketplaceDb db, Guid organisationId, Guid? groupId)
    {
        var head = groupId ?? organisationId;
        return db.Set<Organisation>().Where(o => o.Id == organisationId || o.Id == head || o.GroupId == head || o.GroupId == organisationId);
    }
}
