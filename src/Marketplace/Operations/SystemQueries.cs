using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Mail;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Operations;

/// <summary>How a recurring job went last.</summary>
public sealed record JobState(string Name, TimeSpan Every, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, string? Error)
{
    /// <summary>Finished within three of its waits; a job that never ran is late once that time is over.</summary>
    public bool IsLate(DateTimeOffset now) => Error is null && FinishedAt is { } at && now - at > (3 * Every) + TimeSpan.FromMinutes(10);
}

/// <param name="MailHost">The mail server; null where mails are dropped as files.</param>
/// <param name="FreeBytes">Free room where the data lie; null where the system does not tell.</param>
public sealed record SystemState(IReadOnlyList<JobState> Jobs, DatabaseProvider Database, string? MailHost, long? FreeBytes, string Runtime);

/// <summary>The health of the platform in figures that hold no business data.</summary>
public sealed class SystemQueries(MarketplaceDb db, Schedule schedule, DatabaseSettings database, MailSettings mail)
{
    public static bool MayRead(Actor actor) => Permissions.Allows(Deed.SeeSystem, actor);

    /// <summary>Null for those who may not see it.</summary>
    public async Task<SystemState?> Read(Actor actor, CancellationToken ct = default)
    {
        if (!MayRead(actor)) return null;
        var leases = await db.Set<JobLease>().AsNoTracking().ToDictionaryAsync(l => l.Name, StringComparer.Ordinal, ct);
        var jobs = schedule.Jobs.Select(j => leases.TryGetValue(j.Name, out var lease)
            ? new JobState(j.Name, j.Every, lease.LastStartedAt, lease.LastFinishedAt, lease.LastError)
            : new JobState(j.Name, j.Every, null, null, null));
        return new([.. jobs], database.Provider, mail.Host, Free(database.Directory), System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
    }

    private static long? Free(string directory)
    {
        try
        {
            return new DriveInfo(directory).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
