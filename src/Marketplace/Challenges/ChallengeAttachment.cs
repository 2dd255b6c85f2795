using Marketplace.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Challenges;

/// <summary>A file that belongs to a challenge: public, or for those alone who accepted the confidentiality terms.</summary>
public sealed class ChallengeAttachment
{
    public const int MostPerChallenge = 20;

    /// <summary>Bytes of all attachments of one challenge.</summary>
    public const long MostBytesPerChallenge = 200L << 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ChallengeId { get; init; }
    public required Guid FileId { get; init; }
    public required bool Confidential { get; init; }
    public required Guid AddedById { get; init; }
    public required DateTimeOffset AddedAt { get; init; }
}

internal sealed class ChallengeAttachmentMap : IEntityTypeConfiguration<ChallengeAttachment>
{
    public void Configure(EntityTypeBuilder<ChallengeAttachment> attachment)
    {
        attachment.ToTable("ChallengeAttachments");
        attachment.Property(a => a.Id).ValueGeneratedNever();
        attachment.HasOne<Challenge>().WithMany().HasForeignKey(a => a.ChallengeId).OnDelete(DeleteBehavior.Cascade);
        attachment.HasOne<StoredFile>().WithMany().HasForeignKey(a => a.FileId).OnDelete(DeleteBehavior.Restrict);
        attachment.HasIndex(a => new { a.ChallengeId, a.Confidential });
    }
}
