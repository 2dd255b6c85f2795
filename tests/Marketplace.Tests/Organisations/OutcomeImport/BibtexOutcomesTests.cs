using Marketplace.Organisations;
using Marketplace.Organisations.OutcomeImport;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations.OutcomeImport;

public sealed class BibtexOutcomesTests
{
    private const string Library = """
        This file was written by a reference manager; write to someone@example.org.
        @string{ jmm = "Journal of Micromechanics" }
        @comment{ @article{hidden, title = {Not an entry}} }
        @preamble{ "\newcommand{\x}{y}" }

        @Article{wang2024afm,
          author   = {Wang, Li and Li, Hua},
          title    = "High-speed {AFM} for " # {12-inch} # " wafers",
          journal  = jmm # ", Part " # 2,
          year     = 2024,
          number   = {7},
          abstract = {We measure {deep} trenches.
                      At 10\% of the time.},
          doi      = {https://doi.org/10.1000/xyz\_1},
          keywords = {AFM, wafer; metrology},
        }
        @patent(cn1, title = {一种晶圆检测装置}, number = {ZL 2023 1 0123456.7}, date = {2023-05-01})
        @inproceedings{, title = {No key}, year = "2022"}
        @article{title = {No key and no comma}, year = 2021}
        @misc{m1, title = {Controller}, howpublished = {Software}, year = {2020}, month = mar}
        @misc{m2, title = {Something else}, year = {2019}}
        """;

    [Test]
    public void Read_entries_of_every_form()
    {
        var read = OutcomeReader.Read(Library, new(), 2026).Value;

        Assert.That(read.Outcomes, Is.EqualTo(new ImportedOutcome[]
        {
            new(6, OutcomeKind.Paper, "High-speed AFM for 12-inch wafers", 2024, "We measure deep trenches. At 10% of the time.", "10.1000/xyz_1", "AFM, wafer; metrology"),
            new(17, OutcomeKind.Patent, "一种晶圆检测装置", 2023, null, "ZL 2023 1 0123456.7", null),
            new(18, OutcomeKind.Paper, "No key", 2022, null, null, null),
            new(19, OutcomeKind.Paper, "No key and no comma", 2021, null, null, null),
            new(20, OutcomeKind.Prototype, "Controller", 2020, null, null, null),
            new(21, OutcomeKind.Paper, "Something else", 2019, null, null, null),
        }));
        Assert.That(read.Reports.Select(r => (r.Row, r.Verdict, r.Code)), Is.EqualTo(new[]
        {
            (6, RowVerdict.Accepted, null),
            (17, RowVerdict.Corrected, "outcome.year_read"),
            (18, RowVerdict.Accepted, null),
            (19, RowVerdict.Accepted, null),
            (20, RowVerdict.Accepted, null),
            (21, RowVerdict.Corrected, "outcome.kind_assumed"),
        }));
    }

    [TestCase("@article{a, title = {never closed, year = 2024\n", "bibtex.unclosed")]
    [TestCase("@article{a, title = \"never closed, year = 2024\n", "bibtex.unclosed")]
    [TestCase("@article{a, title = \"brace } too many\", year = 2024}\n", "bibtex.unbalanced")]
    [TestCase("@article{a, title {no equals sign}}\n", "bibtex.no_field")]
    [TestCase("@article{a, title = , year = 2024}\n", "bibtex.no_value")]
    [TestCase("@article{a, title = {x} # , year = 2024}\n", "bibtex.no_value")]
    [TestCase("@article{a, title = {cut off}\n", "bibtex.no_field")]
    public void Read_broken_entry_is_reported_and_the_next_one_is_read(string broken, string code)
    {
        var read = OutcomeReader.Read($"\n{broken}\n@article{{b, title = {{Whole}}, year = 2024}}\n", new(), 2026).Value;

        Assert.That(read.Outcomes.Select(o => o.Title), Is.EqualTo(new[] { "Whole" }));
        Assert.That(read.Reports.Select(r => (r.Row, r.Verdict, r.Code)), Is.EqualTo(new[] { (2, RowVerdict.Refused, code), (4, RowVerdict.Accepted, null) }));
    }

    [Test]
    public void Read_entry_without_title_is_refused()
    {
        var read = OutcomeReader.Read("@article{a, year = 2024}", new(), 2026).Value;

        Assert.That(read.Outcomes, Is.Empty);
        Assert.That(read.Reports.Single().Code, Is.EqualTo("outcome.no_title"));
    }

    [Test]
    public void Read_value_without_end_in_sight_is_refused()
    {
        var read = OutcomeReader.Read($"@article{{a, title = {{{new string('x', 60_000)}}}}}\n@article{{b, title = {{Whole}}}}", new(), 2026).Value;

        Assert.That(read.Reports.Select(r => r.Code), Is.EqualTo(new[] { "bibtex.value_too_long", null }));
    }

    [Test]
    public void Read_more_entries_than_allowed_are_refused_together() =>
        Assert.That(OutcomeReader.Read(string.Concat(Enumerable.Range(0, 11).Select(i => $"@article{{a{i}, title = {{T{i}}}}}\n")), new() { MaxRows = 10 }, 2026).Refusal.Code, Is.EqualTo("import.too_many_rows"));

    [Test]
    public void Read_file_of_nothing_but_comments_has_no_rows() =>
        Assert.That(OutcomeReader.Read("@comment{nothing here}\n@string{a = {b}}", new(), 2026).Refusal.Code, Is.EqualTo("import.no_rows"));

    [Test]
    public void Read_file_of_unclosed_entries_ends_in_reasonable_work()
    {
        var hostile = string.Concat(Enumerable.Repeat("@a{b, c = {\n", 2_000));

        Assert.That(OutcomeReader.Read(hostile, new(), 2026).Value.Reports, Has.Count.EqualTo(2_000).And.All.Matches<RowReport>(r => r.Verdict == RowVerdict.Refused));
    }
}
