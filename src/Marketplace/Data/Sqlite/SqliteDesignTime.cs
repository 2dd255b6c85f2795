using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Marketplace.Data.Sqlite;

/// <summary>Lets the migration tool build the model without starting the program.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteMarketplaceDb>
{
    public SqliteMarketplaceDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteMarketplaceDb>().UseSqlite("Data Source=design.db").Options);
}
