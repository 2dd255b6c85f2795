using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Events;

/// <summary>How events are written and read again.</summary>
public static class EventJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        // Chinese stays readable in the log; the text is never put into a page unescaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly Dictionary<string, Type> Types = typeof(EventJson).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)
        .ToDictionary(DomainEvent.TypeOf, StringComparer.Ordinal);

    /// <summary>Every type of event that this program knows.</summary>
    public static IReadOnlyCollection<string> KnownTypes => Types.Keys;

    /// <exception cref="InvalidOperationException">The row holds a type that this program does not know.</exception>
    public static DomainEvent Read(EventRow row) =>
        Types.TryGetValue(row.Type, out var type) && JsonSerializer.Deserialize(row.Json, type, Options) is DomainEvent e
            ? e
            : throw new InvalidOperationException($"Event {row.Seq} has the unknown type {row.Type}.");
}
