using Marketplace;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// Exit codes: 0 done, 1 refused with a reason, 2 wrong usage.
const string Usage = """
    migrate        bring the database to the newest version
    verify-audit   check the chain of hashes over the event log
    --help         this list
    """;

if (args is not [var command])
{
    Console.Error.WriteLine(Usage);
    return 2;
}

if (command is "--help" or "-h")
{
    Console.WriteLine(Usage);
    return 0;
}

if (command is not ("migrate" or "verify-audit"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddMarketplace(builder.Configuration);
    using var host = builder.Build();
    await using var scope = host.Services.CreateAsyncScope();
    var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
    return command == "migrate" ? await Migrate(db) : await VerifyAudit(db);
}
catch (SettingException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static async Task<int> Migrate(MarketplaceDb db)
{
    await Migrator.Migrate(db);
    Console.WriteLine("The database is at the newest version.");
    return 0;
}

static async Task<int> VerifyAudit(MarketplaceDb db)
{
    var broken = await EventChain.FirstBroken(db.Set<EventRow>().AsNoTracking().OrderBy(e => e.Seq).AsAsyncEnumerable());
    if (broken is { } seq)
    {
        Console.Error.WriteLine($"The event log does not hold from line {seq} on.");
        return 1;
    }

    Console.WriteLine($"The event log holds: {await db.Set<EventRow>().CountAsync()} lines.");
    return 0;
}
