using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>
/// The public directory: verified organisations. Filters and counts run over one light projection in memory, the page's rows are read
/// after it: two queries for any choice.
/// </summary>
public sealed class OrganisationDirectory(MarketplaceDb db)
{
    /// <summary>Fields that are offered as a choice, the most frequent first.</summary>
    private const int FieldsShown = 40;

    public async Task<DirectoryPage> Find(DirectoryFilter filter, CancellationToken ct = default)
    {
        var entries = await Entries(filter.Words, ct);
        var found = entries.Where(e => filter.Fits(e)).ToList();
        var last = Math.Max(1, (found.Count + DirectoryFilter.PageSize - 1) / DirectoryFilter.PageSize);
        var page = Math.Clamp(filter.Page, 1, Math.Min(last, DirectoryFilter.MaxPage));
        var ids = found.Skip((page - 1) * DirectoryFilter.PageSize).Take(DirectoryFilter.PageSize).Select(e => e.Id).ToList();
        return new(await Rows(ids, ct), found.Count, page, Counts(entries, filter), filter);
    }

    private Task<List<DirectoryEntry>> Entries(string? words, CancellationToken ct)
    {
        var verified = db.Set<Organisation>().AsNoTracking().Where(o => o.Verification == VerificationStatus.Verified);
        foreach (var word in Words(words))
        {
            verified = verified.Where(o =>
                o.Name.ToLower().Contains(word) || o.NameEn!.ToLower().Contains(word)
                || o.Summary!.ToLower().Contains(word) || o.SummaryEn!.ToLower().Contains(word)
                || o.Keywords.Any(k => k.ToLower().Contains(word)) || o.Fields.Any(k => k.ToLower().Contains(word)));
        }

        return verified.OrderBy(o => o.Name).ThenBy(o => o.Id).Select(o => new DirectoryEntry(o.Id, o.Kind, o.Region, o.Tier, o.Fields)).ToListAsync(ct);
    }

    /// <summary>All of the words must occur; more than a few are no search any more.</summary>
    private static IEnumerable<string> Words(string? words) =>
        (words ?? "").ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Take(5);

    private async Task<List<DirectoryRow>> Rows(List<Guid> ids, CancellationToken ct)
    {
        var rows = await db.Set<Organisation>().AsNoTracking().Where(o => ids.Contains(o.Id))
            .Select(o => new DirectoryRow(o.Id, o.Kind, o.Name, o.NameEn, o.Region, o.Tier, o.Summary, o.SummaryEn, o.Fields,
                db.Set<Outcome>().Count(x => x.OrganisationId == o.Id), o.IsDemo)).ToListAsync(ct);
        return [.. rows.OrderBy(r => ids.IndexOf(r.Id))];
    }

    private static DirectoryCounts Counts(List<DirectoryEntry> entries, DirectoryFilter filter) => new(
        entries.Where(e => filter.Fits(e, DirectoryFacet.Kind)).CountBy(e => e.Kind).ToDictionary(),
        entries.Where(e => filter.Fits(e, DirectoryFacet.Region)).CountBy(e => e.Region).ToDictionary(),
        entries.Where(e => filter.Fits(e, DirectoryFacet.Tier)).CountBy(e => e.Tier).ToDictionary(),
        [.. entries.Where(e => filter.Fits(e, DirectoryFacet.Field)).SelectMany(e => e.Fields).CountBy(f => f, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(FieldsShown).Select(c => new FieldCount(c.Key, c.Value))]);
}
