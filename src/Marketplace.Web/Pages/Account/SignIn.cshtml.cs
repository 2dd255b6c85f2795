using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

[AllowAnonymous]
public sealed class SignInModel(
    SignInWithPassword withPassword, SignInWithPasskey withPasskey, Sessions sessions, SecondStep second, KnownDevices devices,
    PasskeyCeremony passkeys, RateLimits limits, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public FormFields Form { get; set; } = new();

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    /// <summary>A page asked that a person who is signed in proves it once more.</summary>
    [BindProperty(SupportsGet = true)] public bool Again { get; set; }

    public bool ProvesAgain => Again && current.Actor.IsKnown;

    public IActionResult OnGet() => current.Actor.IsKnown && !Again ? LocalRedirect(Target) : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (!limits.AllowsSignIn(HttpContext, Form.Email)) return TooMany();
        var email = EmailAddress.Clean(Form.Email);
        var answer = await withPassword.Run(new(email, Form.Password ?? "", devices.Of(HttpContext, email)), ct);
        if (!answer.IsOk) return Refused(answer.Refusals);
        if (answer.Value.NeedsCode)
        {
            second.Begin(HttpContext, answer.Value.PersonId, email);
            return RedirectToPage("SignInCode", new { ReturnUrl });
        }

        devices.Remember(HttpContext, email);
        await sessions.Begin(HttpContext, answer.Value.PersonId);
        return LocalRedirect(Target);
    }

    /// <summary>For passkey.js: the challenge.</summary>
    public async Task<IActionResult> OnPostPasskeyOptions() => Content(await passkeys.OfferRequest(HttpContext), "application/json");

    public async Task<IActionResult> OnPostPasskey(CancellationToken ct)
    {
        if (!limits.AllowsSignIn(HttpContext, null)) return TooMany();
        if (await passkeys.Answered(HttpContext, Form.Credential) is not { } proof) return Refused([SignInWithPasskey.Failed]);
        var answer = await withPasskey.Run(new(proof.Person.Id, proof.Passkey, proof.Challenge), ct);
        if (!answer.IsOk) return Refused(answer.Refusals);
        devices.Remember(HttpContext, proof.Person.Email!);
        await sessions.Begin(HttpContext, proof.Person.Id);
        return LocalRedirect(Target);
    }

    private string Target => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    private PageResult Refused(IEnumerable<Refusal> refusals)
    {
        ModelState.AddRefusals(texts, refusals, nameof(Form));
        return Page();
    }

    private PageResult TooMany()
    {
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        return Refused([new Refusal("account.too_many")]);
    }

    public sealed class FormFields
    {
        public string? Email { get; set; }
        public string? Password { get; set; }

        /// <summary>The browser's answer to the passkey's challenge, as JSON.</summary>
        public string? Credential { get; set; }
    }
}
