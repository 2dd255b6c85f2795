using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Marketplace.Data.Postgres;

/// <summary>Lets the migration tool build the model without starting the program.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresMarketplaceDb>
{
    public PostgresMarketplaceDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresMarketplaceDb>().UseNpgsql("Host=localhost").Options);
}
