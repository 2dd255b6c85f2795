using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Papers;

/// <summary>Contract and pledge as papers, for whoever may read the contract.</summary>
public sealed class ContractPapers(MarketplaceDb db, ContractQueries contracts)
{
    /// <summary>Null where there is no text yet, or nothing for this reader.</summary>
    public async Task<Paper?> Contract(Guid id, Actor actor, Texts texts, CancellationToken ct = default) =>
        await Find(id, actor, texts, ct) is { } paper ? paper.Contract() : null;

    /// <summary>Null as above, and where nothing is pledged.</summary>
    public async Task<Paper?> Pledge(Guid id, Actor actor, Texts texts, CancellationToken ct = default) =>
        await Find(id, actor, texts, ct) is { HasPledge: true } paper ? paper.Pledge() : null;

    private async Task<ContractPaper?> Find(Guid id, Actor actor, Texts texts, CancellationToken ct)
    {
        if (await contracts.One(id, actor, ct) is not { Contract.Text: not null } view) return null;
        return new ContractPaper(view, await Names(view, texts, ct), texts);
    }

    private async Task<ContractNames> Names(ContractView view, Texts texts, CancellationToken ct)
    {
        var names = await DraftContract.Names(db, view.Contract, ct);
        Guid[] ids = [view.Contract.PublisherId, view.Contract.BidderId];
        var english = await db.Set<Organisation>().Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, o.NameEn }).ToDictionaryAsync(o => o.Id, o => o.NameEn, ct);
        return names with
        {
            Challenge = texts.Either(names.Challenge, view.Row.TitleEn), Publisher = texts.Either(names.Publisher, english[ids[0]]), Bidder = texts.Either(names.Bidder, english[ids[1]]),
        };
    }
}
