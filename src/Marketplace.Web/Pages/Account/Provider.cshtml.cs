using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>What the page has to ask.</summary>
public enum ProviderQuestion
{
    /// <summary>Nobody came back from the provider.</summary>
    Failed = 1,
    /// <summary>A new account with the provider's verified address?</summary>
    Register,
    /// <summary>An account has this address: its owner signs in to it first.</summary>
    SignInFirst,
    /// <summary>The provider has not verified the address; only a sign-in to an account helps.</summary>
    Unverified,
    /// <summary>Signed in: link this identity with the account?</summary>
    Link,
    /// <summary>Signed in, nobody was sent: how the account stands.</summary>
    Own,
}

/// <summary>
/// Where the browser comes back to from the provider. A linked account is signed in to; everything else is asked here and done by a form.
/// </summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProviderModel(
    ProviderSignIn provider, SignInWithProvider withProvider, RegisterWithProvider register, LinkProvider link, UnlinkProvider unlink, PersonQueries queries,
    Sessions sessions, SecondStep second, KnownDevices devices, RateLimits limits, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    [BindProperty] public string? Name { get; set; }

    public ProviderQuestion Question { get; private set; }

    public ProviderIdentity? Identity { get; private set; }

    public PersonView? Person { get; private set; }

    public string ProviderName => provider.NameFor(texts);

    /// <summary>This page again, for the way over the sign-in page.</summary>
    public string Here => ReturnUrl is null ? ProviderSignIn.Page : $"{ProviderSignIn.Page}?returnUrl={Uri.EscapeDataString(ReturnUrl)}";

    public async Task<IActionResult> OnGet(bool failed, CancellationToken ct)
    {
        if (!provider.IsOn) return NotFound();
        Identity = failed ? null : await provider.Returned(HttpContext);
        if (failed) return Refused([new Refusal("account.provider_failed")], ProviderQuestion.Failed);
        if (Identity is null) return current.Actor.IsKnown ? await Ask(ProviderQuestion.Own, ct) : RedirectToPage("SignIn", new { ReturnUrl });
        var answer = await withProvider.Run(Identity, ct);
        if (!answer.IsOk) return Refused(answer.Refusals, ProviderQuestion.Failed);
        if (answer.Value.Step is { } step) return await Enter(step.PersonId, step.NeedsCode, ct);
        return await Ask(QuestionFor(Identity, answer.Value), ct);
    }

    /// <summary>A plain link leads here: the way to another site must not begin with a form, which may only be sent to this one.</summary>
    public async Task<IActionResult> OnGetStart(CancellationToken ct)
    {
        if (!provider.IsOn) return NotFound();
        if (!limits.AllowsSignIn(HttpContext, null))
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Refused([new Refusal("account.too_many")], ProviderQuestion.Failed);
        }

        await provider.Forget(HttpContext);
        return await provider.Begin(HttpContext, ReturnUrl) ? new EmptyResult() : Refused([new Refusal("account.provider_failed")], ProviderQuestion.Failed);
    }

    public async Task<IActionResult> OnPostRegister(CancellationToken ct)
    {
        if (!provider.IsOn) return NotFound();
        if (await Sent() is not { } identity) return Redirect(Here);
        var answer = await register.Run(new(identity, Name ?? "", texts.Language), ct);
        return answer.IsOk ? await Enter(answer.Value, needsCode: false, ct) : Refused(answer.Refusals, ProviderQuestion.Register);
    }

    public async Task<IActionResult> OnPostLink(CancellationToken ct)
    {
        if (!provider.IsOn || !current.Actor.IsKnown) return NotFound();
        if (await Sent() is not { } identity) return Redirect(Here);
        if (!await sessions.IsFresh(HttpContext)) return ProveAgain();
        var answer = await link.Run(identity, current.Actor, ct);
        if (!answer.IsOk) return Refused(answer.Refusals, ProviderQuestion.Link);
        return await Changed("Account.Provider.Linked");
    }

    public async Task<IActionResult> OnPostUnlink(CancellationToken ct)
    {
        if (!provider.IsOn || !current.Actor.IsKnown) return NotFound();
        if (!await sessions.IsFresh(HttpContext)) return ProveAgain();
        var answer = await unlink.Run(current.Actor, ct);
        if (answer.IsOk) return await Changed("Account.Provider.Unlinked");
        ModelState.AddRefusals(texts, answer.Refusals);
        return await Ask(ProviderQuestion.Own, ct);
    }

    private ProviderQuestion QuestionFor(ProviderIdentity identity, ProviderAnswer answer) =>
        current.Actor.IsKnown ? ProviderQuestion.Link
        : answer.MailIsKnown ? ProviderQuestion.SignInFirst
        : identity.EmailVerified ? ProviderQuestion.Register
        : ProviderQuestion.Unverified;

    private async Task<IActionResult> Enter(Guid personId, bool needsCode, CancellationToken ct)
    {
        await provider.Forget(HttpContext);
        var email = (await queries.Find(personId, ct))!.Email;
        if (needsCode)
        {
            second.Begin(HttpContext, personId, email, byProvider: true);
            return RedirectToPage("SignInCode", new { ReturnUrl });
        }

        devices.Remember(HttpContext, email);
        await sessions.Begin(HttpContext, personId);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private async Task<ProviderIdentity?> Sent() => Identity = await provider.Returned(HttpContext);

    private async Task<IActionResult> Ask(ProviderQuestion question, CancellationToken ct)
    {
        Question = question;
        Name ??= Identity?.Name;
        if (current.Actor.IsKnown) Person = await queries.Find(current.Actor.PersonId, ct);
        return Page();
    }

    private PageResult Refused(IEnumerable<Refusal> refusals, ProviderQuestion question)
    {
        ModelState.AddRefusals(texts, refusals);
        Question = question;
        return Page();
    }

    private RedirectToPageResult ProveAgain() => RedirectToPage("SignIn", new { again = true, returnUrl = Here });

    private async Task<IActionResult> Changed(string notice)
    {
        await provider.Forget(HttpContext);
        TempData["Notice"] = notice;
        return Redirect(ReturnUrl is not null && Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/account");
    }
}
