using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Organisations;

/// <summary>
/// A table of results that an owner uploaded: first looked at row by row, then taken over or left. An organisation has one at a time;
/// the next upload takes its place.
/// </summary>
public sealed class OutcomeFile
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OrganisationId { get; init; }
    public required string FileName { get; init; }

    /// <summary>As it came, at most <see cref="OutcomeImport.OutcomeImportLimits.MaxBytes"/>; it is read anew each time, so that what was shown is what is taken.</summary>
    public required byte[] Content { get; init; }
    public required Guid UploadedById { get; init; }
    public required DateTimeOffset UploadedAt { get; init; }
    public DateTimeOffset? ImportedAt { get; set; }

    /// <summary>Rows that were new; the others stood in the profile already.</summary>
    public int Added { get; set; }
}

internal sealed class OutcomeFileMap : IEntityTypeConfiguration<OutcomeFile>
{
    public void Configure(EntityTypeBuilder<OutcomeFile> file)
    {
        file.ToTable("OutcomeFiles");
        file.Property(f => f.FileName).HasMaxLength(255);
        file.HasOne<Organisation>().WithMany().HasForeignKey(f => f.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        file.HasIndex(f => f.OrganisationId).IsUnique();
    }
}
