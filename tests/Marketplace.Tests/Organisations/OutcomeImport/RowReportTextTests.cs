using System.Text.RegularExpressions;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations.OutcomeImport;

/// <summary>A report is shown as a refusal is, so that each of its codes needs a text.</summary>
public sealed partial class RowReportTextTests
{
    private static readonly TextCatalogue Catalogue = new(strict: true, [typeof(Texts).Assembly]);

    [Test]
    public void Codes_of_reports_have_a_text()
    {
        var codes = Repository.Sources("src", "Marketplace", "Organisations", "OutcomeImport").SelectMany(file => CodesIn(File.ReadAllText(file))).Distinct().ToList();

        Assert.That(codes, Has.Count.GreaterThan(20));
        Assert.That(codes.Where(code => !Catalogue.For(Texts.Chinese).Has("Refusals." + code)), Is.Empty);
    }

    [Test]
    public void Code_of_either_form_is_found() =>
        Assert.That(CodesIn("""new(row, "outcome.year_read") throw new BibtexException("unclosed") a ? "unclosed" : "no_field" "text.required" """), Is.EqualTo(new[] { "outcome.year_read", "bibtex.unclosed" }));

    [Test]
    public void Report_reads_as_a_sentence() =>
        Assert.That(
            Catalogue.For(Texts.Chinese).Refusal(new("outcome.kind_assumed", null, Marketplace.Organisations.OutcomeKind.Paper)),
            Is.EqualTo("未注明或无法识别成果类型，暂按“论文”导入，请核对。"));

    private static IEnumerable<string> CodesIn(string source) =>
        Code().Matches(source).Select(m => m.Groups["whole"].Success ? m.Groups["whole"].Value : "bibtex." + m.Groups["problem"].Value);

    [GeneratedRegex("""
        "(?<whole>(?:outcome|import)\.[a-z_]+)"|BibtexException\("(?<problem>[a-z_]+)"\)
        """, RegexOptions.IgnorePatternWhitespace, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();
}
