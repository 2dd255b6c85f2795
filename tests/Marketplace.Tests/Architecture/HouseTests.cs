using System.Text.RegularExpressions;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Architecture;

/// <summary>The rules of the house that a reader can check by looking: sizes, names, tests at their place, texts in resources.</summary>
public sealed partial class HouseTests
{
    private const int MostLines = 400;

    [Test]
    public void Files_stay_readable() =>
        Assert.That(OwnFiles().Where(file => IsTooLong(File.ReadAllText(file))).Select(Short), Is.Empty);

    [Test]
    public void Too_long_file_is_found()
    {
        Assert.That(IsTooLong(string.Concat(Enumerable.Repeat("x\n", MostLines + 1))), Is.True);
        Assert.That(IsTooLong(string.Concat(Enumerable.Repeat("x\n", MostLines))), Is.False);
    }

    [Test]
    public void Every_use_case_has_a_test_at_the_mirrored_path()
    {
        var tests = Repository.Sources("tests", "Marketplace.Tests").ToLookup(file => Folder(file, "tests", "Marketplace.Tests"));
        Assert.That(UseCases().Where(u => !IsTested(u.Name, tests[u.Folder].Select(file => (Path.GetFileName(file), File.ReadAllText(file))))).Select(u => $"{u.Folder}/{u.Name}"), Is.Empty);
    }

    [Test]
    public void Use_case_without_test_is_found()
    {
        Assert.That(IsUseCase("public sealed class CloseShop(Writer writer)\n{\n    public Task<Result<Done>> Run("), Is.True);
        Assert.That(IsUseCase("public sealed class ShopQueries(MarketplaceDb db)"), Is.False);
        Assert.That(IsTested("CloseShop", [("ShopTests.cs", "await world.With((OpenShop u) => u.Run(")]), Is.False);
        Assert.That(IsTested("CloseShop", [("ShopTests.cs", "// CloseShop is for later\n/// <see cref=\"CloseShop\"/>")]), Is.False);
        Assert.That(IsTested("CloseShop", [("ShopTests.cs", "await world.With((CloseShop u) => u.Run(")]), Is.True);
        Assert.That(IsTested("CloseShop", [("CloseShopTests.cs", "")]), Is.True);
    }

    [Test]
    public void Names_speak_of_the_domain() =>
        Assert.That(OwnFiles().Where(file => SaysNothing().IsMatch(Path.GetFileName(file))).Select(Short), Is.Empty);

    [Test]
    public void Name_that_says_nothing_is_found()
    {
        Assert.That(SaysNothing().IsMatch("BidManager.cs"), Is.True);
        Assert.That(SaysNothing().IsMatch("StringExtensions.cs"), Is.True);
        Assert.That(SaysNothing().IsMatch("SubmitBid.cs"), Is.False);
    }

    [Test]
    public void Texts_for_people_stand_in_resource_files() =>
        Assert.That(OwnFiles().Where(file => HasChinese(File.ReadAllText(file))).Select(Short), Is.Empty);

    [Test]
    public void Chinese_in_a_literal_is_found_and_in_a_comment_is_not()
    {
        Assert.That(HasChinese("var x = \"\u63ed\u699c\";"), Is.True);
        Assert.That(HasChinese("/// the notice (\u516c\u793a)\nvar x = 1; // \u63ed\u699c"), Is.False);
    }

    private static IEnumerable<string> OwnFiles() => Repository.Sources("src").Concat(
        Directory.EnumerateFiles(Repository.At("src"), "*.cshtml", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)));

    private static string Short(string file) => Path.GetRelativePath(Repository.Root, file);

    private static bool IsTooLong(string text) => text.Count(c => c == '\n') > MostLines;

    private static IEnumerable<(string Folder, string Name)> UseCases() => Repository.Sources("src", "Marketplace")
        .Where(file => IsUseCase(File.ReadAllText(file)))
        .Select(file => (Folder(file, "src", "Marketplace"), Path.GetFileNameWithoutExtension(file)));

    // The whole way below the project: a folder of the same name elsewhere is another one.
    private static string Folder(string file, params string[] project) => Path.GetRelativePath(Repository.At(project), Path.GetDirectoryName(file)!);

    private static bool IsUseCase(string text) => TakesWriter().IsMatch(text) && RunMethod().IsMatch(text);

    // Under its own name, or called in the tests of several that belong together.
    private static bool IsTested(string name, IEnumerable<(string File, string Text)> tests) =>
        tests.Any(test => test.File == $"{name}Tests.cs" || Regex.IsMatch(Comments().Replace(test.Text, ""), $@"\({name} \w+\) =>"));

    private static bool HasChinese(string text) => Chinese().IsMatch(Comments().Replace(text, ""));

    [GeneratedRegex(@"class \w+\([^)]*\bWriter writer")]
    private static partial Regex TakesWriter();

    [GeneratedRegex(@"public (async )?Task<Result<.+>> Run\(")]
    private static partial Regex RunMethod();

    [GeneratedRegex(@"(Manager|(?<!Tag)Helper|Helpers|Utils|Util|Base|Impl|Extensions)\.cs$")]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2,}")]
    private static partial Regex Chinese();

    // Line comments, block comments and Razor comments; an address inside a string may lose its tail, which holds no Chinese.
    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comments();
}
