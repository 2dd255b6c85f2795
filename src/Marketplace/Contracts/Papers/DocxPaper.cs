using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Marketplace.Contracts.Papers;

/// <summary>Renders a paper as a Word document (ECMA-376): A4, heads and counted pages. The font is named and not embedded: the reader's machine has it.</summary>
public static class DocxPaper
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // Twentieths of a point: A4, and margins of 2.5 cm.
    private const int Width = 11906, Height = 16838, Margin = 1417;
    private const int Inner = Width - (2 * Margin);

    // Half points.
    private const int TitleSize = 36, HeadingSize = 26, BodySize = 21, NoteSize = 17;
    private const string Grey = "595959", Line = "A6A6A6", Shade = "F2F2F2";

    /// <summary>From its beginning, to be read once.</summary>
    public static MemoryStream Write(Paper paper)
    {
        var output = new MemoryStream();
        using (var file = WordprocessingDocument.Create(output, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = paper.Title;
            var main = file.AddMainDocumentPart();
            var body = new Body(Text(paper.Title, TitleSize, isBold: true, centred: true), Text(paper.Code, NoteSize, color: Grey, centred: true));
            foreach (var part in paper.Parts) body.Append(Of(part));
            body.Append(Page(Head(main, paper), Foot(main, paper)));
            main.Document = new Document(body);
            AddStyles(main, paper.Language);
        }

        output.Position = 0;
        return output;
    }

    private static IEnumerable<OpenXmlElement> Of(PaperPart part) => part switch
    {
        PaperPart.Heading h => [Text(h.Text, HeadingSize, isBold: true, before: 240, keeps: true)],
        PaperPart.Paragraph p => [Text(p.Text, BodySize)],
        PaperPart.Note n => [Text(n.Text, NoteSize, color: Grey)],
        PaperPart.Facts f => [Grid([22, 78], [.. f.Rows.Select(r => (IReadOnlyList<string>)[r.Name, r.Value])], null, [false, false]), Text("", NoteSize)],
        PaperPart.Table t => [Grid([.. t.Columns.Select(c => c.Share)], t.Rows, [.. t.Columns.Select(c => c.Name)], [.. t.Columns.Select(c => c.IsNumber)]), Text("", NoteSize)],
        PaperPart.Annex a => [new Paragraph(new Run(new Break { Type = BreakValues.Page })), Text(a.Title, TitleSize, isBold: true, centred: true)],
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "Unknown part."),
    };

    private static Paragraph Text(string text, int size, bool isBold = false, bool centred = false, string? color = null, int before = 0, bool keeps = false, bool right = false)
    {
        var form = new ParagraphProperties();
        if (keeps) form.Append(new KeepNext());
        form.Append(new SpacingBetweenLines { Before = $"{before}", After = "80" });
        if (centred || right) form.Append(new Justification { Val = right ? JustificationValues.Right : JustificationValues.Center });
        return new Paragraph(form, Words(text, size, isBold, color));
    }

    private static Run Words(string text, int size, bool isBold = false, string? color = null)
    {
        var look = new RunProperties();
        if (isBold) look.Append(new Bold());
        if (color is not null) look.Append(new Color { Val = color });
        look.Append(new FontSize { Val = $"{size}" });
        var run = new Run(look);
        foreach (var (i, line) in text.Split('\n').Index())
        {
            if (i > 0) run.Append(new Break());
            run.Append(new Text(line) { Space = SpaceProcessingModeValues.Preserve });
        }

        return run;
    }

    private static Table Grid(IReadOnlyList<int> shares, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<string>? head, IReadOnlyList<bool> numbers)
    {
        var widths = shares.Select(s => Inner * s / 100).ToList();
        var table = new Table(
            new TableProperties(new TableWidth { Width = $"{Inner}", Type = TableWidthUnitValues.Dxa }, Borders(), new TableLayout { Type = TableLayoutValues.Fixed }),
            new TableGrid(widths.Select(w => new GridColumn { Width = $"{w}" })));
        if (head is not null) table.Append(Row(head, widths, numbers, isHead: true, isFirstBold: false));
        foreach (var row in rows) table.Append(Row(row, widths, numbers, isHead: false, isFirstBold: head is null));
        return table;
    }

    private static TableRow Row(IReadOnlyList<string> cells, List<int> widths, IReadOnlyList<bool> numbers, bool isHead, bool isFirstBold)
    {
        var row = new TableRow(new TableRowProperties(isHead ? [new CantSplit(), new TableHeader()] : [new CantSplit()]));
        for (var i = 0; i < cells.Count; i++)
        {
            var form = new TableCellProperties(new TableCellWidth { Width = $"{widths[i]}", Type = TableWidthUnitValues.Dxa });
            if (isHead || (isFirstBold && i == 0)) form.Append(new Shading { Val = ShadingPatternValues.Clear, Fill = Shade });
            row.Append(new TableCell(form, Text(cells[i], BodySize - 2, isBold: isHead || (isFirstBold && i == 0), right: numbers[i])));
        }

        return row;
    }

    private static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Color = Line, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Color = Line, Size = 4 },
        new BottomBorder { Val = BorderValues.Single, Color = Line, Size = 4 }, new RightBorder { Val = BorderValues.Single, Color = Line, Size = 4 },
        new InsideHorizontalBorder { Val = BorderValues.Single, Color = Line, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Color = Line, Size = 4 });

    private static SectionProperties Page(string head, string foot) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = head }, new FooterReference { Type = HeaderFooterValues.Default, Id = foot },
        new PageSize { Width = Width, Height = Height }, new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 720, Footer = 720 });

    private static string Head(MainDocumentPart main, Paper paper)
    {
        var part = main.AddNewPart<HeaderPart>();
        part.Header = new Header(Text(paper.Mark is null ? paper.Code : $"{paper.Code} · {paper.Mark}", NoteSize, color: Grey, right: true));
        return main.GetIdOfPart(part);
    }

    private static string Foot(MainDocumentPart main, Paper paper)
    {
        var part = main.AddNewPart<FooterPart>();
        var line = new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }));
        foreach (var (i, piece) in paper.PageOf.Split("{0}", 2).SelectMany(p => p.Split("{1}", 2)).Index())
        {
            if (i > 0) line.Append(new SimpleField(Words("1", NoteSize, color: Grey)) { Instruction = i == 1 ? "PAGE" : "NUMPAGES" });
            line.Append(Words(piece, NoteSize, color: Grey));
        }

        part.Footer = new Footer(line);
        return main.GetIdOfPart(part);
    }

    private static void AddStyles(MainDocumentPart main, string language)
    {
        var fonts = new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = "SimSun" };
        var languages = new Languages { Val = language == Kernel.Texts.English ? "en-GB" : "en-US", EastAsia = Kernel.Texts.Chinese };
        main.AddNewPart<StyleDefinitionsPart>().Styles = new Styles(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(fonts, languages)),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { Line = "320", LineRule = LineSpacingRuleValues.Auto }))));
    }
}
