using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

[AllowAnonymous]
public sealed class ResendConfirmationModel(RequestMail request, RateLimits limits, Texts texts) : PageModel
{
    [BindProperty] public string? Email { get; set; }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var answer = limits.AllowsMail(HttpContext)
            ? await request.Run(new(Email ?? "", MailedRequest.Confirmation), ct)
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
