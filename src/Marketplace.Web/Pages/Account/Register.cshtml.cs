using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

[AllowAnonymous]
public sealed class RegisterModel(RegisterPerson register, RateLimits limits, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public FormFields Form { get; set; } = new();

    public IActionResult OnGet() => current.Actor.IsKnown ? LocalRedirect("/account") : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (!limits.AllowsMail(HttpContext))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Refused([new Refusal("account.too_many_mails")]);
        }

        var answer = await register.Run(new(Form.Email ?? "", Form.Name ?? "", texts.Language), ct);
        if (!answer.IsOk) return Refused(answer.Refusals);
        TempData["MailedTo"] = EmailAddress.Clean(Form.Email);
        return RedirectToPage("CheckMail");
    }

    private PageResult Refused(IEnumerable<Refusal> refusals)
    {
        ModelState.AddRefusals(texts, refusals, nameof(Form));
        return Page();
    }

    public sealed class FormFields
    {
        public string? Email { get; set; }
        public string? Name { get; set; }
    }
}
