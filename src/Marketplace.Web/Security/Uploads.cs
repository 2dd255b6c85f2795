using Microsoft.AspNetCore.Http.Metadata;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.Web.Api;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Marketplace.Web.Security;

/// <summary>Marks the page or call that takes files. On a page it also shows at the field why one was turned away.</summary>
/// <param name="field">Where a page shows it.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesUploadsAttribute(string field) : Attribute, IPageFilter
{
    /// <summary>The handler that takes the file, where the page has several.</summary>
    public string? Handler { get; init; }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HttpContext.Items[typeof(Uploads)] is not Refusal refusal) return;
        context.ModelState.AddRefusals(context.HttpContext.RequestServices.GetRequiredService<Texts>(), [refusal.At(field)]);
    }

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }
}

/// <summary>
/// Files come in few at a time and not without end. It is decided before a byte is read: the form reader, the antiforgery check and
/// parameters all read the whole of it.
/// </summary>
public sealed class Uploads(RequestDelegate next, UploadGate gate, RateLimits limits)
{
    /// <summary>More bytes than the longest form without a file has; what is larger is counted as one, whatever it calls itself.</summary>
    private const long MostText = 4L << 20;

    private static readonly Refusal TooMany = new("file.too_many");

    public async Task Invoke(HttpContext context, CurrentActor current)
    {
        // An endpoint that is written by the compiler reads a form without asking whether there is one.
        if (WantsForm(context) && !context.Request.HasFormContentType) context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        else if (current.Actor.PersonId is not { } person || !IsUpload(context)) await next(context);
        else if (limits.BeginUpload(person) is not { } begun) await Refuse(context, TooMany, StatusCodes.Status429TooManyRequests);
        else using (begun) await Receive(context);
    }

    private static bool WantsForm(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains("multipart/form-data", StringComparer.OrdinalIgnoreCase) == true;

    private async Task Receive(HttpContext context)
    {
        var turn = await gate.Receiving.Take(context.RequestAborted);
        if (!turn.IsOk) await Refuse(context, turn.Refusal, StatusCodes.Status503ServiceUnavailable);
        else using (turn.Value) await next(context);
    }

    private static bool IsUpload(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<TakesUploadsAttribute>() is not { } door || !HttpMethods.IsPost(context.Request.Method)) return false;
        if (context.Request.ContentLength is not <= MostText) return true;
        var isText = context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
        return !isText && (door.Handler is null || door.Handler.Equals(context.Request.Query["handler"], StringComparison.OrdinalIgnoreCase));
    }

    private async Task Refuse(HttpContext context, Refusal refusal, int status)
    {
        await Drain(context.Request);
        if (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await Problems.Of(refusal, context.RequestServices.GetRequiredService<Texts>()).ExecuteAsync(context);
            return;
        }

        // The page as one opens it, with the reason at its field.
        context.Items[typeof(Uploads)] = refusal;
        context.Response.StatusCode = status;
        (context.Request.Method, context.Request.ContentType, context.Request.ContentLength, context.Request.Body) = (HttpMethods.Get, null, null, Stream.Null);
        await next(context);
    }

    // A browser reads no answer before it has sent all of its form.
    private static async Task Drain(HttpRequest request)
    {
        try
        {
            await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        }
        catch (IOException)
        {
            // Longer than any upload may be: then the connection ends with the answer.
        }
    }
}
