namespace Marketplace.Files;

/// <summary>How large a file may be, and how much may hide in it.</summary>
public sealed record FileLimits
{
    /// <summary>Bytes of the file itself; reading stops one byte behind.</summary>
    public long MaxBytes { get; init; } = 50L << 20;

    /// <summary>Entries of an archive and of all archives in it together.</summary>
    public int MaxEntries { get; init; } = 5_000;

    /// <summary>Bytes that all entries together may unpack to.</summary>
    public long MaxUnpackedBytes { get; init; } = 300L << 20;

    /// <summary>Unpacked bytes for each byte of the file. Office documents stay below 50, a bomb starts at 1,000.</summary>
    public int MaxRatio { get; init; } = 150;

    /// <summary>Below so many unpacked bytes no ratio is alarming: a small sheet of blanks packs very well.</summary>
    public long RatioMattersFrom { get; init; } = 8L << 20;

    /// <summary>Archives within archives: a sheet in a document in an archive is two deep.</summary>
    public int MaxNesting { get; init; } = 2;

    /// <summary>Bytes of an archive within an archive, which is held in memory while it is judged.</summary>
    public long MaxNestedBytes { get; init; } = 32L << 20;

    /// <summary>Width times height: a picture of a few kilobytes may ask a viewer for gigabytes.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    public IReadOnlySet<FileKind> Allowed { get; init; } = FileKinds.All;
}
