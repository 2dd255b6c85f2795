using System.Reflection;
using System.Text.Json.Serialization;

namespace Marketplace.Events;

/// <summary>What an event is about: kind (<c>challenge</c>, <c>bid</c>, …), id, and the public code where there is one.</summary>
public sealed record Subject(string Kind, Guid Id, string? Code = null);

/// <summary>The stable name of an event in the log and on the wire, such as <c>challenge.posted</c>.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>
/// A fact that has happened. Its own properties are kept as JSON in the event log, which officers and auditors read:
/// an event therefore never carries sealed content, secrets or more about a person than an id.
/// </summary>
public abstract record DomainEvent
{
    [JsonIgnore] public abstract Subject Subject { get; }

    /// <summary>The live streams (see <see cref="Streams"/>) that hear of it. Everyone on a stream sees <see cref="Live"/>.</summary>
    [JsonIgnore] public virtual IEnumerable<string> Audience => [];

    /// <summary>Small extra data for the screen, safe for every listener; null means the ids are enough.</summary>
    [JsonIgnore] public virtual object? Live => null;

    [JsonIgnore] public string Type => TypeOf(GetType());

    public static string TypeOf(Type type) => type.GetCustomAttribute<EventTypeAttribute>()?.Name
        ?? throw new InvalidOperationException($"{type.Name} has no [EventType].");
}

/// <summary>Names of live streams. A stream is a numbered list of messages for one audience.</summary>
public static class Streams
{
    public const string Public = "public";

    /// <summary>Officers who may read the event log: what waits for them or was done by a colleague, told by ids alone.</summary>
    public const string Officers = "officers";

    /// <summary>Officers who see the money page.</summary>
    public const string Money = "money";

    public static string Organisation(Guid id) => $"organisation:{id:D}";
    public static string Person(Guid id) => $"person:{id:D}";
    public static string Challenge(Guid id) => $"challenge:{id:D}";
}
