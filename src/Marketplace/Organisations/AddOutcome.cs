using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Adds results to an organisation's profile, typed in or read from a file. One already there is not added twice.</summary>
public sealed class AddOutcome(Writer writer)
{
    /// <summary>Results that one profile holds at the most.</summary>
    public const int Most = 5_000;
    public const int MaxTitle = 500;
    public const int MaxAbstract = 10_000;

    public sealed record Row(OutcomeKind Kind, string? Title, int? Year, string? Abstract, string? Identifier, string? Keywords, string Source = "typed");

    public sealed record Input(Guid OrganisationId, IReadOnlyList<Row> Rows);

    /// <returns>How many were new.</returns>
    public Task<Result<int>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Add(w, input, actor, ct), ct);

    internal static async Task<Result<int>> Add(Writing w, Input typed, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.EditOrganisation, actor, typed.OrganisationId)) return Refusal.NotFound;
        var input = typed with { Rows = [.. typed.Rows.Select(Tidy)] };
        var refusals = input.Rows.SelectMany(row => Check(row, w.Now)).ToList();
        if (refusals.Count > 0) return refusals;
        var known = await w.Db.Set<Outcome>().Where(o => o.OrganisationId == input.OrganisationId)
            .Select(o => new { o.Kind, o.Title, o.Year }).ToListAsync(ct);
        if (known.Count + input.Rows.Count > Most) return new Refusal("outcome.too_many", null, Most);
        var seen = known.Select(k => (k.Kind, k.Title, k.Year)).ToHashSet();
        var fresh = input.Rows.Where(row => seen.Add((row.Kind, row.Title!, row.Year))).ToList();
        if (fresh.Count == 0) return 0;
        w.Db.AddRange(fresh.Select(row => ToOutcome(row, input.OrganisationId, w.Now)));
        w.Record(new OutcomesChanged(input.OrganisationId, Added: fresh.Count, Removed: 0), actor);
        return fresh.Count;
    }

    private static Row Tidy(Row row) => row with
    {
        Title = TypedText.TidyLine(row.Title),
        Abstract = TypedText.Tidy(row.Abstract),
        Identifier = TypedText.TidyLine(row.Identifier),
        Keywords = TypedText.TidyLine(row.Keywords),
    };

    private static List<Refusal> Check(Row row, DateTimeOffset now)
    {
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, row.Title, nameof(row.Title));
        TypedText.Check(refusals, row.Title, MaxTitle, nameof(row.Title));
        TypedText.Check(refusals, row.Abstract, MaxAbstract, nameof(row.Abstract));
        TypedText.Check(refusals, row.Identifier, 200, nameof(row.Identifier));
        TypedText.Check(refusals, row.Keywords, 500, nameof(row.Keywords));
        TypedText.Check(refusals, row.Source, 300, nameof(row.Source));
        if (!Enum.IsDefined(row.Kind)) refusals.Add(new Refusal("field.choice", nameof(row.Kind)));
        // A paper may be dated for the next year, an institute has nothing from before 1900.
        if (row.Year is { } year && (year < 1900 || year > now.Year + 1)) refusals.Add(new Refusal("outcome.year", nameof(row.Year)));
        return refusals;
    }

    private static Outcome ToOutcome(Row row, Guid organisationId, DateTimeOffset now) => new()
    {
        OrganisationId = organisationId, Kind = row.Kind, Title = row.Title!, Year = row.Year, Abstract = row.Abstract,
        Identifier = row.Identifier, Keywords = row.Keywords, Source = row.Source, AddedAt = now,
    };
}
