using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>Asks for another mail: to choose a new password, or to confirm the address.</summary>
[AllowAnonymous]
public sealed class AskForMailModel(RequestMail request, RateLimits limits, Texts texts) : PageModel
{
    [FromRoute] public string Word { get; set; } = "";

    [BindProperty] public string? Email { get; set; }

    public bool IsForgotten => Word.Equals("forgot", StringComparison.OrdinalIgnoreCase);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var answer = limits.AllowsMail(HttpContext)
            ? await request.Run(new(Email ?? "", IsForgotten ? MailedRequest.PasswordReset : MailedRequest.Confirmation), ct)
            : new Refusal("account.too_many_mails");
        if (!answer.IsOk)
        {
            ModelState.AddRefusals(texts, answer.Refusals);
            return Page();
        }

        TempData["MailedTo"] = EmailAddress.Clean(Email);
        return RedirectToPage("CheckMail");
    }
}
