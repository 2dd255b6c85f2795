using Marketplace.Kernel;

namespace Marketplace.Cli;

/// <summary>Reads <c>--option value</c> and <c>--option=value</c>.</summary>
internal static class Options
{
    /// <returns>The options by name, or what is wrong with them.</returns>
    public static (IReadOnlyDictionary<string, string> Values, string? Problem) Read(Command command, IReadOnlyList<string> arguments, Texts texts)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (name is null) return (values, texts["Cli.NoOption", arguments[i]]);
            if (!command.Options.Contains(name)) return (values, texts["Cli.UnknownOption", name, command.Name]);
            value ??= ++i < arguments.Count ? arguments[i] : null;
            if (string.IsNullOrWhiteSpace(value) || value.StartsWith("--", StringComparison.Ordinal)) return (values, texts["Cli.NoValue", name]);
            if (!values.TryAdd(name, value)) return (values, texts["Cli.Twice", name]);
        }

        var missing = Array.Find(command.Required, name => !values.ContainsKey(name));
        return (values, missing is null ? null : texts["Cli.Missing", missing]);
    }

    private static (string? Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal)) return (null, null);
        var sign = argument.IndexOf('=', StringComparison.Ordinal);
        return sign < 0 ? (argument[2..], null) : (argument[2..sign], argument[(sign + 1)..]);
    }
}
