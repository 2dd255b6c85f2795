using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Cli;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Architecture;

/// <summary>The README says what the code does. Each comparison has a twin that shows it biting.</summary>
[SetUICulture("en")]
public sealed partial class DocsTests
{
    private static readonly string Readme = File.ReadAllText(Repository.At("README.md"));

    [Test]
    public void Ladder_of_the_readme_is_the_one_that_is_kept()
    {
        var kept = LadderTests.Ladder.Select(step => string.Join(", ", step.Where(feature => Directory.Exists(Repository.At("src", "Marketplace", feature))))).Where(step => step.Length > 0);
        Assert.That(Ladder(Readme), Is.EqualTo(kept.Append("doors")));
    }

    [Test]
    public void Settings_of_the_readme_are_those_that_are_read()
    {
        var read = Repository.Sources("src").SelectMany(file => SettingsRead(File.ReadAllText(file))).Distinct().Order(StringComparer.Ordinal);
        Assert.That(Settings(Readme).Order(StringComparer.Ordinal), Is.EqualTo(read));
    }

    [Test]
    public async Task Commands_of_the_readme_are_those_of_the_shell_with_options_that_it_takes()
    {
        var documented = Commands(Readme);
        Assert.That(documented.Select(c => c.Name).Where(name => name != "--help"), Is.EquivalentTo(CommandsOf(await Help("--help"))));
        foreach (var (name, options) in documented.Where(c => c.Name != "--help"))
        {
            var help = await Help(name, "--help");
            Assert.That(options.Where(option => !help.Contains(option, StringComparison.Ordinal)), Is.Empty, name);
        }
    }

    [Test]
    public void Demonstration_sign_ins_of_the_readme_are_those_that_are_loaded()
    {
        var people = JsonNode.Parse(File.ReadAllText(Repository.At("src", "Marketplace.Web", "Demo", "people.json")))!.AsArray();
        Assert.That(SignIns(Readme), Is.EquivalentTo(people.Select(p => p!["email"]!.GetValue<string>())));
        var password = PasswordInCode().Match(File.ReadAllText(Repository.At("src", "Marketplace.Web", "Demo", "DemoLoader.cs"))).Groups[1].Value;
        Assert.That(PasswordInReadme().Match(Readme).Groups[1].Value, Is.EqualTo(password).And.Not.Empty);
    }

    [Test]
    public void Drift_of_the_ladder_is_found()
    {
        Assert.That(Ladder("```\nKernel < Data, Mail < Bids < doors\n```"), Is.EqualTo(new[] { "Kernel", "Data, Mail", "Bids", "doors" }));
        Assert.That(Ladder(Readme.Replace(" < Notifications", "", StringComparison.Ordinal)), Is.Not.EqualTo(Ladder(Readme)));
    }

    [Test]
    public void Drift_of_the_settings_is_found()
    {
        Assert.That(SettingsRead("x = configuration[\"Shop:Door\"]; y = c.Number(\"Shop:Hours\", 8); z = app.Configuration[\"Urls\"];"), Is.EqualTo(new[] { "Shop:Door", "Shop:Hours", "Urls" }));
        Assert.That(SettingsRead("// \"Shop:Door\"\nvar time = \"12:30\"; var kind = \"no:setting\";"), Is.Empty);
        Assert.That(Settings("## Settings\n\n| Setting | Meaning |\n| --- | --- |\n| `Mail:Host`, `Port` | words, `x:y` |\n| `Urls` | where |\n"), Is.EqualTo(new[] { "Mail:Host", "Mail:Port", "Urls" }));
    }

    [Test]
    public void Drift_of_commands_and_sign_ins_is_found()
    {
        var commands = Commands("dotnet run --project src/Marketplace.Cli -- greet --name \"Zhou Min\"\ndotnet run --project src/Marketplace.Cli -- leave");
        Assert.That(commands.Select(c => $"{c.Name} {string.Join(' ', c.Options)}".Trim()), Is.EqualTo(new[] { "greet --name", "leave" }));
        Assert.That(CommandsOf("Usage: x\n\n  greet  Says hello\n  leave  Goes\n\nExit codes"), Is.EqualTo(new[] { "greet", "leave" }));
        Assert.That(SignIns("| `a@demo.example`, `b@demo.example` | two |"), Is.EqualTo(new[] { "a@demo.example", "b@demo.example" }));
    }

    private static string[] Ladder(string readme) => LadderLine().Match(readme).Value.Split(" < ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The first column of the table: a name without a section belongs to that of the name before it.</summary>
    private static IEnumerable<string> Settings(string readme)
    {
        var table = readme[(readme.IndexOf("## Settings", StringComparison.Ordinal) is >= 0 and var at ? at : 0)..].Split('\n').SkipWhile(l => !l.StartsWith("| ---", StringComparison.Ordinal)).Skip(1);
        foreach (var row in table.TakeWhile(l => l.StartsWith('|')))
        {
            var section = "";
            foreach (var name in Quoted().Matches(row.Split('|')[1]).Select(m => m.Groups[1].Value))
            {
                var isWhole = name.Contains(':', StringComparison.Ordinal);
                if (isWhole) section = name[..(name.LastIndexOf(':') + 1)];
                yield return isWhole ? name : section + name;
            }
        }
    }

    private static IEnumerable<string> SettingsRead(string source) => SettingInCode().Matches(LineComment().Replace(source, "")).Select(m => m.Groups["name"].Value);

    private static List<(string Name, List<string> Options)> Commands(string readme) =>
        [.. CommandLineOf().Matches(readme).Select(m => (m.Groups["name"].Value, Option().Matches(m.Groups["rest"].Value).Select(o => o.Value).ToList()))];

    private static IEnumerable<string> CommandsOf(string help) => HelpLine().Matches(help).Select(m => m.Groups["name"].Value);

    private static IEnumerable<string> SignIns(string readme) => SignIn().Matches(readme).Select(m => m.Groups[1].Value);

    private static async Task<string> Help(params string[] arguments)
    {
        await using var output = new StringWriter();
        await CommandLine.Run(arguments, output, output);
        return output.ToString();
    }

    [GeneratedRegex(@"^Kernel < .* doors$", RegexOptions.Multiline)]
    private static partial Regex LadderLine();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();

    // A literal with a section, or one that is asked of the configuration by itself.
    [GeneratedRegex("""(?:"(?<name>[A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+)"|[cC]onfiguration\["(?<name>[A-Z][A-Za-z]+)"\])""")]
    private static partial Regex SettingInCode();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex LineComment();

    [GeneratedRegex(@"^dotnet run --project src/Marketplace\.Cli -- (?<name>\S+)(?<rest>.*)$", RegexOptions.Multiline)]
    private static partial Regex CommandLineOf();

    [GeneratedRegex(@"(?<=\s)--[a-z-]+")]
    private static partial Regex Option();

    [GeneratedRegex(@"^  (?<name>\S+)  ", RegexOptions.Multiline)]
    private static partial Regex HelpLine();

    [GeneratedRegex(@"`([^`\s]+@demo\.example)`")]
    private static partial Regex SignIn();

    [GeneratedRegex(@"const string Password = ""([^""]+)""")]
    private static partial Regex PasswordInCode();

    [GeneratedRegex(@"The password of all is `([^`]+)`")]
    private static partial Regex PasswordInReadme();
}
