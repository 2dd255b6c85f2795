using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Changes an organisation's own fields. Name and credit code are what was verified: changing them asks for verification anew.</summary>
public sealed class SaveOrganisation(Writer writer)
{
    private static readonly string[] Verified = [nameof(Organisation.Name), nameof(Organisation.CreditCode), nameof(Organisation.Country)];

    /// <param name="Version">The version that the form was shown with.</param>
    public sealed record Input(Guid OrganisationId, long Version, OrganisationContent Content);

    /// <returns>The new version.</returns>
    public Task<Result<long>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Save(w, input with { Content = OrganisationRules.Tidy(input.Content) }, actor, ct), ct);

    private static async Task<Result<long>> Save(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var organisation = await w.Db.Set<Organisation>().FirstOrDefaultAsync(o => o.Id == input.OrganisationId, ct);
        if (organisation is null || !Permissions.Allows(Deed.EditOrganisation, actor, organisation.Id)) return Refusal.NotFound;
        if (organisation.Version != input.Version) return Refusal.Stale;
        var refusals = OrganisationRules.Check(input.Content);
        if (refusals.Count > 0) return refusals;
        if (input.Content.CreditCode is { } code && await w.Db.Set<Organisation>().AnyAsync(o => o.CreditCode == code && o.Id != organisation.Id, ct))
        {
            return new Refusal("organisation.code_taken", nameof(OrganisationContent.CreditCode));
        }

        return Apply(w, organisation, input.Content, actor);
    }

    private static Result<long> Apply(Writing w, Organisation organisation, OrganisationContent content, Actor actor)
    {
        var fields = organisation.Write(content);
        if (fields.Count == 0) return organisation.Version;
        if (organisation.IsVerified && fields.Exists(f => Verified.Contains(f)))
        {
            organisation.CreditCodeOverruled = null;
            organisation.Verification = VerificationStatus.Submitted;
            organisation.VerificationAskedAt = w.Now;
            w.Record(new VerificationAsked(organisation.Id), actor);
        }

        organisation.Version++;
        w.Record(new OrganisationChanged(organisation.Id, fields), actor);
        return organisation.Version;
    }
}
