using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Files;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Files;

public sealed class FileJudgeTests
{
    private static readonly FileJudge Judging = new(new UploadGate(new UploadSettings(AtOnce: 4)));

    private static IEnumerable<TestCaseData> Accepted()
    {
        const string office = "application/vnd.openxmlformats-officedocument.";
        yield return new TestCaseData("技术方案.pdf", Samples.Pdf, FileKind.Pdf, "application/pdf");
        yield return new TestCaseData("a.docx", Samples.Office(Samples.Word), FileKind.Docx, office + "wordprocessingml.document");
        yield return new TestCaseData("a.xlsx", Samples.Office(Samples.Sheet), FileKind.Xlsx, office + "spreadsheetml.sheet");
        yield return new TestCaseData("a.pptx", Samples.Office(Samples.Slides), FileKind.Pptx, office + "presentationml.presentation");
        yield return new TestCaseData("a.PNG", Samples.Png(), FileKind.Png, "image/png");
        yield return new TestCaseData("a.jpg", Samples.Jpeg(), FileKind.Jpeg, "image/jpeg");
        yield return new TestCaseData("a.jpeg", Samples.Jpeg(behind: [1, 2, 3]), FileKind.Jpeg, "image/jpeg");
        yield return new TestCaseData("a.txt", "榜单说明\r\n\tfirst"u8.ToArray(), FileKind.Text, "text/plain; charset=utf-8");
        yield return new TestCaseData("a.txt", "\uFEFF榜单"u8.ToArray(), FileKind.Text, "text/plain; charset=utf-8");
        yield return new TestCaseData("a.csv", Gb18030("题名,年份\n龘𠮷,2024\n"), FileKind.Csv, "text/csv; charset=gb18030");
        yield return new TestCaseData("a.csv", "MZ,intensity\n100,7\n"u8.ToArray(), FileKind.Csv, "text/csv; charset=utf-8");
        yield return new TestCaseData("a.txt", "a < b, and <3"u8.ToArray(), FileKind.Text, "text/plain; charset=utf-8");
        yield return new TestCaseData("a.zip", Samples.Zip(("数据/a.csv", "1,2"u8.ToArray()), ("b.pdf", Samples.Pdf)), FileKind.Zip, "application/zip");
        yield return new TestCaseData("a.zip", Samples.Zip(), FileKind.Zip, "application/zip");
        yield return new TestCaseData("a.zip", Samples.Zip(("report.docx", Samples.Office(Samples.Word, z => z.Add("word/embeddings/s.xlsx", Samples.Office(Samples.Sheet))))), FileKind.Zip, "application/zip");
        yield return new TestCaseData("formula.docx", Samples.Office(Samples.Word, z => z.Add("word/embeddings/oleObject1.bin", Samples.Ole("Equation Native"))), FileKind.Docx, office + "wordprocessingml.document");
        yield return new TestCaseData("drawing.docx", Samples.Office(Samples.Word, z => z.Add("word/embeddings/d.vsdx", Samples.Office("application/vnd.ms-visio.drawing.main+xml"))), FileKind.Docx, office + "wordprocessingml.document");
    }

    [TestCaseSource(nameof(Accepted))]
    public async Task Judge_honest_file_is_named_by_its_content(string name, byte[] bytes, FileKind kind, string mediaType)
    {
        using var spool = new MemoryStream();

        var judged = await Judging.Judge(new MemoryStream(bytes), name, spool, new FileLimits(), default);

        Assert.That(judged.Value, Is.EqualTo(new JudgedFile(kind, mediaType, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), name)));
        Assert.That(spool.Position, Is.Zero);
        Assert.That(spool.ToArray(), Is.EqualTo(bytes));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        TestCaseData Case(string why, string name, byte[] bytes, string code, params object[] args) =>
            new TestCaseData(name, bytes, code, args).SetName($"Judge_{why}_is_refused");

        var svg = "<?xml version=\"1.0\"?>\n<!-- x --><svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray();
        yield return Case("empty_file", "a.pdf", [], "file.empty");
        yield return Case("windows_program", "a.pdf", Samples.Program, "file.type_not_allowed", UnwelcomeContent.Program);
        yield return Case("linux_program", "a.txt", [0x7F, .. "ELF"u8, 2, 1, 1, 0], "file.type_not_allowed", UnwelcomeContent.Program);
        yield return Case("shell_script", "a.txt", "#!/bin/sh\nrm -rf /"u8.ToArray(), "file.type_not_allowed", UnwelcomeContent.Script);
        yield return Case("shell_script_behind_a_byte_order_mark", "a.txt", "\uFEFF#!/bin/sh"u8.ToArray(), "file.type_not_allowed", UnwelcomeContent.Script);
        yield return Case("svg", "a.png", svg, "file.type_not_allowed", UnwelcomeContent.Svg);
        yield return Case("svg_as_text", "a.txt", svg, "file.type_not_allowed", UnwelcomeContent.Svg);
        yield return Case("html_as_text", "a.txt", "\r\n <!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), "file.type_not_allowed", UnwelcomeContent.WebPage);
        yield return Case("html_in_gb18030", "a.txt", Gb18030("<html>你好"), "file.type_not_allowed", UnwelcomeContent.WebPage);
        yield return Case("xml", "a.txt", "<?xml version=\"1.0\"?><a/>"u8.ToArray(), "file.type_not_allowed", UnwelcomeContent.Xml);
        yield return Case("old_word_document", "a.doc", Samples.Ole("WordDocument"), "file.type_not_allowed", UnwelcomeContent.OldOffice);
        yield return Case("office_document_with_password", "a.docx", Samples.Ole("EncryptedPackage"), "file.encrypted");
        yield return Case("rar", "a.zip", [.. "Rar!"u8, 0x1A, 7, 1, 0], "file.type_not_allowed", UnwelcomeContent.OtherArchive);
        yield return Case("gif", "a.png", [.. "GIF89a"u8, 1, 0, 1, 0, 0], "file.type_not_allowed", UnwelcomeContent.OtherMedia);
        yield return Case("binary_rubbish", "a.txt", [1, 2, 3, 0, 255], "file.type_not_allowed", UnwelcomeContent.Unknown);
        yield return Case("text_with_a_nul", "a.txt", "abc\0def"u8.ToArray(), "file.type_not_allowed", UnwelcomeContent.Unknown);
        yield return Case("text_that_is_neither_utf8_nor_gb18030", "a.txt", [0x41, 0xFF, 0xFF, 0x42], "file.type_not_allowed", UnwelcomeContent.Unknown);
        yield return Case("pdf_named_docx", "a.docx", Samples.Pdf, "file.type_mismatch", "docx", FileKind.Pdf);
        yield return Case("docx_named_zip", "a.zip", Samples.Office(Samples.Word), "file.type_mismatch", "zip", FileKind.Docx);
        yield return Case("zip_named_docx", "a.docx", Samples.Zip(("a.txt", [65])), "file.type_mismatch", "docx", FileKind.Zip);
        yield return Case("pdf_named_exe", "a.pdf.exe", Samples.Pdf, "file.type_mismatch", "exe", FileKind.Pdf);
        yield return Case("text_named_html", "a.html", "hello"u8.ToArray(), "file.type_mismatch", "html", FileKind.Text);
        yield return Case("pdf_without_extension", "pdf", Samples.Pdf, "file.type_mismatch", "", FileKind.Pdf);
        yield return Case("cut_pdf", "a.pdf", "%PDF-1.7\n1 0 obj"u8.ToArray(), "file.damaged");
        yield return Case("pdf_that_is_an_archive_too", "a.pdf", [.. Samples.Pdf, .. Samples.Zip(("a", [1]))], "file.polyglot");
        yield return Case("png_with_an_archive_behind_it", "a.png", Samples.Png(behind: Samples.Zip(("a", [1]))), "file.polyglot");
        yield return Case("jpeg_with_an_archive_behind_it", "a.jpg", Samples.Jpeg(behind: Samples.Zip(("a", [1]))), "file.polyglot");
        yield return Case("cut_png", "a.png", Samples.Png()[..^4], "file.damaged");
        yield return Case("cut_jpeg", "a.jpg", Samples.Jpeg()[..30], "file.damaged");
        yield return Case("png_of_too_many_pixels", "a.png", Samples.Png(60_000, 60_000), "file.picture_too_large", 100_000_000L);
        yield return Case("jpeg_of_too_many_pixels", "a.jpg", Samples.Jpeg(65_000, 65_000), "file.picture_too_large", 100_000_000L);
        yield return Case("template", "a.docx", Samples.Office("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"), "file.type_not_allowed", UnwelcomeContent.OtherOffice);
        yield return Case("macro_document_by_its_main_part", "a.docx", Samples.Office("application/vnd.ms-word.document.macroEnabled.main+xml"), "file.macros");
        yield return Case("macro_project_in_a_plain_document", "a.docx", Samples.Office(Samples.Word, z => z.Add("word/vbaProject.bin", [1])), "file.macros");
        yield return Case("macro_project_under_another_name", "a.xlsx", Samples.Office(Samples.Sheet, moreTypes: "<Override PartName=\"/x.bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>"), "file.macros");
        yield return Case("macro_sheet", "a.xlsx", Samples.Office(Samples.Sheet, moreTypes: "<Override PartName=\"/m.xml\" ContentType=\"application/vnd.ms-excel.macrosheet+xml\"/>"), "file.macros");
        yield return Case("macro_document_in_an_archive", "a.zip", Samples.Zip(("a.docm", Samples.Office("application/vnd.ms-word.document.macroEnabled.main+xml"))), "file.macros");
        yield return Case("document_with_broken_content_types", "a.docx", Samples.Zip(("[Content_Types].xml", "<Types"u8.ToArray())), "file.damaged");
        yield return Case("document_whose_content_types_have_entities", "a.docx", Samples.Zip(("[Content_Types].xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><Types/>"u8.ToArray())), "file.damaged");
        yield return Case("program_in_a_document", "a.docx", Samples.Office(Samples.Word, z => z.Add("word/media/image1.png", Samples.Program)), "file.zip_member", UnwelcomeContent.Program);
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Judge_refuses(string name, byte[] bytes, string code, object[] args)
    {
        var refusal = (await Judge(name, bytes)).Refusal;

        Assert.That(refusal.Code, Is.EqualTo(code));
        Assert.That(refusal.Args, Is.EqualTo(args));
    }

    [Test]
    public async Task Judge_refusal_says_in_words_what_was_found()
    {
        var chinese = new TextCatalogue(strict: true, [typeof(Texts).Assembly]).For(Texts.Chinese);

        Assert.That(chinese.Refusal((await Judge("a.png", "<svg/>"u8.ToArray())).Refusal), Is.EqualTo("这里不接受此类文件：SVG 图形。"));
        Assert.That(chinese.Refusal((await Judge("a.docx", Samples.Pdf)).Refusal), Is.EqualTo("文件扩展名“docx”与实际内容（PDF 文档）不符。"));
    }

    [TestCase(9, true)]
    [TestCase(10, true)]
    [TestCase(11, false)]
    public async Task Judge_file_at_the_limit_passes_and_one_byte_more_does_not(int length, bool passes)
    {
        var judged = await Judge("a.txt", Encoding.ASCII.GetBytes(new string('a', length)), new FileLimits { MaxBytes = 10 });

        Assert.That(judged.IsOk, Is.EqualTo(passes));
        if (!passes) Assert.That((judged.Refusal.Code, judged.Refusal.Args[0]), Is.EqualTo(("file.too_large", (object)10L)));
    }

    [Test]
    public async Task Judge_endless_upload_is_left_after_the_limit()
    {
        using var endless = new EndlessStream();

        var judged = await Judging.Judge(endless, "a.txt", new MemoryStream(), new FileLimits { MaxBytes = 1 << 20 }, default);

        Assert.That(judged.Refusal.Code, Is.EqualTo("file.too_large"));
        Assert.That(endless.BytesRead, Is.EqualTo((1 << 20) + 1));
    }

    [Test]
    public async Task Judge_kind_that_this_place_does_not_take_is_refused()
    {
        var pictures = new FileLimits { Allowed = new HashSet<FileKind> { FileKind.Png, FileKind.Jpeg } };

        var refusal = (await Judge("a.pdf", Samples.Pdf, pictures)).Refusal;

        Assert.That((refusal.Code, refusal.Args[0]), Is.EqualTo(("file.type_not_allowed", (object)FileKind.Pdf)));
    }

    [Test]
    public void Judge_spool_that_holds_something_is_an_error_of_the_caller() =>
        Assert.That(() => Judging.Judge(Stream.Null, "a", new MemoryStream([1]), new FileLimits(), default), Throws.ArgumentException);

    [Test]
    public void Judge_any_bytes_get_an_answer() =>
        Prop.ForAll(Fragments(), Gen.Elements("a.pdf", "a.docx", "a.png", "a.jpg", "a.zip", "a.txt").ToArbitrary(), (bytes, name) =>
            Judge(name, bytes).GetAwaiter().GetResult() is { IsOk: true } or { Refusals.Count: 1 })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    /// <summary>Whole files with a few bytes changed and the end cut off.</summary>
    private static Arbitrary<byte[]> Fragments() => (
        from whole in Gen.Elements(Samples.Pdf, Samples.Png(), Samples.Jpeg(), Samples.Office(Samples.Word), Samples.Zip(("a", [1, 2]), ("b", Samples.Office(Samples.Sheet))))
        from cut in Gen.Choose(0, 9).Select(n => n == 0)
        from length in Gen.Choose(0, whole.Length)
        from places in Gen.Choose(0, whole.Length - 1).ListOf(3)
        from values in Gen.Choose(0, 255).ListOf(3)
        select Changed(whole, places, values)[..(cut ? length : whole.Length)]).ToArbitrary();

    private static byte[] Changed(byte[] whole, IEnumerable<int> places, IEnumerable<int> values)
    {
        var changed = whole.ToArray();
        foreach (var (place, value) in places.Zip(values)) changed[place] = (byte)value;
        return changed;
    }

    internal static Task<Result<JudgedFile>> Judge(string name, byte[] bytes, FileLimits? limits = null) =>
        Judging.Judge(new MemoryStream(bytes), name, new MemoryStream(), limits ?? new FileLimits(), default);

    private static byte[] Gb18030(string text) => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text);

    private sealed class EndlessStream : Stream
    {
        public long BytesRead { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            BytesRead += count;
            return count;
        }
    }
}
