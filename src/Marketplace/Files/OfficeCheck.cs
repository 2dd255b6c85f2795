using System.IO.Compression;
using System.Xml;
using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>Tells Open XML documents (ISO/IEC 29500) from other archives, by the content types that they declare.</summary>
internal static class OfficeCheck
{
    private const string ContentTypes = "[Content_Types].xml";

    /// <summary>Characters; a workbook of a thousand sheets declares some 200,000.</summary>
    private const int LongestContentTypes = 4 << 20;

    private static readonly (string MainPart, FileKind Kind)[] MainParts =
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileKind.Docx),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileKind.Xlsx),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", FileKind.Pptx),
    ];

    /// <summary>Content types that carry code: VBA projects, macro sheets of Excel 4, ActiveX controls.</summary>
    private static readonly string[] Active = ["macroEnabled", "vnd.ms-office.vbaProject", "vnd.ms-excel.macrosheet", "vnd.ms-excel.intlmacrosheet", "vnd.ms-office.activeX"];

    /// <summary>A binary workbook is declared so with and without macros; its macros would be a part of their own.</summary>
    private const string BinaryWorkbook = "application/vnd.ms-excel.sheet.binary.macroEnabled.main";

    /// <summary>An office document, a plain archive, or null: drawings, templates and packages of other programs are Open XML too.</summary>
    public static Result<FileKind?> KindOf(ZipArchive archive)
    {
        var part = archive.Entries.FirstOrDefault(e => string.Equals(e.FullName, ContentTypes, StringComparison.OrdinalIgnoreCase));
        if (part is null) return (FileKind?)FileKind.Zip;
        if (ReadDeclared(part) is not { } declared) return new Refusal("file.damaged");
        if (declared.Any(IsActive)) return new Refusal("file.macros");
        var kinds = MainParts.Where(m => declared.Contains(m.MainPart)).Select(m => (FileKind?)m.Kind).ToList();
        return kinds is [var kind] ? kind : (FileKind?)null;
    }

    /// <summary>The part itself, whatever the document declares about it.</summary>
    public static bool IsMacroPart(string entryName) => entryName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase);

    private static bool IsActive(string contentType) =>
        !string.Equals(contentType, BinaryWorkbook, StringComparison.OrdinalIgnoreCase)
        && Active.Any(a => contentType.Contains(a, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string>? ReadDeclared(ZipArchiveEntry part)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestContentTypes };
        var declared = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var content = part.Open();
            using var xml = XmlReader.Create(content, settings);
            while (xml.Read())
            {
                if (xml.NodeType is XmlNodeType.Element && xml.GetAttribute("ContentType") is { } type) declared.Add(type.Trim());
            }

            return declared;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
