using System.Text.Json.Nodes;

namespace Marketplace.Web.Tests.Api;

/// <summary>What an answer says, wherever in it that stands.</summary>
internal static class JsonValues
{
    /// <summary>All values under this name, at whatever depth.</summary>
    public static IEnumerable<string> Named(JsonNode? node, string name) => node switch
    {
        JsonObject members => members.SelectMany(m => string.Equals(m.Key, name, StringComparison.OrdinalIgnoreCase) ? All(m.Value) : Named(m.Value, name)),
        JsonArray items => items.SelectMany(item => Named(item, name)),
        _ => [],
    };

    public static IEnumerable<string> All(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => All(m.Value)),
        JsonArray items => items.SelectMany(All),
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
