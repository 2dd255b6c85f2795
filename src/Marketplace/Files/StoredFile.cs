using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Files;

/// <summary>A file that was judged and kept. Who may read it is decided by the thing that it belongs to, never here.</summary>
public sealed class StoredFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Safe to show and to send; what the sender's machine called it, cleaned.</summary>
    public required string Name { get; init; }
    public required FileKind Kind { get; init; }
    public required string MediaType { get; init; }

    /// <summary>Bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Random name in the store's folder; says nothing about the content or its owner.</summary>
    public required string Location { get; init; }
    public Guid? UploadedById { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
}

internal sealed class StoredFileMap : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("StoredFiles");
        file.Property(f => f.Id).ValueGeneratedNever();
        file.Property(f => f.Name).HasMaxLength(FileNames.MaxBytes);
        file.Property(f => f.MediaType).HasMaxLength(120);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.Property(f => f.Location).HasMaxLength(32);
        file.HasIndex(f => f.Location).IsUnique();
    }
}
