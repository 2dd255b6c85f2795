using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Cards;

/// <summary>A member asks the provider whether the organisation may be paid now, such as after coming back from its page.</summary>
public sealed class AskPayee(Writer writer, MarketplaceDb db, CardRail card)
{
    public sealed record Input(Guid OrganisationId);

    public async Task<Result<PayeeState>> Run(Input input, Actor actor, CancellationToken ct = default)
    {
        if (card.Rail is not { } rail || !Permissions.Allows(Deed.EditOrganisation, actor, input.OrganisationId)) return Refusal.NotFound;
        var account = await db.Set<Payee>().Where(p => p.OrganisationId == input.OrganisationId && p.Rail == rail.Info.Id).Select(p => p.Account).FirstOrDefaultAsync(ct);
        if (account is null) return Refusal.NotFound;
        try
        {
            var state = await rail.PayeeState(account, ct);
            _ = (await writer.Write(w => CardPayees.Learn(w, account, state, ct), ct)).Value;
            return state;
        }
        catch (RailUnreachableException)
        {
            return new Refusal("card.unreachable");
        }
    }
}
