using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Marketplace.Web.Pages.Account;

/// <summary>The authenticator app and its recovery codes. Codes are shown in the answer that makes them and never again.</summary>
[FreshSignIn]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TwoStepModel(
    SetUpAuthenticator setUp, RemoveAuthenticator remove, RenewRecoveryCodes renew, PersonQueries queries, Sessions sessions, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public string? Code { get; set; }

    public PersonView Person { get; private set; } = null!;

    /// <summary>What the app needs, while it is being set up.</summary>
    public AuthenticatorOffer? Offer { get; private set; }

    /// <summary>Fresh recovery codes, to be kept by the person.</summary>
    public IReadOnlyList<string> NewCodes { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Shown(ct);

    public async Task<IActionResult> OnPostStart(CancellationToken ct)
    {
        var offer = await setUp.Offer(texts["Shared.Brand"], current.Actor, ct);
        if (!offer.IsOk) return RedirectToPage();
        Offer = offer.Value;
        return await Shown(ct);
    }

    public async Task<IActionResult> OnPostConfirm(CancellationToken ct)
    {
        var codes = await setUp.Confirm(Code ?? "", current.Actor, ct);
        if (codes.IsOk) return await ShownWith(codes.Value, ct);
        ModelState.AddRefusals(texts, codes.Refusals);
        return await OnPostStart(ct);
    }

    public async Task<IActionResult> OnPostRenew(CancellationToken ct)
    {
        var codes = await renew.Run(current.Actor, ct);
        return codes.IsOk ? await ShownWith(codes.Value, ct) : RedirectToPage();
    }

    public async Task<IActionResult> OnPostRemove(CancellationToken ct)
    {
        await remove.Run(current.Actor, ct);
        await sessions.Renew(HttpContext, current.Actor.PersonId!.Value);
        TempData["Notice"] = "Account.TwoStep.Removed";
        return RedirectToPage("Index");
    }

    /// <summary>The offer as a picture inside the page: it goes nowhere else and is kept nowhere.</summary>
    public static string Picture(AuthenticatorOffer offer)
    {
        using var data = QRCodeGenerator.GenerateQrCode(offer.Address, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(code.GetGraphic(6));
    }

    private async Task<IActionResult> ShownWith(string[] codes, CancellationToken ct)
    {
        NewCodes = codes;
        await sessions.Renew(HttpContext, current.Actor.PersonId!.Value);
        return await Shown(ct);
    }

    private async Task<IActionResult> Shown(CancellationToken ct)
    {
        if (await queries.Find(current.Actor.PersonId, ct) is not { } person) return NotFound();
        Person = person;
        return Page();
    }
}
