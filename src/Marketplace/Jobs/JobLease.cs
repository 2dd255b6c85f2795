using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Jobs;

/// <summary>Lets one node at a time run a job, and keeps how the last run went for the health page.</summary>
public sealed class JobLease
{
    public required string Name { get; set; }
    public DateTimeOffset LeasedUntil { get; set; }
    public DateTimeOffset? LastStartedAt { get; set; }
    public DateTimeOffset? LastFinishedAt { get; set; }
    public string? LastError { get; set; }
}

internal sealed class JobLeaseMap : IEntityTypeConfiguration<JobLease>
{
    public void Configure(EntityTypeBuilder<JobLease> lease)
    {
        lease.ToTable("JobLeases").HasKey(l => l.Name);
        lease.Property(l => l.Name).HasMaxLength(60);
    }
}
