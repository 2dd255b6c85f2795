namespace Marketplace.Files;

/// <summary>What the first bytes say that a file is.</summary>
public enum FileContent
{
    /// <summary>None of the signatures below: perhaps text.</summary>
    Unknown,
    Pdf,
    Zip,
    Png,
    Jpeg,
    OleContainer,
    Executable,
    Script,
    OtherArchive,
    OtherMedia,
}

/// <summary>Signatures, each from the format's own specification.</summary>
public static class FileSignatures
{
    /// <summary>Bytes that are enough to tell: the header of a Windows program ends here.</summary>
    public const int HeadLength = 64;

    private static readonly (FileContent Content, byte[] Signature)[] Table =
    [
        (FileContent.Pdf, [.. "%PDF-"u8]),
        (FileContent.Zip, [0x50, 0x4B, 0x03, 0x04]),
        (FileContent.Zip, [0x50, 0x4B, 0x05, 0x06]), // an archive without entries
        (FileContent.Zip, [0x50, 0x4B, 0x07, 0x08]), // one volume of several
        (FileContent.Png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        (FileContent.Jpeg, [0xFF, 0xD8, 0xFF]),
        (FileContent.OleContainer, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), // doc, xls, ppt, msi
        (FileContent.Executable, [.. "MZ"u8]), // Windows, DOS
        (FileContent.Executable, [0x7F, 0x45, 0x4C, 0x46]), // ELF
        (FileContent.Executable, [0xFE, 0xED, 0xFA, 0xCE]), // Mach-O, both widths and byte orders
        (FileContent.Executable, [0xFE, 0xED, 0xFA, 0xCF]),
        (FileContent.Executable, [0xCE, 0xFA, 0xED, 0xFE]),
        (FileContent.Executable, [0xCF, 0xFA, 0xED, 0xFE]),
        (FileContent.Executable, [0xCA, 0xFE, 0xBA, 0xBE]), // Java class, Mach-O of several kinds
        (FileContent.Executable, [0x00, 0x61, 0x73, 0x6D]), // WebAssembly
        (FileContent.Executable, [.. "dex\n"u8]), // Android
        (FileContent.Executable, [0x4C, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00]), // Windows shortcut
        (FileContent.Executable, [.. "ITSF"u8]), // compiled help, which runs scripts
        (FileContent.Script, [.. "#!"u8]),
        (FileContent.OtherArchive, [.. "Rar!"u8]),
        (FileContent.OtherArchive, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]), // 7z
        (FileContent.OtherArchive, [0x1F, 0x8B]), // gzip
        (FileContent.OtherArchive, [.. "BZh"u8]),
        (FileContent.OtherArchive, [0xFD, 0x37, 0x7A, 0x58, 0x5A]), // xz
        (FileContent.OtherArchive, [0x28, 0xB5, 0x2F, 0xFD]), // zstd
        (FileContent.OtherArchive, [.. "MSCF"u8]), // cabinet
        (FileContent.OtherMedia, [.. "GIF8"u8]),
        (FileContent.OtherMedia, [.. "RIFF"u8]),
        (FileContent.OtherMedia, [0x49, 0x49, 0x2A, 0x00]), // TIFF
        (FileContent.OtherMedia, [0x4D, 0x4D, 0x00, 0x2A]),
    ];

    public static FileContent Of(ReadOnlySpan<byte> head)
    {
        head = head[..Math.Min(head.Length, HeadLength)];
        foreach (var (content, signature) in Table)
        {
            if (head.StartsWith(signature) && (IsBinary(signature) || content is FileContent.Pdf or FileContent.Script || IsBinary(head))) return content;
        }

        return FileContent.Unknown;
    }

    /// <summary>A table of numbers may well begin with the column "MZ": such a signature counts only before binary data.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value is < 0x09 or >= 0x0E and < 0x20 or >= 0x7F) return true;
        }

        return false;
    }
}
