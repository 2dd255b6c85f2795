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
        if (!limits.AllowsMail(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Refused([new Refusal("account.too_many_mails")]);
        }

        var answer = await request.Run(new(Email ?? "", IsForgotten ? MailedRequest.PasswordReset : MailedRequest.Confirmation), ct);
        if (!answer.IsOk) return Refused(answer.Refusals);
        TempData["MailedTo"] = EmailAddress.Clean(Email);
        return RedirectToPage("CheckMail");
    }

    private PageResult Refused(IEnumerable<Refusal> refusals)
    {
        ModelState.AddRefusals(texts, refusals);
        return Page();
    }
}
