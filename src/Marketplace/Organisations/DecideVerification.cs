using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>An officer verifies, rejects, suspends or reinstates an organisation, each with a reason. Nobody decides about their own.</summary>
public sealed class DecideVerification(Writer writer)
{
    public const int MaxReason = 1000;

    /// <param name="OverruleReason">Why a credit code is taken although its check fails; only a reviewing officer of the district may.</param>
    public sealed record Input(Guid OrganisationId, long Version, VerificationAction Action, string? Reason, string? OverruleReason = null);

    public Task<Result<VerificationStatus>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Decide(w, input with { Reason = TypedText.Tidy(input.Reason), OverruleReason = TypedText.Tidy(input.OverruleReason) }, actor, ct), ct);

    private static async Task<Result<VerificationStatus>> Decide(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.VerifyOrganisation, actor)) return Refusal.NotFound;
        var organisation = await w.Db.Set<Organisation>().FirstOrDefaultAsync(o => o.Id == input.OrganisationId, ct);
        if (organisation is null) return Refusal.NotFound;
        if (organisation.Version != input.Version) return Refusal.Stale;
        if (actor.IsMember(organisation.Id)) return new Refusal("organisation.own");
        var refusals = CheckReasons(input);
        if (refusals.Count > 0) return refusals;
        if (input.Action == VerificationAction.Verify && CheckCode(organisation, input, actor) is { } refusal) return refusal;
        var moved = organisation.Move(input.Action, w.Now, input.Reason);
        if (moved.IsOk) w.Record(EventOf(organisation, input.Action), actor, input.Reason);
        return moved;
    }

    private static List<Refusal> CheckReasons(Input input)
    {
        var refusals = new List<Refusal>();
        if (input.Action == VerificationAction.Submit || !Enum.IsDefined(input.Action)) refusals.Add(new Refusal("field.choice", nameof(input.Action)));
        if (input.Action != VerificationAction.Verify) TypedText.Require(refusals, input.Reason, nameof(input.Reason));
        TypedText.Check(refusals, input.Reason, MaxReason, nameof(input.Reason));
        TypedText.Check(refusals, input.OverruleReason, MaxReason, nameof(input.OverruleReason));
        return refusals;
    }

    // GB 32100-2015 codes of the pilot time fail the check though they are real: a warning that an officer may overrule with a reason.
    private static Refusal? CheckCode(Organisation organisation, Input input, Actor actor)
    {
        if (organisation.CreditCode is null || UnifiedSocialCreditCode.Check(organisation.CreditCode).IsValid) return null;
        if (input.OverruleReason is null) return new Refusal("organisation.code_check_failed", nameof(input.OverruleReason));
        if (!Permissions.Allows(Deed.OverruleCreditCode, actor)) return new Refusal("not_allowed", nameof(input.OverruleReason));
        organisation.CreditCodeOverruled = input.OverruleReason;
        return null;
    }

    private static DomainEvent EventOf(Organisation organisation, VerificationAction action) => action switch
    {
        VerificationAction.Verify => new OrganisationVerified(organisation.Id, organisation.CreditCodeOverruled is not null),
        VerificationAction.Reject => new OrganisationRejected(organisation.Id),
        VerificationAction.Suspend => new OrganisationSuspended(organisation.Id),
        VerificationAction.Reinstate => new OrganisationReinstated(organisation.Id),
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "Not an officer's decision."),
    };
}
