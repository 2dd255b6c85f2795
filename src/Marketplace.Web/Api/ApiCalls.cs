using System.Security.Cryptography;
using System.Text;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Web.Api;

/// <summary>What every call of the API goes through before its endpoint: whose it is, whether it was meant, whether it was made before.</summary>
public static class ApiCalls
{
    public const string RepeatHeader = "Idempotency-Key";
    public const int MaxKey = 200;

    /// <summary>Calls whose content is sealed: neither a body nor an answer of theirs is kept in clear. Submitting a bid remembers its key by itself.</summary>
    private static readonly PathString Sealed = "/api/v1/bids";

    /// <summary>JSON between programs is UTF-8 (RFC 8259, section 8.1); another charset is refused before anybody tries to read it.</summary>
    public static Task OnlyUtf8(HttpContext context, RequestDelegate next)
    {
        var charset = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Charset) : default;
        if (StringSegment.IsNullOrEmpty(charset) || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || context.Request.HasFormContentType) return next(context);
        context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    /// <summary>Keeps the body readable twice where the call may be repeated; stands before the endpoints read it.</summary>
    public static Task KeepBody(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.ContainsKey(RepeatHeader) && !context.Request.HasFormContentType && !IsSealed(context.Request)) context.Request.EnableBuffering();
        return next(context);
    }

    internal static async ValueTask<object?> Check(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var refusal = await Refused(context);
        return refusal is null ? await next(invocation) : Problems.Of(refusal, context.RequestServices.GetRequiredService<Texts>());
    }

    private static async Task<Refusal?> Refused(HttpContext context)
    {
        var caller = context.RequestServices.GetRequiredService<CurrentActor>().Actor;
        // Who sends a key wants to be known by it; a worthless one must not quietly count as nobody.
        if (TokenSignIn.IsUsedBy(context.Request) && !caller.IsKnown) return new Refusal("token.invalid");
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return null;
        if (TokenSignIn.MayOnlyRead(context.User)) return new Refusal("token.read_only");
        // The session is a cookie, which browsers send along from anywhere: a call that changes something proves that it was meant. A key is never sent by itself.
        if (!TokenSignIn.IsUsedBy(context.Request) && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            return new Refusal("request.antiforgery");
        }

        return caller.PersonId is { } person ? await Repeatable(context, person) : null;
    }

    private static async Task<Refusal?> Repeatable(HttpContext context, Guid personId)
    {
        var sent = context.Request.Headers[RepeatHeader];
        if (sent.Count == 0 || IsSealed(context.Request)) return null;
        var key = sent.ToString();
        if (key.Length is 0 or > MaxKey || !key.All(c => c is > ' ' and <= '~')) return new Refusal("request.idempotency_key", null, MaxKey);
        context.RequestServices.GetRequiredService<CallOnce>().Begin(personId, key, await Fingerprint(context.Request));
        return null;
    }

    /// <summary>Answers about bids are sealed and kept nowhere, so that their calls cannot be repeated; submitting keeps its own key.</summary>
    internal static bool IsSealed(ApiDescription call) => new PathString("/" + call.RelativePath).StartsWithSegments(Sealed, StringComparison.OrdinalIgnoreCase);

    private static bool IsSealed(HttpRequest request) => request.Path.StartsWithSegments(Sealed, StringComparison.OrdinalIgnoreCase);

    /// <summary>Method, address and content, hashed. Of a form its fields and files are taken, since its boundary differs every time.</summary>
    private static async Task<string> Fingerprint(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, $"{request.Method} {request.Path}{request.QueryString}");
        if (request.HasFormContentType) await AddForm(hash, await request.ReadFormAsync(request.HttpContext.RequestAborted), request.HttpContext.RequestAborted);
        else if (request.Body.CanSeek) await AddBody(hash, request);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task AddForm(IncrementalHash hash, IFormCollection form, CancellationToken ct)
    {
        foreach (var (name, values) in form.OrderBy(f => f.Key, StringComparer.Ordinal)) Add(hash, $"{name}={values}");
        foreach (var file in form.Files)
        {
            await using var content = file.OpenReadStream();
            Add(hash, $"{file.Name} {file.FileName} {Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct))}");
        }
    }

    private static async Task AddBody(IncrementalHash hash, HttpRequest request)
    {
        var at = request.Body.Position;
        request.Body.Position = 0;
        hash.AppendData(await SHA256.HashDataAsync(request.Body, request.HttpContext.RequestAborted));
        request.Body.Position = at;
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
}
