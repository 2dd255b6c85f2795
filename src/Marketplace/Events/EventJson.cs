using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

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
        // An override does not inherit the mark of the property that it overrides.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutTheEnvelope } },
    };

    private static readonly Dictionary<string, Type> Types = typeof(EventJson).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(DomainEvent)) && !t.IsAbstract)
        .ToDictionary(DomainEvent.TypeOf, StringComparer.Ordinal);

    private static readonly string[] Envelope = [nameof(DomainEvent.Subject), nameof(DomainEvent.Audience), nameof(DomainEvent.Live)];

    /// <summary>Every type of event that this program knows.</summary>
    public static IReadOnlyCollection<string> KnownTypes => Types.Keys;

    /// <exception cref="InvalidOperationException">The row holds a type that this program does not know.</exception>
    public static DomainEvent Read(EventRow row) =>
        Types.TryGetValue(row.Type, out var type) && JsonSerializer.Deserialize(row.Json, type, Options) is DomainEvent e
            ? e
            : throw new InvalidOperationException($"Event {row.Seq} has the unknown type {row.Type}.");

    private static void LeaveOutTheEnvelope(JsonTypeInfo type)
    {
        if (!type.Type.IsSubclassOf(typeof(DomainEvent))) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (type.Properties[i].AttributeProvider is MemberInfo member && Envelope.Contains(member.Name)) type.Properties.RemoveAt(i);
        }
    }
}
