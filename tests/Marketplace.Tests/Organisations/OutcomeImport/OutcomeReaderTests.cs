using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Organisations;
using Marketplace.Organisations.OutcomeImport;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations.OutcomeImport;

public sealed class OutcomeReaderTests
{
    private const int ThisYear = 2026;

    private const string Table = "题名,年份,类型,摘要,DOI,专利号,关键词\r\n晶圆检测,2024,论文,\"第一行\r\n第二行, \"\"引号\"\"\",10.1000/x,,检测；晶圆；检测\r\n一种装置,2023,发明专利,,,ZL202310000001.2,\r\n";

    private static readonly ImportedOutcome[] Expected =
    [
        new(2, OutcomeKind.Paper, "晶圆检测", 2024, "第一行\n第二行, \"引号\"", "10.1000/x", "检测; 晶圆"),
        new(3, OutcomeKind.Patent, "一种装置", 2023, null, "ZL202310000001.2", null),
    ];

    private static IEnumerable<TestCaseData> Encodings()
    {
        yield return new TestCaseData(new UTF8Encoding(false).GetBytes(Table)).SetName("Read_utf8");
        yield return new TestCaseData((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Table)]).SetName("Read_utf8_with_byte_order_mark");
        yield return new TestCaseData((byte[])[.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Table)]).SetName("Read_utf16");
        yield return new TestCaseData(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Table)).SetName("Read_gb18030");
        yield return new TestCaseData(Encoding.UTF8.GetBytes(Table.Replace(',', '\t').Replace("行\t ", "行, ", StringComparison.Ordinal))).SetName("Read_tabs");
        yield return new TestCaseData(Encoding.UTF8.GetBytes(Table.Replace(',', ';').Replace("行; ", "行, ", StringComparison.Ordinal))).SetName("Read_semicolons");
        yield return new TestCaseData(Encoding.UTF8.GetBytes(Table.Replace("\r\n", "\n", StringComparison.Ordinal))).SetName("Read_unix_line_ends");
    }

    [TestCaseSource(nameof(Encodings))]
    public async Task Read_one_table_in_every_dress(byte[] bytes)
    {
        var read = (await OutcomeReader.Read(new MemoryStream(bytes), new(), ThisYear, default)).Value;

        Assert.That(read.Outcomes, Is.EqualTo(Expected));
        Assert.That(read.Reports.Select(r => (r.Row, r.Verdict)), Is.EqualTo(new[] { (2, RowVerdict.Accepted), (3, RowVerdict.Accepted) }));
    }

    [TestCase("title,year,kind,abstract,doi,patent no,keywords")]
    [TestCase("Article Title,Publication Year,Document Type,Abstract,DOI,Patent No.,Author Keywords")]
    [TestCase("题名（必填）,发表年份,成果类型,内容简介,ＤＯＩ,专利号/patent no,关键字")]
    [TestCase("Title-题名,Year-年,类型,Summary-摘要,DOI,专利申请号,Keyword-关键词")]
    [TestCase(" TITLE , Year , Type , Summary , Doi , PATENT_NUMBER , KEYWORDS ")]
    public void Read_headers_by_all_their_names(string header)
    {
        var read = OutcomeReader.Read(header + "\nA,2024,论文,B,10.1/x,,k\n", new(), ThisYear).Value;

        Assert.That(read.Outcomes, Is.EqualTo(new[] { new ImportedOutcome(2, OutcomeKind.Paper, "A", 2024, "B", "10.1/x", "k") }));
        Assert.That(read.IgnoredColumns, Is.Empty);
    }

    [Test]
    public void Read_columns_without_a_meaning_are_named() =>
        Assert.That(OutcomeReader.Read("题名,作者,title,Notes to self\nA,B,C,D", new(), ThisYear).Value, Has.Property("IgnoredColumns").EqualTo(new[] { "作者", "Notes to self" }));

    [TestCase("title,year\n\"An open mark,2020\nSecond,2021\nThird,2022\n", TestName = "Mark_that_is_never_closed")]
    [TestCase("title,year\n\"An open mark,2020\nSecond,2021\n\"Third\",2022\n", TestName = "Mark_that_the_next_mark_closes")]
    public void Read_a_mark_that_swallows_rows_refuses_the_file(string text)
    {
        var refused = OutcomeReader.Read(text, new(), ThisYear).Refusal;
        Assert.That((refused.Code, refused.Args), Is.EqualTo(("import.unreadable", new object[] { 2 })));
    }

    [Test]
    public void Read_a_mark_within_a_line_as_it_stands() =>
        Assert.That(OutcomeReader.Read("title,year,kind\nA 5\" wafer,2020,论文\nB,2021,论文\n", new(), ThisYear).Value.Outcomes.Select(o => o.Title), Is.EqualTo(new[] { "A 5\" wafer", "B" }));

    [Test]
    public void Read_a_row_with_more_cells_than_the_header_is_refused_and_said()
    {
        var read = OutcomeReader.Read("title,kind,year\nTitle with, a comma,论文,2020\nB,论文,2021,,\n", new(), ThisYear).Value;
        Assert.That(read.Outcomes.Select(o => o.Title), Is.EqualTo(new[] { "B" }));
        Assert.That((read.Reports[0].Row, read.Reports[0].Verdict, read.Reports[0].Code), Is.EqualTo((2, RowVerdict.Refused, "outcome.too_many_cells")));
    }

    [Test]
    public void Read_a_table_with_a_formula_as_a_table() =>
        Assert.That(OutcomeReader.Read("title,year,kind\n@SUM(A1:A3),2020,论文\n", new(), ThisYear).Value.Outcomes.Select(o => o.Title), Is.EqualTo(new[] { "@SUM(A1:A3)" }));

    [Test]
    public void Read_blank_rows_count_but_say_nothing()
    {
        var read = OutcomeReader.Read("\n题名,年份\n\n,,\nA,2024\n", new(), ThisYear).Value;

        Assert.That(read.Reports.Select(r => r.Row), Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public void Read_separator_hint_of_a_spreadsheet_is_followed()
    {
        var read = OutcomeReader.Read("sep=|\ntitle|year\nA, B; C|2024\n", new(), ThisYear).Value;

        Assert.That(read.Outcomes.Single(), Is.EqualTo(new ImportedOutcome(3, OutcomeKind.Paper, "A, B; C", 2024, null, null, null)));
    }

    [TestCase("2024年", 2024, "outcome.year_read")]
    [TestCase("２０２４", 2024, "outcome.year_read")]
    [TestCase("2024-05-01", 2024, "outcome.year_read")]
    [TestCase("20240501", 2024, "outcome.year_read")]
    [TestCase("May 2024", 2024, "outcome.year_read")]
    [TestCase("2027", 2027, null)]
    [TestCase("2028", null, "outcome.year_dropped")]
    [TestCase("1899", null, "outcome.year_dropped")]
    [TestCase("24", null, "outcome.year_dropped")]
    [TestCase("unknown", null, "outcome.year_dropped")]
    [TestCase("", null, null)]
    public void Read_year_is_taken_mended_or_left_out(string cell, int? year, string? code)
    {
        var read = OutcomeReader.Read($"title,year,kind\nA,{cell},paper\n", new(), ThisYear).Value;

        Assert.That((read.Outcomes.Single().Year, read.Reports.Single().Code), Is.EqualTo((year, code)));
    }

    [TestCase("论文", "", OutcomeKind.Paper, null)]
    [TestCase("实用新型", "", OutcomeKind.Patent, null)]
    [TestCase("科研项目", "", OutcomeKind.Project, null)]
    [TestCase("软件著作权", "", OutcomeKind.Prototype, null)]
    [TestCase("Journal Article", "", OutcomeKind.Paper, null)]
    [TestCase("", "ZL1", OutcomeKind.Patent, "outcome.kind_assumed")]
    [TestCase("", "", OutcomeKind.Paper, "outcome.kind_assumed")]
    [TestCase("其他", "", OutcomeKind.Paper, "outcome.kind_assumed")]
    public void Read_kind_is_named_or_assumed(string cell, string patentNo, OutcomeKind kind, string? code)
    {
        var read = OutcomeReader.Read($"title,kind,patent no\nA,{cell},{patentNo}\n", new(), ThisYear).Value;

        Assert.That((read.Outcomes.Single().Kind, read.Reports.Single().Code), Is.EqualTo((kind, code)));
    }

    [TestCase("https://doi.org/10.1/x", "10.1/x")]
    [TestCase("http://dx.doi.org/10.1/x", "10.1/x")]
    [TestCase("DOI: 10.1/x", "10.1/x")]
    [TestCase("doi:10.1/x", "10.1/x")]
    [TestCase("10.1/x", "10.1/x")]
    public void Read_doi_loses_its_address(string cell, string doi) =>
        Assert.That(OutcomeReader.Read($"title,doi\nA,{cell}\n", new(), ThisYear).Value.Outcomes.Single().Identifier, Is.EqualTo(doi));

    [TestCase("title,year\n,2024", "outcome.no_title")]
    [TestCase("title\n\u0007A", "outcome.invalid_characters", TestName = "Read_title_with_a_control_character_is_refused")]
    [TestCase("title,abstract\nA,b\u0001c", "outcome.invalid_characters", TestName = "Read_abstract_with_a_control_character_is_refused")]
    public void Read_row_is_refused(string text, string code)
    {
        var read = OutcomeReader.Read(text, new(), ThisYear).Value;

        Assert.That(read.Outcomes, Is.Empty);
        Assert.That(read.Reports.Single(), Has.Property("Verdict").EqualTo(RowVerdict.Refused).And.Property("Code").EqualTo(code));
    }

    [Test]
    public void Read_overlong_cells_are_refused_or_shortened()
    {
        string Row(int title, int text, int words, int number) =>
            $"title,abstract,keywords,number,kind\n{new string('T', title)},{new string('a', text)},{string.Join("; ", Enumerable.Range(0, words).Select(i => $"keyword{i:000}"))},{new string('9', number)},project\n";

        Assert.That(Codes(Row(500, 10_000, 40, 200)), Is.EqualTo(new string?[] { null }));
        Assert.That(Codes(Row(501, 1, 1, 1)), Is.EqualTo(new[] { "outcome.title_too_long" }));
        Assert.That(Codes(Row(1, 1, 1, 201)), Is.EqualTo(new[] { "outcome.identifier_too_long" }));
        Assert.That(Codes(Row(1, 90_000, 60, 1)), Is.EqualTo(new[] { "outcome.abstract_shortened", "outcome.keywords_shortened" }));
        var shortened = OutcomeReader.Read(Row(1, 90_000, 60, 1), new(), ThisYear).Value;
        Assert.That((shortened.Outcomes.Single().Abstract!.Length, shortened.Outcomes.Single().Keywords!.Length <= 500), Is.EqualTo((10_000, true)));
        Assert.That(shortened.Count(RowVerdict.Corrected), Is.EqualTo(1));
    }

    [Test]
    public void Read_same_result_twice_is_refused_with_the_row_that_came_first()
    {
        var read = OutcomeReader.Read("title,year,kind,doi\nA,2024,paper,10.1/x\na,2024,paper,\nOther,2023,paper,10.1/X\nA,2023,paper,\n", new(), ThisYear).Value;

        Assert.That(read.Outcomes.Select(o => o.Row), Is.EqualTo(new[] { 2, 5 }));
        Assert.That(read.Reports.Where(r => r.Code == "outcome.duplicate").Select(r => (r.Row, r.Args[0])), Is.EqualTo(new[] { (3, (object)2), (4, 2) }));
    }

    [TestCase("", "import.empty")]
    [TestCase(" \r\n ", "import.empty")]
    [TestCase("作者,年份\nA,2024", "import.no_title_column")]
    [TestCase("just a sentence", "import.no_title_column")]
    [TestCase("题名,年份\n", "import.no_rows")]
    public void Read_file_is_refused(string text, string code) =>
        Assert.That(OutcomeReader.Read(text, new(), ThisYear).Refusal.Code, Is.EqualTo(code));

    [Test]
    public void Read_cell_without_end_makes_the_file_unreadable_from_that_row_on()
    {
        var refusal = OutcomeReader.Read($"title\nA\n\"{new string('x', 200_000)}", new(), ThisYear).Refusal;

        Assert.That(refusal.Code, Is.EqualTo("import.unreadable"));
        Assert.That(refusal.Args[0], Is.EqualTo(3));
    }

    [TestCase(10, true)]
    [TestCase(11, false)]
    public void Read_rows_at_the_limit_pass_and_one_more_does_not(int rows, bool passes)
    {
        var read = OutcomeReader.Read("title\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"T{i}\n")), new() { MaxRows = 10 }, ThisYear);

        Assert.That(read.IsOk, Is.EqualTo(passes));
        if (!passes) Assert.That((read.Refusal.Code, read.Refusal.Args[0]), Is.EqualTo(("import.too_many_rows", (object)10)));
    }

    [TestCase(20, true)]
    [TestCase(21, false)]
    public async Task Read_bytes_at_the_limit_pass_and_one_more_does_not(int length, bool passes)
    {
        var bytes = Encoding.ASCII.GetBytes("title\n".PadRight(length, 'x'));

        var read = await OutcomeReader.Read(new MemoryStream(bytes), new() { MaxBytes = 20 }, ThisYear, default);

        Assert.That(read.IsOk, Is.EqualTo(passes));
        if (!passes) Assert.That((read.Refusal.Code, read.Refusal.Args[0]), Is.EqualTo(("import.too_large", (object)20)));
    }

    [TestCase(new byte[0], "import.empty")]
    [TestCase(new byte[] { 0x50, 0x4B, 3, 4, 0, 0 }, "import.encoding")]
    [TestCase(new byte[] { 0xFF, 0xFF, 0xFF }, "import.encoding")]
    [TestCase(new byte[] { 0xEF, 0xBB, 0xBF, 0xFF }, "import.encoding")]
    public async Task Read_bytes_that_are_no_text_are_refused(byte[] bytes, string code) =>
        Assert.That((await OutcomeReader.Read(new MemoryStream(bytes), new(), ThisYear, default)).Refusal.Code, Is.EqualTo(code));

    [Test]
    public void Read_of_what_was_written_gives_it_back() =>
        Prop.ForAll(Rows(), rows =>
        {
            var text = "title,year,kind,abstract\n" + string.Concat(rows.Select((r, i) => $"{Quoted($"{i} {r.Title}")},{r.Year},patent,{Quoted(r.Text)}\r\n"));
            var read = OutcomeReader.Read(text, new(), ThisYear);
            return rows.Length == 0 ? read.Refusal.Code == "import.no_rows"
                : read.Value.Outcomes.Select(o => (o.Title, o.Year, o.Abstract)).SequenceEqual(
                    rows.Select((r, i) => ($"{i} {r.Title}", (int?)r.Year, r.Text.Trim() is { Length: > 0 } trimmed ? trimmed : null)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Read_any_soup_gets_an_answer() =>
        Prop.ForAll(Gen.Elements("title", "题名", "year", ",", ";", "\t", "\"", "\n", "\r", "2024", "@article{", "}", "=", "{", "#", "%", "A", "\uD83D", "\u0001", "sep=").ArrayOf().Select(string.Concat).ToArbitrary(), soup =>
            OutcomeReader.Read(soup, new(), ThisYear) is { IsOk: true } or { Refusals.Count: 1 })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    private static Arbitrary<(string Title, int Year, string Text)[]> Rows() => (
        from title in Gen.Elements("A", "晶圆", "a,b", "a;b", "\"q\"")
        from year in Gen.Choose(1900, ThisYear)
        from words in Gen.Elements("x", ",", ";", "\"", "\n", " ", "榜", "=", "'").ArrayOf()
        select (title, year, string.Concat(words))).ArrayOf().ToArbitrary();

    private static string Quoted(string cell) => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static IEnumerable<string?> Codes(string text) => OutcomeReader.Read(text, new(), ThisYear).Value.Reports.Select(r => r.Code);
}
