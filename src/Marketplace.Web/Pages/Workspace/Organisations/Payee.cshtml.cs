using Marketplace.Contracts.Cards;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Marketplace.Web.Webhooks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>The organisation's account at the provider of the card rail, for its owners. It is there only where that rail is.</summary>
public sealed class PayeeModel(CardQueries cards, BeginPayee begin, AskPayee ask, CardRail rail, CurrentActor current, Texts texts) : PageModel
{
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public bool IsVerified { get; private set; }
    public Payee? Payee { get; private set; }

    /// <param name="back">The provider's page sends people back with it: then its word is asked for at once.</param>
    public async Task<IActionResult> OnGetAsync(Guid id, bool back, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (!back || Payee?.Account is null) return Page();
        _ = await ask.Run(new(id), current.Actor, ct);
        return Redirect($"/workspace/organisations/{id:D}/payee");
    }

    public async Task<IActionResult> OnPostBeginAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var begun = await begin.Run(new(id), current.Actor, ct);
        return begun.IsOk ? Redirect(begun.Value.ToString()) : Refused(begun.Refusals);
    }

    public async Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var asked = await ask.Run(new(id), current.Actor, ct);
        return asked.IsOk ? Redirect($"/workspace/organisations/{id:D}/payee") : Refused(asked.Refusals);
    }

    private IActionResult Refused(IReadOnlyList<Refusal> refusals)
    {
        if (refusals[0] == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, refusals);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await cards.Payee(id, current.Actor, ct) is not var (name, isVerified, payee)) return false;
        (Id, Name, IsVerified, Payee) = (id, name, isVerified, payee);
        Response.AllowProvider(rail);
        return true;
    }
}
