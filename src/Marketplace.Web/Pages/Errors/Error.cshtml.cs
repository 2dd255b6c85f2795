using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Marketplace.Web.Pages.Errors;

/// <summary>Our own page for each refused or failed request: what happened, what is kept, what to do.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
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

    public void OnPost(int status) => Describe(status);

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
