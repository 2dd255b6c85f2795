using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>The second step of a sign-in: a code of the app, or a recovery code.</summary>
[AllowAnonymous]
public sealed class SignInCodeModel(SignInWithCode withCode, Sessions sessions, SecondStep second, KnownDevices devices, RateLimits limits, Texts texts) : PageModel
{
    [BindProperty] public string? Code { get; set; }

    [BindProperty(SupportsGet = true)] public bool Recovery { get; set; }

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => second.Pending(HttpContext) is null ? RedirectToPage("SignIn", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (second.Pending(HttpContext) is not { } pending) return RedirectToPage("SignIn", new { ReturnUrl });
        if (!limits.AllowsSignIn(HttpContext, pending.Email))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Refused([new Refusal("account.too_many")]);
        }

        var answer = await withCode.Run(new(pending.PersonId, Code ?? "", Recovery, pending.ByProvider), ct);
        if (!answer.IsOk) return Refused(answer.Refusals);
        second.End(HttpContext);
        devices.Remember(HttpContext, pending.Email);
        await sessions.Begin(HttpContext, pending.PersonId);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private PageResult Refused(IEnumerable<Refusal> refusals)
    {
        ModelState.AddRefusals(texts, refusals);
        return Page();
    }
}
