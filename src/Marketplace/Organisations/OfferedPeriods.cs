using Marketplace.Data;
using Marketplace.Events;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>
/// The periods of the memberships that invitations offer. They stand in the event of the sending alone: an offer is made once and not
/// changed, another one takes its place.
/// </summary>
internal static class OfferedPeriods
{
    private static readonly string Sent = DomainEvent.TypeOf(typeof(InvitationSent));

    /// <summary>By the invitation's id, for those that were sent since the given instant; those without a beginning or an end of their own are not there.</summary>
    public static async Task<IReadOnlyDictionary<Guid, OfferedPeriod>> Of(MarketplaceDb db, Guid organisationId, DateTimeOffset since, CancellationToken ct)
    {
        var rows = await db.Set<EventRow>().AsNoTracking().Where(e => e.SubjectId == organisationId && e.Type == Sent && e.At >= since).ToListAsync(ct);
        return rows.Select(EventJson.Read).OfType<InvitationSent>().Where(sent => (sent.FromAt, sent.UntilAt) is not (null, null))
            .ToDictionary(sent => sent.InvitationId, sent => new OfferedPeriod(sent.FromAt, sent.UntilAt));
    }
}

/// <param name="FromAt">Null for the moment of the acceptance.</param>
/// <param name="UntilAt">Null for open-ended.</param>
internal readonly record struct OfferedPeriod(DateTimeOffset? FromAt, DateTimeOffset? UntilAt);
