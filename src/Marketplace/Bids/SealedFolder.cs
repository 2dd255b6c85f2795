using Marketplace.Data;

namespace Marketplace.Bids;

/// <summary>The folder of sealed files: ciphertext under a name that says nothing, apart from every public file.</summary>
public sealed class SealedFolder(DatabaseSettings settings)
{
    private readonly string _root = Path.Combine(settings.Directory, "bids");

    internal async Task Write(Guid challengeId, Guid fileId, ReadOnlyMemory<byte> ciphertext, CancellationToken ct)
    {
        var path = PathOf(challengeId, fileId);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 4096, FileOptions.Asynchronous);
        await file.WriteAsync(ciphertext, ct);
        // The row that names the file is durable at commit; the file has to be so before.
        file.Flush(flushToDisk: true);
    }

    /// <exception cref="IOException">The file is gone or cannot be read.</exception>
    internal Task<byte[]> Read(Guid challengeId, Guid fileId, CancellationToken ct) => File.ReadAllBytesAsync(PathOf(challengeId, fileId), ct);

    internal void Delete(Guid challengeId, Guid fileId) => File.Delete(PathOf(challengeId, fileId));

    private string PathOf(Guid challengeId, Guid fileId) => Path.Combine(_root, challengeId.ToString("N"), fileId.ToString("N"));
}
