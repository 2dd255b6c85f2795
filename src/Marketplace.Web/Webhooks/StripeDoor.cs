using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.Payments.Rails.Stripe;

namespace Marketplace.Web.Webhooks;

/// <summary>
/// Where the provider of the card rail tells what happened: <c>POST /webhooks/stripe</c>. The raw body is checked against its
/// signature, kept by the event's id, and answered; a job handles it later. What is not genuine leaves no trace and learns nothing.
/// </summary>
internal static class StripeDoor
{
    public static void MapWebhooks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/webhooks/stripe", Take).AllowAnonymous().DisableAntiforgery().DisableRateLimiting().ExcludeFromDescription();

    private static async Task<IResult> Take(HttpContext context, StripeWebhook webhook, TakeNotice take, CardRail card, CancellationToken ct)
    {
        // Without a rail the address does not exist.
        if (card.Rail is not { } rail) return Results.NotFound();
        var body = await Body(context.Request, ct);
        if (body is null || webhook.Read(body, Signature(context.Request)) is not { } notice) return Results.StatusCode(StatusCodes.Status400BadRequest);
        _ = await take.Run(rail.Info.Id, notice, ct);
        return Results.Ok();
    }

    private static string? Signature(HttpRequest request) => request.Headers["Stripe-Signature"] is [{ } one] ? one : null;

    // Null where there is more than any event has; no more is read.
    private static async Task<byte[]?> Body(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > StripeWebhook.MostBytes) return null;
        try
        {
            using var kept = new MemoryStream();
            var buffer = new byte[16 << 10];
            int read;
            while ((read = await request.Body.ReadAsync(buffer, ct)) > 0)
            {
                if (kept.Length + read > StripeWebhook.MostBytes) return null;
                kept.Write(buffer, 0, read);
            }

            return kept.ToArray();
        }
        catch (Exception e) when (e is BadHttpRequestException or IOException)
        {
            return null;
        }
    }
}
