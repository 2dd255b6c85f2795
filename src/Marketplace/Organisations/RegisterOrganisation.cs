using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Registers an organisation; who does it becomes its owner. It can post or bid only once it is verified.</summary>
public sealed class RegisterOrganisation(Writer writer)
{
    /// <summary>Organisations that one person may register, so that nobody floods the verification queue.</summary>
    private const int MostPerPerson = 10;

    public sealed record Input(OrganisationKind Kind, OrganisationContent Content, Guid? GroupId = null, bool IsDemo = false);

    /// <returns>The organisation's id.</returns>
    public Task<Result<Guid>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Register(w, input with { Content = OrganisationRules.Tidy(input.Content) }, actor, ct), ct);

    private static async Task<Result<Guid>> Register(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (actor.PersonId is not { } personId) return new Refusal("sign_in_first");
        var refusals = OrganisationRules.Check(input.Content);
        if (!Enum.IsDefined(input.Kind)) refusals.Add(new Refusal("field.choice", nameof(input.Kind)));
        if (refusals.Count > 0) return refusals;
        // Whether a code is taken is told only after it was typed in full; the register of firms is public anyway.
        if (input.Content.CreditCode is { } code && await w.Db.Set<Organisation>().AnyAsync(o => o.CreditCode == code, ct))
        {
            return new Refusal("organisation.code_taken", nameof(OrganisationContent.CreditCode));
        }

        if (await w.Db.Set<Membership>().CountAsync(m => m.PersonId == personId, ct) >= MostPerPerson) return new Refusal("organisation.too_many", null, MostPerPerson);
        return Add(w, input, personId, actor);
    }

    private static Result<Guid> Add(Writing w, Input input, Guid personId, Actor actor)
    {
        var organisation = new Organisation
        {
            Kind = input.Kind, Name = input.Content.Name!, GroupId = input.GroupId, IsDemo = input.IsDemo, RegisteredAt = w.Now,
        };
        organisation.Write(input.Content);
        w.Db.Add(organisation);
        w.Db.Add(new Membership { PersonId = personId, OrganisationId = organisation.Id, Role = MembershipRole.Owner, FromAt = w.Now });
        w.Record(new OrganisationRegistered(organisation.Id, organisation.Kind), actor);
        w.Record(new MembershipStarted(organisation.Id, personId, MembershipRole.Owner), actor);
        return organisation.Id;
    }
}
