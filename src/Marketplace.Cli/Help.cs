using Marketplace.Kernel;

namespace Marketplace.Cli;

/// <summary>What the command line can do, from the commands themselves.</summary>
internal static class Help
{
    public static void Write(IReadOnlyList<Command> commands, Texts texts, TextWriter output)
    {
        output.WriteLine(texts["Cli.Usage"]);
        output.WriteLine();
        var width = commands.Max(c => c.Name.Length);
        foreach (var command in commands) output.WriteLine($"  {command.Name.PadRight(width)}  {texts[$"Cli.{command.Name}.Summary"]}");
        output.WriteLine();
        output.WriteLine(texts["Cli.Codes"]);
    }

    public static void Write(Command command, Texts texts, TextWriter output)
    {
        var options = command.Required.Select(o => $" --{o} <…>").Concat(command.Optional.Select(o => $" [--{o} <…>]"));
        output.WriteLine($"marketplace {command.Name}{string.Concat(options)}");
        output.WriteLine();
        output.WriteLine(texts[$"Cli.{command.Name}.Summary"]);
        var width = command.Options.Select(o => o.Length).DefaultIfEmpty(0).Max();
        foreach (var option in command.Options) output.WriteLine($"  --{option.PadRight(width)}  {texts[$"Cli.{command.Name}.{option}"]}");
    }
}
