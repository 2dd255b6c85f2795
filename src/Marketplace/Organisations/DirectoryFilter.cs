using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>What a reader of the directory asks for; lists that are empty ask for everything.</summary>
public sealed record DirectoryFilter
{
    public const int PageSize = 20;
    public const int MaxPage = 500;
    public const int MaxWords = 100;

    public string? Words { get; init; }
    public IReadOnlyList<OrganisationKind> Kinds { get; init; } = [];
    public IReadOnlyList<Region> Regions { get; init; } = [];
    public IReadOnlyList<EnterpriseTier> Tiers { get; init; } = [];

    /// <summary>One field of the capability profiles, as the profiles write it.</summary>
    public string? Field { get; init; }
    public int Page { get; init; } = 1;

    public bool IsUnfiltered => Words is null && Kinds.Count == 0 && Regions.Count == 0 && Tiers.Count == 0 && Field is null;

    internal bool Fits(DirectoryEntry e, DirectoryFacet except = DirectoryFacet.None) =>
        (except == DirectoryFacet.Kind || Kinds.Count == 0 || Kinds.Contains(e.Kind))
        && (except == DirectoryFacet.Region || Regions.Count == 0 || Regions.Contains(e.Region))
        && (except == DirectoryFacet.Tier || Tiers.Count == 0 || Tiers.Contains(e.Tier))
        && (except == DirectoryFacet.Field || Field is null || e.Fields.Contains(Field, StringComparer.OrdinalIgnoreCase));
}

internal enum DirectoryFacet { None, Kind, Region, Tier, Field }

/// <summary>What filtering and counting need of an organisation.</summary>
internal sealed record DirectoryEntry(Guid Id, OrganisationKind Kind, Region Region, EnterpriseTier Tier, List<string> Fields);

/// <summary>How many organisations each further choice would show, the other choices kept.</summary>
public sealed record DirectoryCounts(
    IReadOnlyDictionary<OrganisationKind, int> Kinds, IReadOnlyDictionary<Region, int> Regions,
    IReadOnlyDictionary<EnterpriseTier, int> Tiers, IReadOnlyList<FieldCount> Fields);

public sealed record FieldCount(string Field, int Count);

/// <summary>A line of the directory.</summary>
public sealed record DirectoryRow(
    Guid Id, OrganisationKind Kind, string Name, string? NameEn, Region Region, EnterpriseTier Tier, string? Summary, string? SummaryEn,
    List<string> Fields, int Outcomes, bool IsDemo);

public sealed record DirectoryPage(IReadOnlyList<DirectoryRow> Rows, int Total, int Page, DirectoryCounts Counts, DirectoryFilter Filter);
