using System.Collections;
using Marketplace.Data;

namespace Marketplace.TestKit;

/// <summary>Source for <c>[TestFixtureSource(typeof(Databases))]</c>: the fixture runs once on each database.</summary>
public sealed class Databases : IEnumerable
{
    /// <summary>
    /// For the fixtures that run once: SQLite, or what <c>MARKETPLACE_TESTS_DATABASE</c> names. So the whole suite runs on PostgreSQL too,
    /// without every test of a page being run twice each time.
    /// </summary>
    public static DatabaseProvider Usual { get; } =
        Environment.GetEnvironmentVariable("MARKETPLACE_TESTS_DATABASE") is { Length: > 0 } named ? Enum.Parse<DatabaseProvider>(named) : DatabaseProvider.Sqlite;

    public IEnumerator GetEnumerator()
    {
        yield return DatabaseProvider.Sqlite;
        yield return DatabaseProvider.Postgres;
    }
}
