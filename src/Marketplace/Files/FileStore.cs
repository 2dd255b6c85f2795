using System.Security.Cryptography;
using Marketplace.Data;
using Marketplace.Kernel;

namespace Marketplace.Files;

/// <summary>
/// Keeps uploads under <c>Data:Directory</c>, outside every web root and under random names. A file lies in quarantine while it is
/// judged and reaches the store only by a rename, so that nothing half written or refused is ever served.
/// </summary>
public sealed class FileStore
{
    private const int NameLength = 32;
    private readonly string _kept;
    private readonly string _quarantine;
    private readonly FileJudge _judge;

    public FileStore(DatabaseSettings settings, FileJudge judge)
    {
        _judge = judge;
        _kept = PrivateFolder(Path.Combine(settings.Directory, "files"));
        _quarantine = PrivateFolder(Path.Combine(settings.Directory, "quarantine"));
    }

    /// <summary>Writes the upload to quarantine and judges it there. Dispose the answer: what was not kept is deleted.</summary>
    public async Task<Result<ReceivedFile>> Receive(Stream upload, string? name, FileLimits limits, CancellationToken ct)
    {
        var location = RandomNumberGenerator.GetHexString(NameLength, lowercase: true);
        var path = Path.Combine(_quarantine, location);
        try
        {
            var judged = await Judge(upload, name, path, limits, ct);
            if (judged.IsOk) return new ReceivedFile(judged.Value, location, path, PathOf(location));
            File.Delete(path);
            return Result<ReceivedFile>.Refused(judged.Refusals);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <exception cref="FileNotFoundException">The row is there and the file is not: restore it from the backup.</exception>
    public Stream Open(StoredFile file) =>
        new FileStream(PathOf(file.Location), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 81_920, FileOptions.Asynchronous | FileOptions.SequentialScan);

    /// <summary>Files of the store that were last written before the given instant: candidates for <see cref="SweepFiles"/>.</summary>
    internal IEnumerable<string> LocationsOlderThan(DateTimeOffset instant) =>
        Directory.EnumerateFiles(_kept, "*", SearchOption.AllDirectories).Where(f => File.GetLastWriteTimeUtc(f) < instant.UtcDateTime).Select(f => Path.GetFileName(f));

    internal void Delete(string location) => File.Delete(PathOf(location));

    internal void DeleteQuarantinedBefore(DateTimeOffset instant)
    {
        foreach (var file in Directory.EnumerateFiles(_quarantine).Where(f => File.GetLastWriteTimeUtc(f) < instant.UtcDateTime)) File.Delete(file);
    }

    private async Task<Result<JudgedFile>> Judge(Stream upload, string? name, string path, FileLimits limits, CancellationToken ct)
    {
        await using var spool = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.Asynchronous);
        var judged = await _judge.Judge(upload, name, spool, limits, ct);
        // On the disk before the row that names it is committed.
        if (judged.IsOk) spool.Flush(flushToDisk: true);
        return judged;
    }

    private string PathOf(string location) => location.Length == NameLength && location.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(Directory.CreateDirectory(Path.Combine(_kept, location[..2])).FullName, location)
        : throw new ArgumentException("Not a name that the store gives.", nameof(location));

    private static string PrivateFolder(string path)
    {
        var folder = Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows()) folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        return folder.FullName;
    }
}

/// <summary>A judged upload that waits for the transaction that will name it.</summary>
public sealed class ReceivedFile(JudgedFile judged, string location, string quarantined, string kept) : IDisposable
{
    private bool _settled;

    public JudgedFile Judged { get; } = judged;

    /// <summary>Moves the file into the store and gives its row; add it in the same transaction as what it belongs to.</summary>
    public StoredFile Keep(Guid? uploadedById, DateTimeOffset now)
    {
        File.Move(quarantined, kept);
        return new StoredFile
        {
            Name = Judged.Name,
            Kind = Judged.Kind,
            MediaType = Judged.MediaType,
            Length = Judged.Length,
            Sha256 = Judged.Sha256,
            Location = location,
            UploadedById = uploadedById,
            UploadedAt = now,
        };
    }

    /// <summary>The transaction was committed: the file stays.</summary>
    public void Settle() => _settled = true;

    public void Dispose()
    {
        File.Delete(quarantined);
        if (!_settled) File.Delete(kept);
    }
}
