using System.Text.RegularExpressions;
using Marketplace.Cli;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Look;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

/// <summary>Every text is there in both languages, with the same placeholders, and every text asked for is there.</summary>
public sealed partial class ResourceTests
{
    private static readonly TextCatalogue Catalogue = new(strict: true, [typeof(Texts).Assembly, typeof(LookModule).Assembly, typeof(Cli.CommandLine).Assembly]);

    [Test]
    public void Languages_have_the_same_texts_with_the_same_placeholders() =>
        Assert.That(Differences(Catalogue.For(Texts.Chinese), Catalogue.For(Texts.English)), Is.Empty);

    [Test]
    public void Difference_between_languages_is_found()
    {
        var chinese = new Texts("zh-CN", new Dictionary<string, string> { ["A.Same"] = "{0} x", ["A.Other"] = "{0}", ["A.Only"] = "x" }, strict: true);
        var english = new Texts("en", new Dictionary<string, string> { ["A.Same"] = "x {0}", ["A.Same.One"] = "one", ["A.Other"] = "{1}" }, strict: true);
        Assert.That(Differences(chinese, english), Is.EquivalentTo(["A.Only", "A.Other"]));
    }

    [Test]
    public void Texts_asked_for_in_pages_and_code_exist() =>
        Assert.That(Sources().SelectMany(file => Asked(File.ReadAllText(file)).Where(IsMissing).Select(key => $"{Path.GetFileName(file)}: {key}")), Is.Empty);

    [Test]
    public void Refusals_made_in_code_have_a_text() =>
        Assert.That(Sources().SelectMany(file => Refused(File.ReadAllText(file))).Distinct().Where(code => IsMissing("Refusals." + code)), Is.Empty);

    [Test]
    public void Enums_with_a_name_have_a_name_for_every_member() =>
        Assert.That(NamesMissing(typeof(Texts).Assembly.GetTypes().Concat(typeof(LookModule).Assembly.GetTypes())), Is.Empty);

    [Test]
    public void Events_have_a_name_in_the_log_and_so_has_each_kind_of_them() =>
        Assert.That(EventJson.KnownTypes.SelectMany(type => new[] { "Admin.Event." + type, "Admin.Kind." + type[..type.IndexOf('.', StringComparison.Ordinal)] }).Distinct().Where(IsMissing), Is.Empty);

    [Test]
    public void Text_or_refusal_without_a_resource_is_found()
    {
        Assert.That(Asked("@T[\"Nix.Title\"] texts[\"Nix.Hint\", 3] T.Count(\"Nix.Found\", 3)"), Is.EqualTo(["Nix.Title", "Nix.Hint", "Nix.Found"]));
        Assert.That(Refused("return new Refusal(\"nix.gone\", null); Refusal r = new(\"nix.late\");"), Is.EqualTo(["nix.gone", "nix.late"]));
        Assert.That(IsMissing("Nix.Title"), Is.True);
    }

    private static IEnumerable<string> Differences(Texts chinese, Texts english)
    {
        var plural = english.Keys.Where(key => key.EndsWith(".One", StringComparison.Ordinal) && english.Has(key[..^4]));
        var either = chinese.Keys.Union(english.Keys).Except(plural);
        return either.Where(key => !chinese.Has(key) || !english.Has(key) || !Placeholders(chinese[key]).SetEquals(Placeholders(english[key])));
    }

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    private static IEnumerable<string> NamesMissing(IEnumerable<Type> types) => types.Where(type => type.IsEnum)
        .Select(type => Enum.GetNames(type).Select(name => $"{Feature(type)}.{type.Name}.{name}").ToArray())
        .Where(keys => Array.Exists(keys, key => !IsMissing(key)))
        .SelectMany(keys => keys.Where(IsMissing));

    private static string Feature(Type type) => type.Namespace is { } space && space.Split('.') is [_, var second, ..] ? second : "";

    private static bool IsMissing(string key) => !Catalogue.For(Texts.Chinese).Has(key);

    private static IEnumerable<string> Asked(string source) => AskedText().Matches(source).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Refused(string source) => RefusalCode().Matches(source).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Sources() => Repository.Sources("src").Concat(Pages());

    internal static IEnumerable<string> Pages() => Directory
        .EnumerateFiles(Repository.At("src", "Marketplace.Web", "Pages"), "*.cshtml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""\b(?:T|[Tt]exts)(?:\[|\.Count\()"([A-Za-z0-9_.\-]+)"\s*[\],]""")]
    private static partial Regex AskedText();

    [GeneratedRegex("""\b(?:Refusal|new)\("([a-z_]+(?:\.[a-z_]+)+)"\s*[,)]""")]
    private static partial Regex RefusalCode();
}
