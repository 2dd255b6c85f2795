using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Marketplace.Web.Security;

/// <summary>What was sent with a form whose token no longer holds.</summary>
/// <param name="Left">Whether passwords or files were in it, which are not carried along.</param>
public sealed record KeptForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, bool Left);

/// <summary>
/// A form with an expired token (another tab signed in or out, the page lay open for days) is not done, but what was typed is kept:
/// a page offers it again with a new token. Only for forms of our own pages; for others it stays a bare refusal.
/// </summary>
public sealed class KeepForm : IAsyncAlwaysRunResultFilter
{
    private const int MostCharacters = 1_000_000;

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && IsOurs(context.HttpContext.Request))
        {
            context.Result = await OfferOrRefuse(context) ?? context.Result;
        }

        await next();
    }

    // Browsers say where a form came from; another site must not get its own words shown with a button of ours.
    private static bool IsOurs(HttpRequest request) =>
        request.HasFormContentType && (request.Headers["Sec-Fetch-Site"].ToString() is "same-origin" || (!request.Headers.ContainsKey("Sec-Fetch-Site") && HasOwnOrigin(request)));

    private static bool HasOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is { Count: 1 } origin && Uri.TryCreate(origin[0], UriKind.Absolute, out var from) && from.Authority == request.Host.Value;

    // A form that is too large or broken has no token either: its body could not be read, and cannot be now.
    private static async Task<IActionResult?> OfferOrRefuse(ResultExecutingContext context)
    {
        try
        {
            return await Offer(context);
        }
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

    private static async Task<IActionResult?> Offer(ResultExecutingContext context)
    {
        var request = context.HttpContext.Request;
        var form = await request.ReadFormAsync(context.HttpContext.RequestAborted);
        var fields = form.Where(f => f.Key != "__RequestVerificationToken" && !IsSecret(f.Key))
            .SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")).ToList();
        if (fields.Sum(f => f.Key.Length + f.Value.Length) > MostCharacters) return null;
        var kept = new KeptForm(request.PathBase + request.Path + request.QueryString, fields, form.Files.Count > 0 || form.Keys.Any(IsSecret));
        return new ViewResult
        {
            ViewName = "/Pages/Shared/KeptForm.cshtml",
            StatusCode = StatusCodes.Status400BadRequest,
            ViewData = new ViewDataDictionary<KeptForm>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = kept },
        };
    }

    private static bool IsSecret(string field) =>
        field.EndsWith("Password", StringComparison.OrdinalIgnoreCase) || field.EndsWith("Current", StringComparison.OrdinalIgnoreCase)
        || field.EndsWith("Credential", StringComparison.OrdinalIgnoreCase);
}
