using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>Where a mailed link leads: it confirms the address with a first password, or gives a new one.</summary>
[AllowAnonymous]
public sealed class ChoosePasswordModel(ChoosePassword choose, Sessions sessions, KnownDevices devices, Texts texts) : PageModel
{
    /// <summary>The word in the address: <c>confirm</c> or <c>reset</c>.</summary>
    [BindProperty(SupportsGet = true)] public string Word { get; set; } = "";

    [BindProperty(SupportsGet = true)] public Guid Person { get; set; }

    [BindProperty(SupportsGet = true)] public string? Token { get; set; }

    [BindProperty] public string? Password { get; set; }

    /// <summary>Whose account it is; null where the link is void.</summary>
    public Person? Owner { get; private set; }

    public bool IsReset => Word == "reset";

    private MailedLinkUse Use => IsReset ? MailedLinkUse.ResetPassword : MailedLinkUse.Confirm;

    public async Task OnGet(CancellationToken ct) => Owner = await choose.Find(Use, Person, Token, ct);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        Owner = await choose.Find(Use, Person, Token, ct);
        if (Owner is null) return Page();
        var answer = await choose.Run(new(Use, Person, Token, Password ?? ""), ct);
        if (!answer.IsOk)
        {
            if (answer.Refusal == ChoosePassword.LinkVoid) Owner = null;
            ModelState.AddRefusals(texts, answer.Refusals);
            return Page();
        }

        TempData["Notice"] = IsReset ? "Account.Reset.Done" : "Account.Confirm.Done";
        if (!answer.Value) return RedirectToPage("SignIn");
        devices.Remember(HttpContext, Owner.Email!);
        await sessions.Begin(HttpContext, Person);
        return RedirectToPage("Index");
    }
}
