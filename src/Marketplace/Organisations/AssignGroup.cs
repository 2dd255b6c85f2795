using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An officer records to which group an organisation belongs, or that it belongs to none: nobody bids on the own group's challenge.</summary>
public sealed class AssignGroup(Writer writer)
{
    /// <param name="Head">Registered name or credit code of the organisation that heads the group; empty takes the organisation out of its group.</param>
    /// <param name="Reason">The grounds, such as a shareholding; kept in the log.</param>
    public sealed record Input(Guid OrganisationId, long Version, string? Head, string? Reason);

    /// <returns>The organisation's version after it.</returns>
    public Task<Result<long>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Assign(w, input with { Head = TypedText.TidyLine(input.Head), Reason = TypedText.Tidy(input.Reason) }, actor, ct), ct);

    private static async Task<Result<long>> Assign(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.VerifyOrganisation, actor)) return Refusal.NotFound;
        if (await w.Db.Set<Organisation>().FirstOrDefaultAsync(o => o.Id == input.OrganisationId, ct) is not { } organisation) return Refusal.NotFound;
        if (organisation.Version != input.Version) return Refusal.Stale;
        if (actor.IsMember(organisation.Id)) return new Refusal("organisation.own");
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Reason, nameof(input.Reason));
        TypedText.Check(refusals, input.Reason, DecideVerification.MaxReason, nameof(input.Reason));
        var head = await Head(w.Db, organisation.Id, input.Head, ct);
        if (!head.IsOk) refusals.AddRange(head.Refusals);
        return refusals.Count > 0 ? refusals : Join(w, organisation, head.Value, input.Reason!, actor);
    }

    private static async Task<Result<Guid?>> Head(MarketplaceDb db, Guid organisationId, string? typed, CancellationToken ct)
    {
        if (typed is null) return (Guid?)null;
        var known = await new OrganisationLookup(db).Find([typed], ct);
        if (!known.TryGetValue(typed, out var head)) return new Refusal("organisation.group_unknown", nameof(Input.Head), typed);
        // Groups are one level deep, so that who belongs together is one comparison.
        var isDeep = head == organisationId || await db.Set<Organisation>().AnyAsync(o => (o.Id == head && o.GroupId != null) || o.GroupId == organisationId, ct);
        return isDeep ? new Refusal("organisation.group_flat", nameof(Input.Head)) : (Guid?)head;
    }

    private static Result<long> Join(Writing w, Organisation organisation, Guid? head, string reason, Actor actor)
    {
        if (organisation.GroupId == head) return organisation.Version;
        w.Record(new OrganisationGrouped(organisation.Id, head, organisation.GroupId), actor, reason);
        organisation.GroupId = head;
        return ++organisation.Version;
    }
}
