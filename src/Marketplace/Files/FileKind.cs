namespace Marketplace.Files;

/// <summary>The kinds of file that the platform takes.</summary>
public enum FileKind { Pdf = 1, Docx, Xlsx, Pptx, Png, Jpeg, Text, Csv, Zip }

/// <summary>What a file is when it is none of ours.</summary>
public enum UnwelcomeContent { Unknown = 1, Program, Script, WebPage, Svg, Xml, OldOffice, OtherOffice, OtherArchive, OtherMedia }

/// <summary>What each kind is called in a name and in a header.</summary>
public static class FileKinds
{
    private const string Office = "application/vnd.openxmlformats-officedocument.";

    private static readonly (FileKind Kind, string MediaType, string[] Extensions)[] Table =
    [
        (FileKind.Pdf, "application/pdf", ["pdf"]),
        (FileKind.Docx, Office + "wordprocessingml.document", ["docx"]),
        (FileKind.Xlsx, Office + "spreadsheetml.sheet", ["xlsx"]),
        (FileKind.Pptx, Office + "presentationml.presentation", ["pptx"]),
        (FileKind.Png, "image/png", ["png"]),
        (FileKind.Jpeg, "image/jpeg", ["jpg", "jpeg"]),
        (FileKind.Text, "text/plain", ["txt"]),
        (FileKind.Csv, "text/csv", ["csv"]),
        (FileKind.Zip, "application/zip", ["zip"]),
    ];

    public static IReadOnlySet<FileKind> All { get; } = Table.Select(k => k.Kind).ToHashSet();

    public static string MediaType(FileKind kind) => Table.First(k => k.Kind == kind).MediaType;

    /// <summary>Without the dot, the usual one first.</summary>
    public static IReadOnlyList<string> Extensions(FileKind kind) => Table.First(k => k.Kind == kind).Extensions;

    /// <summary>The kind that a name promises; null where it promises none of ours.</summary>
    public static FileKind? OfExtension(string extension) =>
        Table.Where(k => k.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)).Select(k => (FileKind?)k.Kind).FirstOrDefault();
}
