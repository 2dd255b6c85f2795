using System.Diagnostics;
using System.Globalization;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Web.Pages.Errors;

/// <summary>Our own page for each refused or failed request: what happened, what is kept, what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[UnreadForm]
[DisableRateLimiting] // the page that says "too many requests" must not be counted as one more
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    private static readonly int[] Known = [400, 403, 404, 413, 429, 500, 507];

    /// <summary>The nearest status that has a text of its own.</summary>
    public int Status { get; private set; }

    /// <summary>For the operator to find the request in the logs; shown where something failed on our side.</summary>
    public string? Reference { get; private set; }

    public void OnGet(int status) => Describe(status);

    // A request may be refused whatever its method is; those without a handler of their own are told here.
    [NonHandler] // its name reads like a handler for a method "PAGE"
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null) Describe(int.TryParse(context.RouteData.Values["status"] as string, CultureInfo.InvariantCulture, out var status) ? status : 400);
    }

    public async Task<IActionResult> OnPost(int status)
    {
        if (Response.StatusCode == StatusCodes.Status401Unauthorized && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } sent) return await AskToSignIn(sent);
        Describe(status);
        return Page();
    }

    // A form whose session has ended (Security/SecurityModule).
    private async Task<IActionResult> AskToSignIn(IStatusCodeReExecuteFeature sent)
    {
        var action = sent.OriginalPathBase + sent.OriginalPath + sent.OriginalQueryString;
        var signIn = $"/account/sign-in?returnUrl={Uri.EscapeDataString(action)}";
        return KeepForm.IsTyped(Request) && await KeepForm.Offer(Request, action, signIn) is { } kept ? kept : LocalRedirect(signIn);
    }

    private void Describe(int status)
    {
        // Re-executed after a failure the address says 500, and the answer may know better: 413, or 507.
        if (Response.StatusCode != StatusCodes.Status200OK) status = Response.StatusCode;
        Status = Known.Contains(status) ? status : status >= 500 ? 500 : 400;
        if (Status == 500) Reference = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        // Asked for directly the page is itself an answer of that status; re-executed it already has it.
        if (Response.StatusCode == StatusCodes.Status200OK) Response.StatusCode = Status;
    }
}
