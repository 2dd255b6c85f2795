using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Somebody who may bid binds the organisation to the terms; from then on its members read the confidential part.</summary>
public sealed class AcceptConfidentialityTerms(Writer writer)
{
    /// <param name="Version">The version that was read; only the newest can be accepted.</param>
    /// <param name="OrganisationId">Who is bound; the organisation that the actor speaks for where it is left out.</param>
    public sealed record Input(Guid ChallengeId, int Version, Guid? OrganisationId = null);

    public Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Accept(w, input, actor, ct), ct);

    private static async Task<Result<Done>> Accept(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        var found = await w.FindChallenge(input.ChallengeId, actor, version: null, ct);
        if (!found.IsOk) return found.Refusal;
        var challenge = found.Value;
        if (challenge.Secrecy != SecrecyLevel.Confidential) return Refusal.NotFound;
        if (!actor.IsKnown) return new Refusal("sign_in_first");
        if (actor.IsMember(challenge.PublisherId)) return new Refusal("bid.own_challenge");
        if (input.OrganisationId is { } named && actor.MemberOf(named) is null) return Refusal.NotFound;
        if ((input.OrganisationId ?? actor.ActingFor) is not { } bound || !Permissions.Allows(Deed.PrepareBid, actor, bound)) return new Refusal("not_allowed");
        if (actor.MemberOf(bound) is not { Verified: true }) return new Refusal("organisation.not_verified");
        if (!challenge.Facts.Invites(bound)) return new Refusal("bid.not_invited");
        if (await w.Db.Set<TermsAcceptance>().AnyAsync(a => a.ChallengeId == challenge.Id && a.OrganisationId == bound, ct)) return default(Done);
        var allowed = ChallengeGate.CanAct(ChallengeUse.Bid, challenge.Facts, actor, w.Now);
        if (!allowed.IsOk) return allowed.Refusal;
        if (input.Version != ConfidentialityTerms.Newest.Version) return new Refusal("terms.version_outdated", nameof(input.Version));
        Add(w, challenge, bound, actor);
        return default(Done);
    }

    private static void Add(Writing w, Challenge challenge, Guid organisationId, Actor actor)
    {
        var acceptance = new TermsAcceptance
        {
            ChallengeId = challenge.Id,
            OrganisationId = organisationId,
            PersonId = actor.PersonId!.Value,
            TermsVersion = ConfidentialityTerms.Newest.Version,
            AcceptedAt = w.Now,
        };
        w.Db.Add(acceptance);
        w.Record(new ConfidentialityTermsAccepted(challenge.Id, challenge.PublisherId, challenge.Code, organisationId, acceptance.PersonId, acceptance.TermsVersion),
            actor with { ActingFor = organisationId });
    }
}
