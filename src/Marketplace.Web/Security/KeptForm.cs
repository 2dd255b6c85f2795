using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Marketplace.Web.Security;

/// <summary>What was sent with a form whose token or session no longer holds.</summary>
/// <param name="Left">Whether passwords or files were in it, which are not carried along.</param>
/// <param name="SignIn">Where to sign in first; null where the form can be sent as it is.</param>
public sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool Left, string? SignIn)
{
    /// <summary>Fields that carry the form's own bookkeeping and nothing that somebody wrote.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { "Version", "Revision", "Shown", "go", "to", "add", "returnUrl" };

    /// <summary>What a person would miss: without ids, marks of boxes and the form's own bookkeeping. Its labels are on the page it came from.</summary>
    public IReadOnlyList<string> Typed => [.. Fields
        .Where(sent => !Own.Contains(sent.Key[(sent.Key.LastIndexOf('.') + 1)..]) && sent.Value.Trim().Length > 0 && !Guid.TryParse(sent.Value, out _) && !bool.TryParse(sent.Value, out _))
        .Select(sent => sent.Value)];
}

/// <summary>
/// A form with an expired token (another tab signed in or out, the page lay open for days) is not done, but what was typed is kept:
/// a page offers it again with a new token. Only for forms of our own pages; for others it stays a bare refusal.
/// </summary>
public sealed class KeepForm : IAsyncAlwaysRunResultFilter
{
    private const int MostCharacters = 1_000_000;

    /// <summary>Names of fields that are never shown again: passwords, codes that serve once, proofs.</summary>
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase) { "Password", "Current", "Credential", "Code", "Token" };

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && IsOurs(context.HttpContext.Request))
        {
            var request = context.HttpContext.Request;
            context.Result = await Offer(request, request.PathBase + request.Path + request.QueryString, signIn: null) ?? context.Result;
        }

        await next();
    }

    /// <summary>
    /// Whether a request that asks for a sign-in is a form that somebody filled in on a page of ours. Files are not in it: reading them
    /// here would lay them on disk, and they are chosen again anyway. Nor what scripts send, which keep what is typed by themselves.
    /// </summary>
    internal static bool IsTyped(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && IsOurs(request) && request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";

    // Browsers say where a form came from; another site must not get its own words shown with a button of ours.
    private static bool IsOurs(HttpRequest request) =>
        request.HasFormContentType && (request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" || (!request.Headers.ContainsKey("Sec-Fetch-Site") && HasOwnOrigin(request)));

    private static bool HasOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is { Count: 1 } origin && Uri.TryCreate(origin[0], UriKind.Absolute, out var from) && from.Authority == request.Host.Value;

    /// <summary>The page that holds what was sent; null where there is too much of it, or nothing for which a sign-in must wait.</summary>
    internal static async Task<IActionResult?> Offer(HttpRequest request, string action, string? signIn)
    {
        try
        {
            return await Kept(request, action, signIn);
        }
        // A form that is too large or broken has no token either: its body could not be read, and cannot be now.
        catch (BadHttpRequestException failure)
        {
            return new StatusCodeResult(failure.StatusCode);
        }
        catch (InvalidDataException)
        {
            return new StatusCodeResult(StatusCodes.Status413PayloadTooLarge); // more fields, or longer ones, than FormOptions allow
        }
        catch (IOException)
        {
            return null; // the sender went away
        }
    }

    private static async Task<IActionResult?> Kept(HttpRequest request, string action, string? signIn)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var fields = form.Where(f => f.Key != "__RequestVerificationToken" && !IsSecret(f.Key))
            .SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")).ToList();
        if (fields.Sum(f => f.Key.Length + f.Value.Length) > MostCharacters) return null;
        if (signIn is not null && fields.All(f => string.IsNullOrWhiteSpace(f.Value))) return null;
        var kept = new KeptForm(action, fields, form.Files.Count > 0 || form.Keys.Any(IsSecret), signIn);
        return new ViewResult
        {
            ViewName = "/Pages/Shared/KeptForm.cshtml",
            StatusCode = signIn is null ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized,
            ViewData = new ViewDataDictionary<KeptForm>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = kept },
        };
    }

    private static bool IsSecret(string field) => Secrets.Contains(field[(field.LastIndexOf('.') + 1)..]);
}
