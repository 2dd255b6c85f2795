using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using global::Stripe;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>
/// Reads what the provider sends by itself. The signature is checked over the raw bytes before anything is parsed; what does not
/// hold is no notice, whatever is wrong with it. The library's own reader throws on missing parts, so its signature check alone is used.
/// </summary>
public sealed class StripeWebhook(StripeSettings settings, TimeProvider clock)
{
    /// <summary>Far above the largest event of the kinds that we take.</summary>
    public const int MostBytes = 256 << 10;

    /// <summary>Seconds that the signature's time may differ from ours, either way.</summary>
    private const long Tolerance = 300;

    private const int LongestSignature = 2_000;

    public bool IsOn => settings.IsOn;

    /// <summary>Null where it is not genuine, or is no event of the first version of the interface.</summary>
    public Notice? Read(ReadOnlySpan<byte> body, string? signature)
    {
        if (!IsOn || string.IsNullOrEmpty(signature) || signature.Length > LongestSignature || body.Length is 0 or > MostBytes) return null;
        return TryText(body, out var text) && IsGenuine(text, signature) ? Parse(text) : null;
    }

    private static bool TryText(ReadOnlySpan<byte> body, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = null;
            return false;
        }
    }

    private bool IsGenuine(string text, string signature)
    {
        try
        {
            EventUtility.ValidateSignature(text, signature, settings.WebhookSecret, Tolerance, clock.GetUtcNow().ToUnixTimeSeconds());
            return true;
        }
        catch (Exception)
        {
            // Bad times and missing parts leave it by other exceptions than its own: none of them is a signature.
            return false;
        }
    }

    private static Notice? Parse(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32 });
            var root = json.RootElement;
            if (TextOf(root, "object") != "event" || TextOf(root, "api_version") is null) return null;
            if (TextOf(root, "id") is not { } id || TextOf(root, "type") is not { } type) return null;
            if (!root.TryGetProperty("created", out var created) || !created.TryGetInt64(out var seconds) || seconds is < 0 or > 32_503_680_000) return null;
            if (!root.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("object", out var about)) return null;
            return new Notice(id, type, TextOf(about, "id") ?? "", TextOf(root, "account"), DateTimeOffset.FromUnixTimeSeconds(seconds));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= PaymentOpMap.MaxExternal } text ? text : null;
}
