using System.Globalization;
using Marketplace.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Marketplace.Cli;

/// <summary>The use cases from a shell: <c>marketplace &lt;command&gt; --option value …</c>. Exit code 0 done, 1 refused with a reason, 2 wrong usage.</summary>
public static class CommandLine
{
    private static readonly Command[] Commands = [CreateAdmin.Command, Migrate.Command, VerifyAudit.Command];

    /// <param name="settings">Settings over those of the environment, for tests.</param>
    public static async Task<int> Run(
        IReadOnlyList<string> arguments, TextWriter output, TextWriter error,
        IEnumerable<KeyValuePair<string, string?>>? settings = null, CancellationToken ct = default)
    {
        var texts = Language();
        if (arguments is [] or ["--help" or "-h" or "help", ..])
        {
            Help.Write(Commands, texts, arguments.Count == 0 ? error : output);
            return arguments.Count == 0 ? ExitCode.WrongUsage : ExitCode.Done;
        }

        if (Array.Find(Commands, c => c.Name == arguments[0]) is not { } command) return Wrong(texts["Cli.Unknown", arguments[0]], texts, error);
        if (arguments.Contains("--help") || arguments.Contains("-h"))
        {
            Help.Write(command, texts, output);
            return ExitCode.Done;
        }

        var options = Options.Read(command, arguments.Skip(1).ToList(), texts);
        return options.Problem is { } problem ? Wrong(problem, texts, error) : await Do(command, options.Values, texts, output, error, settings, ct);
    }

    private static async Task<int> Do(
        Command command, IReadOnlyDictionary<string, string> options, Texts texts, TextWriter output, TextWriter error,
        IEnumerable<KeyValuePair<string, string?>>? settings, CancellationToken ct)
    {
        try
        {
            using var host = Build(settings);
            await using var scope = host.Services.CreateAsyncScope();
            return await command.Run(new Call(options, scope.ServiceProvider, texts, output, error), ct);
        }
        catch (SettingException wrong)
        {
            await error.WriteLineAsync(wrong.Message);
            return ExitCode.Refused;
        }
    }

    // Nothing is started: workers belong to the web program, which finds what a command leaves in the outbox.
    private static IHost Build(IEnumerable<KeyValuePair<string, string?>>? settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddMarketplace(builder.Configuration);
        return builder.Build();
    }

    /// <summary>Chinese where the shell speaks Chinese, else English.</summary>
    private static Texts Language()
    {
        var isChinese = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
        return new TextCatalogue(strict: false, typeof(Texts).Assembly, typeof(CommandLine).Assembly).For(isChinese ? Texts.Chinese : Texts.English);
    }

    private static int Wrong(string problem, Texts texts, TextWriter error)
    {
        error.WriteLine(problem);
        error.WriteLine(texts["Cli.SeeHelp"]);
        return ExitCode.WrongUsage;
    }
}
