namespace Marketplace.Files;

/// <summary>A file that passed: what it is by its content, and a name that is safe to store and to send.</summary>
/// <param name="MediaType">With the charset where it is text.</param>
/// <param name="Sha256">Of the bytes as they came, in lower-case hexadecimal.</param>
public sealed record JudgedFile(FileKind Kind, string MediaType, long Length, string Sha256, string Name);
