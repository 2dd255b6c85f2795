using Marketplace.Data;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Cli;

/// <summary>Brings the database to the newest version.</summary>
internal static class Migrate
{
    public static readonly Command Command = new("migrate", [], [], Run);

    private static async Task<int> Run(Call call, CancellationToken ct)
    {
        var db = call.Service<MarketplaceDb>();
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).ToList();
        await Migrator.Migrate(db, ct);
        call.Say(pending.Count == 0 ? "Cli.migrate.Nothing" : "Cli.migrate.Done", string.Join(", ", pending));
        return ExitCode.Done;
    }
}
