using System.Linq.Expressions;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Matching;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges.Matches;

/// <summary>An organisation that may be matched, as the index takes it and as the reasons name it.</summary>
internal sealed record Profile(Guid Id, Guid? GroupId, IReadOnlyList<string> Fields, IReadOnlyList<MatchedOutcome> Outcomes, MatchDocument Document);

/// <summary>
/// Turns organisations and their outcomes into documents for matching: the profile is one part, every outcome one of its own,
/// because a challenge is solved by what somebody did best and not by the mean of all.
/// </summary>
internal sealed class ProfileDocuments(MarketplaceDb db)
{
    /// <summary>Who takes up challenges. Units that only fund, govern or mediate are not told of them.</summary>
    private static readonly OrganisationKind[] Kinds =
        [OrganisationKind.Institute, OrganisationKind.Firm, OrganisationKind.GoiCentre, OrganisationKind.Incubator];

    public static string KeyOf(Guid outcomeId) => $"outcome:{outcomeId:D}";

    /// <summary>The profiles of all organisations that may be matched.</summary>
    public Task<List<Profile>> All(CancellationToken ct) => Read(o => true, ct);

    /// <summary>Those among the given ones that may be matched.</summary>
    public Task<List<Profile>> Of(IReadOnlyCollection<Guid> ids, CancellationToken ct) => Read(o => ids.Contains(o.Id), ct);

    private async Task<List<Profile>> Read(Expression<Func<Organisation, bool>> which, CancellationToken ct)
    {
        var organisations = db.Set<Organisation>().AsNoTracking().Where(which)
            .Where(o => o.Verification == VerificationStatus.Verified && Kinds.Contains(o.Kind));
        var rows = await organisations.Select(o => new Row(o.Id, o.GroupId, o.Summary, o.SummaryEn, o.Fields, o.Keywords, o.Equipment)).ToListAsync(ct);
        var outcomes = await db.Set<Outcome>().AsNoTracking().Where(u => organisations.Any(o => o.Id == u.OrganisationId)).OrderBy(u => u.Id)
            .Select(u => new OutcomeRow(u.Id, u.OrganisationId, u.Kind, u.Title, u.Year, u.Abstract, u.Keywords)).ToListAsync(ct);
        var ofOrganisation = outcomes.ToLookup(u => u.OrganisationId);
        return [.. rows.Where(r => SaysWhatItCan(r, ofOrganisation[r.Id])).Select(r => ToProfile(r, [.. ofOrganisation[r.Id]]))];
    }

    // A registered name and a sentence about the firm is no capability.
    private static bool SaysWhatItCan(Row row, IEnumerable<OutcomeRow> outcomes) =>
        row.Fields.Count + row.Keywords.Count + row.Equipment.Count > 0 || outcomes.Any();

    private static Profile ToProfile(Row row, List<OutcomeRow> outcomes)
    {
        var profile = new MatchPart("profile", Text([row.Summary, row.SummaryEn, .. row.Fields, .. row.Keywords, .. row.Equipment]));
        var parts = outcomes.Select(u => new MatchPart(KeyOf(u.Id), Text([u.Title, u.Abstract, u.Keywords])));
        return new(row.Id, row.GroupId, row.Fields, outcomes.ConvertAll(u => new MatchedOutcome(u.Id, u.Kind, u.Title, u.Year)),
            new MatchDocument(row.Id.ToString("D"), [profile, .. parts]));
    }

    private static string Text(IEnumerable<string?> pieces) => string.Join('\n', pieces.Where(p => !string.IsNullOrWhiteSpace(p)));

    private sealed record Row(Guid Id, Guid? GroupId, string? Summary, string? SummaryEn, List<string> Fields, List<string> Keywords, List<string> Equipment);

    private sealed record OutcomeRow(Guid Id, Guid OrganisationId, OutcomeKind Kind, string Title, int? Year, string? Abstract, string? Keywords);
}
