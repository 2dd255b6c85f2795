using System.ComponentModel.DataAnnotations;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

[AllowAnonymous]
public sealed class SignInModel(SignInWithPassword signIn, Sessions sessions, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public FormFields Form { get; set; } = new();

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    public IActionResult OnGet() => current.Actor.IsKnown ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var answer = await signIn.Run(new(Form.Email ?? "", Form.Password ?? ""), ct);
        if (!answer.IsOk)
        {
            ModelState.AddRefusals(texts, answer.Refusals, nameof(Form));
            return Page();
        }

        await sessions.Begin(HttpContext, answer.Value.PersonId);
        return LocalRedirect(Target);
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    public sealed class FormFields
    {
        public string? Email { get; set; }

        [DataType(DataType.Password)] public string? Password { get; set; }
    }
}
