using System.IO.Compression;
using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>Looks into an archive, entry by entry and archive within archive, under one budget for all of them.</summary>
/// <remarks>
/// Refused: <c>file.damaged</c>, <c>file.zip_bomb</c> (which limit), <c>file.zip_path</c>, <c>file.zip_link</c>,
/// <c>file.encrypted</c>, <c>file.macros</c>, <c>file.zip_member</c> (what was found).
/// </remarks>
internal sealed class ZipCheck(FileLimits limits, long fileBytes)
{
    /// <summary>Kinds that an opened archive runs by a double click, by name because they have no signature.</summary>
    private static readonly HashSet<string> RunByName = new(StringComparer.OrdinalIgnoreCase)
    {
        "exe", "dll", "com", "scr", "pif", "cpl", "msi", "msp", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "lnk", "url", "reg", "jar", "apk", "chm", "scf",
    };

    private int _entries;
    private long _unpacked;

    /// <summary>What the archive is, judged by its content types: an office document or a plain archive.</summary>
    public Result<FileKind> Judge(Stream file)
    {
        var judged = Judge(file, depth: 0);
        if (!judged.IsOk) return Result<FileKind>.Refused(judged.Refusals);
        return judged.Value is { } kind ? kind : new Refusal("file.type_not_allowed", null, UnwelcomeContent.OtherOffice);
    }

    private Result<FileKind?> Judge(Stream file, int depth)
    {
        if (CheckDirectory(file, depth) is { } refusal) return refusal;
        try
        {
            file.Position = 0;
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var kind = OfficeCheck.KindOf(archive);
            return !kind.IsOk ? kind : Unpack(archive, kind.Value, depth) is { } inside ? inside : kind;
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException or EndOfStreamException or IOException)
        {
            return new Refusal("file.damaged");
        }
    }

    private Refusal? CheckDirectory(Stream file, int depth)
    {
        if (depth > limits.MaxNesting) return Bomb("nesting");
        var members = ZipDirectory.Read(file, limits.MaxEntries - _entries, out var tooMany);
        if (tooMany) return Bomb("entries");
        if (members is null) return new("file.damaged");
        _entries += members.Count;
        if (members.Any(m => m.IsEncrypted)) return new("file.encrypted");
        if (members.Any(m => m.IsSymbolicLink)) return new("file.zip_link");
        if (members.Any(m => LeavesTheFolder(m.Name))) return new("file.zip_path");
        if (members.DistinctBy(m => m.Name, StringComparer.Ordinal).Count() != members.Count) return new("file.damaged");
        return ZipDirectory.HasOverlaps(members) ? Bomb("overlap") : null;
    }

    private Refusal? Unpack(ZipArchive archive, FileKind? kind, int depth)
    {
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            var head = new byte[FileSignatures.HeadLength];
            var headLength = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            _unpacked += headLength;
            var found = FileSignatures.Of(head.AsSpan(0, headLength));
            if (Forbidden(entry, found, kind) is { } forbidden) return forbidden;

            var refusal = found is FileContent.Zip
                ? JudgeNested(head.AsSpan(0, headLength).ToArray(), content, depth)
                : Drain(content, limits.MaxUnpackedBytes, keep: null);
            if (refusal is not null) return refusal;
        }

        return null;
    }

    /// <summary>An embedded drawing or formula of an office document is an OLE container; elsewhere that is an old office file.</summary>
    private static Refusal? Forbidden(ZipArchiveEntry entry, FileContent found, FileKind? kind)
    {
        if (OfficeCheck.IsMacroPart(entry.FullName)) return new("file.macros");
        if (found is FileContent.Executable) return new("file.zip_member", null, UnwelcomeContent.Program);
        if (kind is not FileKind.Zip) return null;
        if (found is FileContent.OleContainer) return new("file.zip_member", null, UnwelcomeContent.OldOffice);
        return RunByName.Contains(FileNames.Extension(FileNames.Clean(entry.Name))) ? new("file.zip_member", null, UnwelcomeContent.Program) : null;
    }

    private Refusal? JudgeNested(byte[] head, Stream content, int depth)
    {
        using var nested = new MemoryStream();
        nested.Write(head);
        if (Drain(content, limits.MaxNestedBytes, nested) is { } refusal) return refusal;
        var judged = Judge(nested, depth + 1);
        return judged.IsOk ? null : judged.Refusal;
    }

    /// <summary>Unpacks and counts; the sizes that the directory claims are not believed.</summary>
    private Refusal? Drain(Stream content, long most, MemoryStream? keep)
    {
        var buffer = new byte[81_920];
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            _unpacked += read;
            most -= read;
            if (most < 0 || _unpacked > limits.MaxUnpackedBytes) return Bomb("size");
            if (_unpacked > limits.RatioMattersFrom && _unpacked / Math.Max(1, fileBytes) > limits.MaxRatio) return Bomb("ratio");
            keep?.Write(buffer, 0, read);
        }

        return null;
    }

    /// <summary>Absolute, with a drive, or upwards: names that would be written outside the folder of unpacking.</summary>
    private static bool LeavesTheFolder(string name) =>
        name.Length == 0
        || name[0] is '/' or '\\'
        || name is [_, ':', ..]
        || name.Any(c => c < ' ')
        || name.Split('/', '\\').Contains("..");

    private static Refusal Bomb(string limit) => new("file.zip_bomb", null, limit);
}
