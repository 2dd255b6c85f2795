using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using PdfSharp.Pdf.IO;

namespace Marketplace.Tests.Contracts.Papers;

public sealed class ContractPapersTests
{
    [TestCase("zh-CN")]
    [TestCase("en")]
    public async Task Docx_is_whole_and_carries_the_signed_text_its_tables_and_signatures(string language)
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        var paper = (await Paper(scene, scene.Bidder, language))!;
        using var file = WordprocessingDocument.Open(DocxPaper.Write(paper), isEditable: false);
        Assert.That(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file).Select(e => $"{e.Path?.XPath}: {e.Description}"), Is.Empty);
        var contract = await scene.Contract();
        var text = file.MainDocumentPart!.Document!.InnerText;
        Assert.That(text, Does.Contain(contract.TextSha256!).And.Contain("Laboratory 1").And.Contain(contract.Leader!).And.Contain(scene.Publisher.Name));
        if (language == Texts.Chinese) Assert.That(contract.Text!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !text.Contains(line, StringComparison.Ordinal)), Is.Empty);
        Assert.That(file.MainDocumentPart.FooterParts.Single().Footer!.InnerXml, Does.Contain("NUMPAGES"));
    }

    [TestCase("zh-CN")]
    [TestCase("en")]
    public async Task Pdf_has_its_pages_and_a_part_of_the_font(string language)
    {
        if (!PaperFont.OfMachine.IsUsable) Assert.Ignore("No Chinese font that can be embedded: apt-get install fonts-wqy-microhei");
        await using var world = await World.Create();
        var scene = await ContractScene.Signed(world.Services);
        var paper = (await Paper(scene, scene.Publisher, language))!;
        var bytes = PdfPaper.Write(paper, PaperFont.OfMachine).ToArray();
        if (Environment.GetEnvironmentVariable("PAPERS_OUT") is { } folder) await File.WriteAllBytesAsync(Path.Combine(folder, $"contract-{language}.pdf"), bytes);
        using var pdf = PdfReader.Open(new MemoryStream(bytes), PdfDocumentOpenMode.Import);
        Assert.That((pdf.PageCount, pdf.Info.Title), Is.EqualTo((pdf.PageCount, paper.Title)));
        Assert.That(pdf.PageCount, Is.InRange(2, 6));
        Assert.That(Encoding.Latin1.GetString(bytes), Does.Contain("/FontFile2"));
        Assert.That(bytes, Has.Length.LessThan(300_000), "a part of the font and not all of it");
    }

    [Test]
    public void Table_longer_than_a_page_goes_on_with_its_head()
    {
        if (!PaperFont.OfMachine.IsUsable) Assert.Ignore("No Chinese font that can be embedded: apt-get install fonts-wqy-microhei");
        var rows = Enumerable.Range(1, 120).Select(i => (IReadOnlyList<string>)[$"{i}", i == 60 ? string.Concat(Enumerable.Repeat("word ", 3_000)) : "x"]).ToList();
        var paper = new Paper("en", "Long", "C", null, "{0}/{1}", [new PaperPart.Table([new("No.", 20), new("Text", 80)], rows)]);
        using var pdf = PdfReader.Open(PdfPaper.Write(paper, PaperFont.OfMachine), PdfDocumentOpenMode.Import);
        Assert.That(pdf.PageCount, Is.InRange(5, 15));
    }

    [Test]
    public async Task Papers_are_for_the_sides_and_officers_alone()
    {
        await using var world = await World.Create();
        var scene = await ContractScene.Create(world.Services);
        Assert.That(await Paper(scene, scene.Publisher, "en"), Is.Null, "nothing is drafted");
        _ = (await scene.Draft()).Value;
        Assert.That((await Paper(scene, scene.Publisher, "en"))!.Mark, Is.Not.Null, "a draft says so on every page");
        Assert.That(await Paper(scene, scene.Finance, "en"), Is.Not.Null);
        var stranger = (await scene.Bids.AddLab("Laboratory of Others")).Actor;
        Assert.That((await Paper(scene, stranger, "en"), await scene.With((ContractPapers p) => p.Pledge(scene.ContractId, stranger, Of(scene, "en")))), Is.EqualTo(((Paper?)null, (Paper?)null)));
        Assert.That((await scene.With((ContractPapers p) => p.Pledge(scene.ContractId, scene.Bidder, Of(scene, "zh-CN"))))!.Parts.OfType<PaperPart.Paragraph>(), Is.Not.Empty);
    }

    [Test]
    public void Font_that_is_no_font_or_has_no_chinese_is_passed_over()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Assert.That(PaperFont.Find([folder.FullName, "/no/such/folder"]), Is.Null);
            File.WriteAllBytes(Path.Combine(folder.FullName, "simhei.ttf"), [0, 1, 0, 0, 0, 9, 1, 2, 3]);
            File.WriteAllBytes(Path.Combine(folder.FullName, "wqy-microhei.ttc"), [0x74, 0x74, 0x63, 0x66, 0, 1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
            Assert.That(PaperFont.Find([folder.FullName]), Is.Null);
            Assert.That(new PaperFont(null).IsUsable, Is.False);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<Paper?> Paper(ContractScene scene, Actor by, string language) => scene.With((ContractPapers p) => p.Contract(scene.ContractId, by, Of(scene, language)));

    private static Texts Of(ContractScene scene, string language) => new TextCatalogue(strict: true, [typeof(Texts).Assembly]).For(language);
}
