using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;
using Outcome = Marketplace.Payments.Outcome;

namespace Marketplace.Contracts.Cards;

/// <summary>
/// An owner lets the organisation be paid by the card rail: an account at the provider, opened once, and a page of the provider on
/// which it says who it is. That page is good once and for minutes, so every click asks for a new one and none is kept.
/// </summary>
public sealed class BeginPayee(Writer writer, CardRail card, SiteAddress site)
{
    public sealed record Input(Guid OrganisationId);

    /// <returns>The address of the provider's page.</returns>
    public async Task<Result<Uri>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is not { } rail || !Permissions.Allows(Deed.EditOrganisation, actor, input.OrganisationId)) return Refusal.NotFound;
        var begun = await writer.Write(w => Begin(w, rail, input.OrganisationId, actor, ct), ct);
        if (!begun.IsOk) return Result<Uri>.Refused(begun.Refusals);
        var (name, email, known) = begun.Value;
        if (known is not { } account)
        {
            var (opened, why) = await rail.OpenPayee($"payee:{input.OrganisationId:N}", name, email, ct);
            if (opened is null) return Failed(why);
            account = opened;
            _ = await writer.Write(w => Keep(w, rail, input.OrganisationId, account, ct), ct);
        }

        var back = site.Of($"/workspace/organisations/{input.OrganisationId:D}/payee");
        var (address, outcome) = await rail.PayeePage($"link:{input.OrganisationId:N}:{Guid.CreateVersion7():N}", account, new Uri(back + "?back=true"), back, ct);
        return address is not null ? address : Failed(outcome);
    }

    private static Refusal Failed(Outcome outcome) => new(outcome is Outcome.Refused ? "card.refused" : "card.unreachable");

    private static async Task<Result<(string Name, string Email, string? Account)>> Begin(Writing w, IRail rail, Guid organisationId, Actor actor, CancellationToken ct)
    {
        var organisation = await w.Db.Set<Organisation>().AsNoTracking().FirstOrDefaultAsync(o => o.Id == organisationId, ct);
        if (organisation is null) return Refusal.NotFound;
        if (organisation.Verification != VerificationStatus.Verified) return new Refusal("payee.not_verified");
        var email = await w.Db.Set<Person>().Where(p => p.Id == actor.PersonId).Select(p => p.Email).FirstOrDefaultAsync(ct);
        if (await w.Db.Set<Payee>().FirstOrDefaultAsync(p => p.OrganisationId == organisationId && p.Rail == rail.Info.Id, ct) is { } payee) return (organisation.Name, email ?? "", payee.Account);
        w.Db.Add(new Payee { OrganisationId = organisationId, Rail = rail.Info.Id, BegunAt = w.Now });
        w.Record(new PayeeBegun(organisationId), actor);
        return (organisation.Name, email ?? "", (string?)null);
    }

    private static async Task<Result<Done>> Keep(Writing w, IRail rail, Guid organisationId, string account, CancellationToken ct)
    {
        (await w.Db.Set<Payee>().FirstAsync(p => p.OrganisationId == organisationId && p.Rail == rail.Info.Id, ct)).Open(account);
        return default(Done);
    }
}
