using System.Security.Cryptography;
using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>Judges an uploaded file by its content, never by its name or by what the browser says that it is.</summary>
/// <remarks>
/// Refused, beside what <see cref="ZipCheck"/> finds in archives and office documents: <c>file.empty</c>, <c>file.too_large</c> (most bytes),
/// <c>file.type_not_allowed</c> (<see cref="UnwelcomeContent"/> or <see cref="FileKind"/>), <c>file.type_mismatch</c> (the name's extension, the kind), <c>file.encrypted</c>,
/// <c>file.damaged</c>, <c>file.polyglot</c>, <c>file.picture_too_large</c> (most pixels).
/// </remarks>
public sealed class FileJudge(UploadGate gate)
{
    /// <summary>Bytes at the end of a PDF in which its end mark must stand (ISO 32000-1, annex H.3.18).</summary>
    private const int PdfTail = 1_024;

    /// <summary>Copies the upload to <paramref name="spool"/> while it counts and hashes, then judges what has arrived.</summary>
    /// <param name="upload">Read once, forwards, never further than one byte over the limit.</param>
    /// <param name="spool">Empty, readable, seekable; afterwards at its start. Of a refused file nothing more may be made.</param>
    public async Task<Result<JudgedFile>> Judge(Stream upload, string? name, Stream spool, FileLimits limits, CancellationToken ct)
    {
        if (!spool.CanSeek || spool.Length > 0) throw new ArgumentException("The spool must be seekable and empty.", nameof(spool));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (!await Copy(upload, spool, hash, limits.MaxBytes, ct)) return new Refusal("file.too_large", null, limits.MaxBytes);
        if (spool.Length == 0) return new Refusal("file.empty");

        var cleanName = FileNames.Clean(name);
        var turn = await gate.Judging.Run(() => Identify(spool, FileNames.Extension(cleanName), limits), ct);
        if (!turn.IsOk) return turn.Refusal;
        var judged = turn.Value;
        spool.Position = 0;
        if (!judged.IsOk) return Result<JudgedFile>.Refused(judged.Refusals);
        return new JudgedFile(judged.Value.Kind, judged.Value.MediaType, spool.Length, Convert.ToHexStringLower(hash.GetHashAndReset()), cleanName);
    }

    private static async Task<bool> Copy(Stream upload, Stream spool, IncrementalHash hash, long maxBytes, CancellationToken ct)
    {
        var buffer = new byte[81_920];
        var left = maxBytes;
        while (true)
        {
            var read = await upload.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left + 1)), ct);
            if (read == 0) return true;
            left -= read;
            if (left < 0) return false;
            hash.AppendData(buffer.AsSpan(0, read));
            await spool.WriteAsync(buffer.AsMemory(0, read), ct);
        }
    }

    private static Result<(FileKind Kind, string MediaType)> Identify(Stream file, string extension, FileLimits limits)
    {
        var content = FileSignatures.Of(FileBytes.At(file, 0, FileSignatures.HeadLength));
        var charset = "";
        Result<FileKind> found = content switch
        {
            FileContent.Pdf => Pdf(file),
            FileContent.Zip => new ZipCheck(limits, file.Length).Judge(file),
            FileContent.Png => PictureCheck.Png(file, limits.MaxPixels) is { } png ? png : FileKind.Png,
            FileContent.Jpeg => PictureCheck.Jpeg(file, limits.MaxPixels) is { } jpeg ? jpeg : FileKind.Jpeg,
            FileContent.OleContainer => Ole(file),
            FileContent.Executable => NotAllowed(UnwelcomeContent.Program),
            FileContent.Script => NotAllowed(UnwelcomeContent.Script),
            FileContent.OtherArchive => NotAllowed(UnwelcomeContent.OtherArchive),
            FileContent.OtherMedia => NotAllowed(UnwelcomeContent.OtherMedia),
            FileContent.Unknown => Text(file, extension, out charset),
            _ => throw new ArgumentOutOfRangeException(nameof(file), content, "A signature without a rule."),
        };
        if (!found.IsOk) return Result<(FileKind, string)>.Refused(found.Refusals);
        if (Disagreement(found.Value, extension, limits) is { } refusal) return refusal;
        return (found.Value, FileKinds.MediaType(found.Value) + charset);
    }

    private static Refusal? Disagreement(FileKind kind, string extension, FileLimits limits)
    {
        if (!limits.Allowed.Contains(kind)) return NotAllowed(kind);
        return FileKinds.OfExtension(extension) == kind ? null : new("file.type_mismatch", null, extension, kind);
    }

    private static Result<FileKind> Pdf(Stream file)
    {
        if (ZipDirectory.EndsAsArchive(file)) return new Refusal("file.polyglot");
        return FileBytes.Tail(file, PdfTail).AsSpan().IndexOf("%%EOF"u8) >= 0 ? FileKind.Pdf : new Refusal("file.damaged");
    }

    /// <summary>An office document with a password is an OLE container around its encrypted package ([MS-OFFCRYPTO] 1.4).</summary>
    private static Refusal Ole(Stream file)
    {
        var name = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage");
        const int step = 1 << 20;
        for (var at = 0L; at < file.Length; at += step)
        {
            if (FileBytes.At(file, at, step + name.Length).AsSpan().IndexOf(name) >= 0) return new("file.encrypted");
        }

        return NotAllowed(UnwelcomeContent.OldOffice);
    }

    private static Result<FileKind> Text(Stream file, string extension, out string mediaTypeSuffix)
    {
        var charset = TextCheck.Charset(file);
        mediaTypeSuffix = charset.IsOk ? $"; charset={charset.Value}" : "";
        if (!charset.IsOk) return Result<FileKind>.Refused(charset.Refusals);

        // A table and a text differ in nothing but their name.
        return FileKinds.OfExtension(extension) is FileKind.Csv ? FileKind.Csv : FileKind.Text;
    }

    private static Refusal NotAllowed(Enum what) => new("file.type_not_allowed", null, what);
}
