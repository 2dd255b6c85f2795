using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Security;

/// <summary>
/// Judges the form that is sent to a page before anybody reads it: too large is 413, and bytes that are no UTF-8 are 400. The form
/// reader drops what is too large without a word when the antiforgery token came by header, and keeps "%FF" as the three characters
/// that were sent, so that neither can be told from what somebody typed afterwards.
/// </summary>
public static class ReadableForms
{
    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsForm(context)) await next(context);
        else if (IsTooLarge(context)) context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        else if (IsTyped(context.Request) && !await IsText(context.Request, context.RequestAborted)) context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else await next(context);
    });

    // The page that says the refusal is asked for with the same method and body.
    private static bool IsForm(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static bool IsTooLarge(HttpContext context) =>
        context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    // Parts of a multipart form are not percent-encoded; their texts are judged where they are used.
    private static bool IsTyped(HttpRequest request) => request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    // The body is looked at and left where it is: nothing is consumed, so the form reader finds all of it.
    private static async Task<bool> IsText(HttpRequest request, CancellationToken ct)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            var isWhole = read.IsCompleted || read.Buffer.Length > MostText;
            if (!isWhole)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var isText = read.Buffer.Length > MostText || IsText(read.Buffer);
            request.BodyReader.AdvanceTo(read.Buffer.Start);
            return isText;
        }
    }

    /// <summary>Bytes; the form reader takes no field this long and says so.</summary>
    private const int MostText = 4 << 20;

    private static bool IsText(ReadOnlySequence<byte> body)
    {
        var bytes = ArrayPool<byte>.Shared.Rent((int)body.Length);
        try
        {
            body.CopyTo(bytes);
            return Utf8.IsValid(Decoded(bytes.AsSpan(0, (int)body.Length)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    // In place; signs between fields stay, since they are characters of their own and split no other.
    private static ReadOnlySpan<byte> Decoded(Span<byte> bytes)
    {
        var to = 0;
        for (var from = 0; from < bytes.Length; to++)
        {
            var isEncoded = bytes[from] == '%' && from + 2 < bytes.Length && byte.TryParse(bytes.Slice(from + 1, 2), NumberStyles.AllowHexSpecifier, null, out bytes[to]);
            if (!isEncoded) bytes[to] = bytes[from];
            from += isEncoded ? 3 : 1;
        }

        return bytes[..to];
    }
}
