using Marketplace.Contracts;
using Marketplace.Contracts.Cards;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Marketplace.Web.Webhooks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>What paying by card means, and the way to the provider's page. It is there only while the publisher can pay so.</summary>
public sealed class CardModel(ContractQueries contracts, CardQueries cards, StartCardPayment start, CardRail rail, CurrentActor current, Texts texts) : PageModel
{
    public ContractView View { get; private set; } = null!;
    public CardView Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await Load(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var started = await start.Run(new(id), current.Actor, ct);
        if (started.IsOk) return Redirect(started.Value.ToString());
        if (started.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, started.Refusals);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await contracts.One(id, current.Actor, ct) is not { } view || await cards.Of(view, current.Actor, ct) is not { MayPay: true } card) return false;
        (View, Card) = (view, card);
        Response.AllowProvider(rail);
        return true;
    }
}
