using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Notifications;

/// <summary>What the challenges and organisations of a batch are called.</summary>
internal sealed class NotificationNames
{
    private readonly Dictionary<Guid, (string? Code, string? Title, string? TitleEn)> _names = [];

    public static async Task<NotificationNames> Read(MarketplaceDb db, IReadOnlyList<Told> told, CancellationToken ct)
    {
        var names = new NotificationNames();
        var challenges = told.Select(t => t.ChallengeId).OfType<Guid>().Distinct().ToList();
        var organisations = told.Select(t => t.OrganisationId).OfType<Guid>().Distinct().ToList();
        foreach (var c in await db.Set<Challenge>().Where(c => challenges.Contains(c.Id)).Select(c => new { c.Id, c.Code, c.Title, c.TitleEn }).ToListAsync(ct))
        {
            names._names[c.Id] = (c.Code, c.Title, c.TitleEn);
        }

        foreach (var o in await db.Set<Organisation>().Where(o => organisations.Contains(o.Id)).Select(o => new { o.Id, o.Name, o.NameEn }).ToListAsync(ct))
        {
            names._names[o.Id] = (null, o.Name, o.NameEn);
        }

        return names;
    }

    public (string? Code, string? Title, string? TitleEn) Of(Told told) => (told.ChallengeId ?? told.OrganisationId) is { } id ? _names.GetValueOrDefault(id) : default;
}
