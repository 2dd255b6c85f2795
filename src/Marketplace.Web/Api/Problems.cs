using System.Text.Json;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Api;

/// <summary>One refusal of an answer, as programs read it.</summary>
/// <param name="Code">Stable; see <see cref="Refusal"/>.</param>
/// <param name="Detail">In the language of the request, for people.</param>
public sealed record ProblemEntry(string Code, string? Field, string Detail);

/// <summary>Refusals as problem+json (RFC 9457): every answer that is no success carries a stable <c>code</c>.</summary>
public static class Problems
{
    private const int MostPath = 200;

    /// <summary>Codes whose status says more than "not now".</summary>
    private static readonly Dictionary<string, int> StatusByCode = new(StringComparer.Ordinal)
    {
        [Refusal.NotFound.Code] = StatusCodes.Status404NotFound,
        [Refusal.Stale.Code] = StatusCodes.Status412PreconditionFailed,
        ["sign_in_first"] = StatusCodes.Status401Unauthorized,
        ["not_allowed"] = StatusCodes.Status403Forbidden,
        ["organisation.not_verified"] = StatusCodes.Status403Forbidden,
        ["challenge.same_officer"] = StatusCodes.Status403Forbidden,
        ["bids.second_officer"] = StatusCodes.Status403Forbidden,
        ["award.second_person"] = StatusCodes.Status403Forbidden,
        ["bid.own_challenge"] = StatusCodes.Status403Forbidden,
        ["file.too_large"] = StatusCodes.Status413PayloadTooLarge,
        ["file.too_many"] = StatusCodes.Status429TooManyRequests,
        ["file.busy"] = StatusCodes.Status503ServiceUnavailable,
        ["idempotency.other_call"] = StatusCodes.Status422UnprocessableEntity,
        ["request.malformed"] = StatusCodes.Status400BadRequest,
        ["request.antiforgery"] = StatusCodes.Status400BadRequest,
        ["request.idempotency_key"] = StatusCodes.Status400BadRequest,
        ["token.invalid"] = StatusCodes.Status401Unauthorized,
        ["token.read_only"] = StatusCodes.Status403Forbidden,
        ["idempotency_key_missing"] = StatusCodes.Status428PreconditionRequired,
        ["version_missing"] = StatusCodes.Status428PreconditionRequired,
    };

    /// <summary>The value as the given answer, or the refusals as a problem.</summary>
    public static IResult ToResult<T>(this Result<T> result, Texts texts, Func<T, IResult> answer) =>
        result.IsOk ? answer(result.Value) : Of(result.Refusals, texts);

    public static ProblemHttpResult Of(Refusal refusal, Texts texts) => Of([refusal], texts);

    public static ProblemHttpResult Of(IReadOnlyList<Refusal> refusals, Texts texts)
    {
        var entries = refusals.Select(r => Entry(r, texts)).ToList();
        var first = refusals[0];
        var details = new ProblemDetails
        {
            Status = StatusOf(first),
            Title = entries[0].Detail,
            Type = "about:blank",
        };
        details.Extensions["code"] = refusals.Count > 1 ? "invalid" : first.Code;
        details.Extensions["errors"] = entries;
        return TypedResults.Problem(details);
    }

    public static ProblemEntry Entry(Refusal refusal, Texts texts) =>
        new(refusal.Code, refusal.Field is null ? null : FieldName(refusal.Field), Text(refusal, texts));

    /// <summary>A body that could not be read, with the place of the first fault. The reader's own words are not passed on: they may quote what was sent.</summary>
    public static Refusal Malformed(JsonException failure) =>
        new("request.malformed", failure.Path is { Length: > 2 and <= MostPath } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null);

    /// <summary>The code of a bare status that no use case chose.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "request.malformed",
        StatusCodes.Status401Unauthorized => "sign_in_first",
        StatusCodes.Status403Forbidden => "not_allowed",
        StatusCodes.Status404NotFound => "not_found",
        StatusCodes.Status405MethodNotAllowed => "request.method",
        StatusCodes.Status413PayloadTooLarge => "request.too_large",
        StatusCodes.Status415UnsupportedMediaType => "request.media_type",
        StatusCodes.Status429TooManyRequests => "too_many_requests",
        StatusCodes.Status507InsufficientStorage => "storage_full",
        _ => status >= 500 ? "server_error" : "refused",
    };

    private static int StatusOf(Refusal refusal)
    {
        if (StatusByCode.TryGetValue(refusal.Code, out var status)) return status;
        return refusal.Field is null ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
    }

    // A code without a text must not hide the refusal itself.
    private static string Text(Refusal refusal, Texts texts) =>
        // A program has opened no page, and what it sent is its own to keep.
        refusal == Refusal.Stale ? texts["Refusals.stale_call"] : texts.Has("Refusals." + refusal.Code) ? texts.Refusal(refusal) : refusal.Code;

    // Fields are named as in the JSON that was sent: indicators[2].unit.
    private static string FieldName(string field) => string.Join('.', field.Split('.').Select(part => char.ToLowerInvariant(part[0]) + part[1..]));
}
