using System.Text.Json;

namespace Marketplace.Kernel;

/// <summary>Tables that are data, not code: json files that travel inside this assembly.</summary>
public static class EmbeddedData
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    /// <param name="path">From the project's folder, such as <c>Kernel/holidays-cn.json</c>.</param>
    /// <exception cref="InvalidOperationException">No such file was embedded, or it is not of the asked shape.</exception>
    public static T Read<T>(string path)
    {
        var name = "Marketplace." + path.Replace('/', '.');
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{path} is not embedded.");
        try
        {
            return JsonSerializer.Deserialize<T>(stream, Strict) ?? throw new InvalidOperationException($"{path} is empty.");
        }
        catch (JsonException broken)
        {
            throw new InvalidOperationException($"{path} is not what the code expects: {broken.Message}", broken);
        }
    }
}
