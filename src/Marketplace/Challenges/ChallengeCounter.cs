using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Challenges;

/// <summary>The last number given in a year. The row changes in the transaction that uses the number: no gaps, no duplicates.</summary>
public sealed class ChallengeCounter
{
    /// <summary>Calendar year in Shanghai.</summary>
    public int Year { get; init; }
    public int Last { get; private set; }

    /// <summary>The next code, such as PD-JB-2026-0001. Only inside the one transaction that writes.</summary>
    internal static async Task<string> Next(Writing w, CancellationToken ct)
    {
        var year = ShanghaiTime.DayOf(w.Now).Year;
        var counter = await w.Db.Set<ChallengeCounter>().FirstOrDefaultAsync(c => c.Year == year, ct);
        if (counter is null) w.Db.Add(counter = new ChallengeCounter { Year = year });
        counter.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"PD-JB-{year}-{counter.Last:D4}");
    }
}

internal sealed class ChallengeCounterMap : IEntityTypeConfiguration<ChallengeCounter>
{
    public void Configure(EntityTypeBuilder<ChallengeCounter> counter)
    {
        counter.ToTable("ChallengeCounters").HasKey(c => c.Year);
        counter.Property(c => c.Year).ValueGeneratedNever();
    }
}
