using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Which results of an organisation to show.</summary>
public sealed record OutcomeFilter(OutcomeKind? Kind = null, int? Year = null, int Page = 1)
{
    public const int PageSize = 25;
    public const int MaxPage = 1_000;
}

public sealed record OutcomeRow(Guid Id, OutcomeKind Kind, string Title, int? Year, string? Abstract, string? Identifier, string? Keywords, string Source, DateTimeOffset AddedAt);

/// <summary>A page of results with the choices there are, each with its count.</summary>
public sealed record OutcomePage(
    IReadOnlyList<OutcomeRow> Rows, int Total, int Page, int All, IReadOnlyDictionary<OutcomeKind, int> Kinds, IReadOnlyList<YearCount> Years);

public sealed record YearCount(int Year, int Count);

/// <summary>Reads the results of an organisation; whoever may read its profile may read these.</summary>
public sealed class OutcomeQueries(MarketplaceDb db)
{
    public async Task<OutcomePage> Of(Guid organisationId, OutcomeFilter filter, CancellationToken ct = default)
    {
        var own = db.Set<Outcome>().AsNoTracking().Where(o => o.OrganisationId == organisationId);
        var groups = await own.GroupBy(o => new { o.Kind, o.Year }).Select(g => new { g.Key.Kind, g.Key.Year, Count = g.Count() }).ToListAsync(ct);
        var total = groups.Where(g => (filter.Kind is null || g.Kind == filter.Kind) && (filter.Year is null || g.Year == filter.Year)).Sum(g => g.Count);
        var page = Math.Clamp(filter.Page, 1, Math.Clamp((total + OutcomeFilter.PageSize - 1) / OutcomeFilter.PageSize, 1, OutcomeFilter.MaxPage));
        if (filter.Kind is { } kind) own = own.Where(o => o.Kind == kind);
        if (filter.Year is { } year) own = own.Where(o => o.Year == year);
        var rows = await own.OrderByDescending(o => o.Year ?? 0).ThenBy(o => o.Title).ThenBy(o => o.Id)
            .Skip((page - 1) * OutcomeFilter.PageSize).Take(OutcomeFilter.PageSize)
            .Select(o => new OutcomeRow(o.Id, o.Kind, o.Title, o.Year, o.Abstract, o.Identifier, o.Keywords, o.Source, o.AddedAt)).ToListAsync(ct);
        return new(rows, total, page, groups.Sum(g => g.Count),
            groups.GroupBy(g => g.Kind).ToDictionary(g => g.Key, g => g.Sum(x => x.Count)),
            [.. groups.Where(g => g.Year is not null).GroupBy(g => g.Year!.Value).OrderByDescending(g => g.Key).Select(g => new YearCount(g.Key, g.Sum(x => x.Count)))]);
    }
}
