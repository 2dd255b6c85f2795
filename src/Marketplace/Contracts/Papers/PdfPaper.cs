using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Marketplace.Contracts.Papers;

/// <summary>Renders a paper as PDF: A4, heads and counted pages, with the used part of the font inside.</summary>
public static class PdfPaper
{
    public const string MediaType = "application/pdf";

    private const double Title = 18, Heading = 13, Body = 10.5, Small = 8.5, Cell = 9.5;
    private const double Padding = 4;

    // Of the size of the type: body at 1.7 as on the pages, tables closer.
    private const double Loose = 1.7, Tight = 1.45;

    // PDFsharp's caches of fonts are shared; a paper takes some milliseconds.
    private static readonly Lock Gate = new();

    /// <summary>From its beginning, to be read once.</summary>
    public static MemoryStream Write(Paper paper, PaperFont font)
    {
        lock (Gate)
        {
            font.Use();
            using var document = new PdfDocument();
            document.Info.Title = paper.Title;
            document.Language = paper.Language;
            using (var sheets = new PdfSheets(document)) Set(paper, sheets);
            var output = new MemoryStream();
            document.Save(output, closeStream: false);
            output.Position = 0;
            return output;
        }
    }

    private static void Set(Paper paper, PdfSheets sheets)
    {
        sheets.Begin();
        Centred(sheets, paper.Title, Title, isBold: true);
        Centred(sheets, paper.Code, Body, isBold: false);
        sheets.Y += 8;
        foreach (var part in paper.Parts) Set(part, sheets);
        sheets.Finish(paper.Mark is null ? paper.Code : $"{paper.Code} · {paper.Mark}", paper.PageOf);
    }

    private static void Set(PaperPart part, PdfSheets sheets)
    {
        switch (part)
        {
            case PaperPart.Heading h:
                // A heading does not stay behind alone.
                sheets.Need(80);
                sheets.Y += 12;
                Lines(sheets, h.Text, sheets.Font(Heading, isBold: true), Heading * Loose, isGrey: false);
                break;
            case PaperPart.Paragraph p:
                Lines(sheets, p.Text, sheets.Font(Body), Body * Loose, isGrey: false);
                sheets.Y += 2;
                break;
            case PaperPart.Note n:
                Lines(sheets, n.Text, sheets.Font(Small), Small * Loose, isGrey: true);
                sheets.Y += 4;
                break;
            case PaperPart.Facts f:
                foreach (var row in f.Rows) Row(sheets, [22, 78], [row.Name, row.Value], [false, false], i => i == 0);
                sheets.Y += 8;
                break;
            case PaperPart.Table t:
                Table(sheets, t);
                sheets.Y += 8;
                break;
            case PaperPart.Annex a:
                sheets.Begin();
                Centred(sheets, a.Title, Title, isBold: true);
                sheets.Y += 8;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(part), part, "Unknown part.");
        }
    }

    private static void Centred(PdfSheets sheets, string text, double size, bool isBold)
    {
        var font = sheets.Font(size, isBold);
        foreach (var line in sheets.Wrap(text, font, PdfSheets.Width))
        {
            sheets.Draw(line, font, PdfSheets.Left, sheets.Y, PdfSheets.Width, size * Loose, at: XStringAlignment.Center);
            sheets.Y += size * Loose;
        }
    }

    private static void Lines(PdfSheets sheets, string text, XFont font, double height, bool isGrey)
    {
        foreach (var line in sheets.Wrap(text, font, PdfSheets.Width))
        {
            sheets.Need(height);
            sheets.Draw(line, font, PdfSheets.Left, sheets.Y, PdfSheets.Width, height, isGrey);
            sheets.Y += height;
        }
    }

    private static void Table(PdfSheets sheets, PaperPart.Table table)
    {
        var shares = table.Columns.Select(c => c.Share).ToList();
        var numbers = table.Columns.Select(c => c.IsNumber).ToList();
        void Head() => Row(sheets, shares, [.. table.Columns.Select(c => c.Name)], numbers, _ => true);
        sheets.Need(60);
        Head();
        foreach (var row in table.Rows) Row(sheets, shares, row, numbers, _ => false, Head);
    }

    // A row that no page holds goes on on the next one, line by line.
    private static void Row(PdfSheets sheets, IReadOnlyList<int> shares, IReadOnlyList<string> cells, IReadOnlyList<bool> numbers, Func<int, bool> isHead, Action? head = null)
    {
        var widths = shares.Select(s => PdfSheets.Width * s / 100).ToList();
        var wrapped = cells.Select((text, i) => text.Split('\n').SelectMany(l => sheets.Wrap(l, sheets.Font(Cell), widths[i] - (2 * Padding))).ToList()).ToList();
        const double line = Cell * Tight;
        var most = wrapped.Max(w => w.Count);
        if (sheets.Need(Math.Min((most * line) + (2 * Padding), PdfSheets.Bottom - PdfSheets.Top - 40))) head?.Invoke();
        for (var from = 0; from < most;)
        {
            var fits = Math.Max(1, Math.Min(most - from, (int)((PdfSheets.Bottom - sheets.Y - (2 * Padding)) / line)));
            Part(sheets, widths, [.. wrapped.Select(w => w.Skip(from).Take(fits).ToList())], numbers, isHead, (fits * line) + (2 * Padding), line);
            from += fits;
            if (from < most) sheets.Begin();
        }
    }

    private static void Part(PdfSheets sheets, List<double> widths, List<List<string>> cells, IReadOnlyList<bool> numbers, Func<int, bool> isHead, double height, double line)
    {
        var x = PdfSheets.Left;
        for (var i = 0; i < cells.Count; i++)
        {
            sheets.Box(x, sheets.Y, widths[i], height, isHead(i));
            for (var n = 0; n < cells[i].Count; n++)
            {
                sheets.Draw(cells[i][n], sheets.Font(Cell), x + Padding, sheets.Y + Padding + (n * line), widths[i] - (2 * Padding), line, at: numbers[i] ? XStringAlignment.Far : XStringAlignment.Near);
            }

            x += widths[i];
        }

        sheets.Y += height;
    }
}
