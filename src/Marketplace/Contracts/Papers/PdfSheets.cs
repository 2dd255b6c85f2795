using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Marketplace.Contracts.Papers;

/// <summary>The pages of a PDF that is being set, from top to bottom, and the place reached. Lengths are points.</summary>
internal sealed class PdfSheets(PdfDocument document) : IDisposable
{
    public const double Left = 62, Right = 533, Top = 74, Bottom = 768;
    public const double Width = Right - Left;

    private static readonly XPdfFontOptions Unicode = new(PdfFontEncoding.Unicode);
    private static readonly XBrush Grey = new XSolidBrush(XColor.FromArgb(89, 89, 89));
    private static readonly XPen Line = new(XColor.FromArgb(166, 166, 166), 0.5);
    private static readonly XBrush Shade = new XSolidBrush(XColor.FromArgb(242, 242, 242));

    private readonly Dictionary<(double, bool), XFont> _fonts = [];
    private readonly Dictionary<(XFont, string), double> _widths = [];
    private XGraphics? _page;

    /// <summary>The top of what comes next.</summary>
    public double Y { get; set; }

    public void Begin()
    {
        _page?.Dispose();
        var page = document.AddPage();
        page.Size = PageSize.A4;
        _page = XGraphics.FromPdfPage(page);
        Y = Top;
    }

    /// <summary>A new page where less than this is left.</summary>
    /// <returns>Whether one was begun.</returns>
    public bool Need(double height)
    {
        if (_page is not null && Y + height <= Bottom) return false;
        Begin();
        return true;
    }

    public XFont Font(double size, bool isBold = false)
    {
        if (_fonts.TryGetValue((size, isBold), out var font)) return font;
        return _fonts[(size, isBold)] = new XFont(PaperFont.Family, size, isBold ? XFontStyleEx.Bold : XFontStyleEx.Regular, Unicode);
    }

    public List<string> Wrap(string text, XFont font, double width) => TextWrap.Lines(text, width, piece => Measure(piece, font));

    /// <summary>One line; <paramref name="y"/> is its top and <paramref name="height"/> what it takes.</summary>
    public void Draw(string text, XFont font, double x, double y, double width, double height, bool isGrey = false, XLineAlignment line = XLineAlignment.Center, XStringAlignment at = XStringAlignment.Near) =>
        _page!.DrawString(text, font, isGrey ? Grey : XBrushes.Black, new XRect(x, y, width, height), new XStringFormat { Alignment = at, LineAlignment = line });

    public void Box(double x, double y, double width, double height, bool isShaded)
    {
        if (isShaded) _page!.DrawRectangle(Shade, x, y, width, height);
        _page!.DrawRectangle(Line, x, y, width, height);
    }

    /// <summary>Head and foot, when it is known how many pages there are.</summary>
    public void Finish(string head, string pageOf)
    {
        _page?.Dispose();
        _page = null;
        var font = Font(8.5);
        for (var i = 0; i < document.PageCount; i++)
        {
            _page = XGraphics.FromPdfPage(document.Pages[i]);
            Draw(head, font, Left, 40, Width, 12, isGrey: true, at: XStringAlignment.Far);
            _page.DrawLine(Line, Left, 56, Right, 56);
            Draw(string.Format(CultureInfo.InvariantCulture, pageOf, i + 1, document.PageCount), font, Left, 792, Width, 12, isGrey: true, at: XStringAlignment.Center);
            _page.Dispose();
            _page = null;
        }
    }

    public void Dispose() => _page?.Dispose();

    private double Measure(string piece, XFont font)
    {
        if (_widths.TryGetValue((font, piece), out var known)) return known;
        return _widths[(font, piece)] = _page!.MeasureString(piece, font).Width;
    }
}
