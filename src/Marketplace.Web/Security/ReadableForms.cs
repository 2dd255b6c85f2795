using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Security;

/// <summary>
/// Judges the form that is sent to a page before anybody reads it. Too large is 413: the form reader drops what is too large without a
/// word when the antiforgery token came by header. Encoded bytes that are no UTF-8, and zeros, become U+FFFD, which the rules of texts refuse at the
/// field while the rest stays: the form reader would keep "%FF" as three characters, which cannot be told from what somebody typed, and
/// take a zero for a form that is too large.
/// </summary>
public static class ReadableForms
{
    /// <summary>Bytes; the form reader takes no field this long and says so.</summary>
    private const int MostText = 4 << 20;

    public static IApplicationBuilder UseReadableForms(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsForm(context))
        {
            await next(context);
            return;
        }

        if (IsTooLarge(context))
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return;
        }

        if (IsTyped(context.Request)) await MakeText(context.Request, context.RequestAborted);
        await next(context);
    });

    // The page that says a refusal is asked for with the same method and body.
    private static bool IsForm(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is null && HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
        && context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null;

    private static bool IsTooLarge(HttpContext context) =>
        context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    // Parts of a multipart form are not percent-encoded.
    private static bool IsTyped(HttpRequest request) => request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    // The body is looked at and left where it is, save where something in it is no text.
    private static async Task MakeText(HttpRequest request, CancellationToken ct)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            if (read.Buffer.Length > MostText)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start);
                return;
            }

            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var body = read.Buffer.ToArray();
            var decoded = Decoded(body);
            var isText = Utf8.IsValid(decoded) && !decoded.Contains((byte)0);
            request.BodyReader.AdvanceTo(isText ? read.Buffer.Start : read.Buffer.End);
            if (!isText) request.Body = new MemoryStream(Mended(body));
            return;
        }
    }

    // Signs between fields are characters of their own and are no part of any other.
    private static byte[] Mended(byte[] body)
    {
        var mended = new StringBuilder();
        foreach (var field in Encoding.Latin1.GetString(body).Split('&'))
        {
            if (mended.Length > 0) mended.Append('&');
            mended.AppendJoin('=', field.Split('=', 2).Select(Mended));
        }

        return Encoding.ASCII.GetBytes(mended.ToString());
    }

    private static string Mended(string part) => Uri.EscapeDataString(Encoding.UTF8.GetString(Decoded(Encoding.Latin1.GetBytes(part.Replace('+', ' ')))).Replace('\0', '\ufffd'));

    private static ReadOnlySpan<byte> Decoded(byte[] encoded)
    {
        byte[] copy = [.. encoded];
        var bytes = copy.AsSpan();
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
