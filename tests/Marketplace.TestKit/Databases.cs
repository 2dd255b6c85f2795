using System.Collections;
using Marketplace.Data;

namespace Marketplace.TestKit;

/// <summary>Source for <c>[TestFixtureSource(typeof(Databases))]</c>: the fixture runs once on each database.</summary>
public sealed class Databases : IEnumerable
{
    public IEnumerator GetEnumerator()
    {
        yield return DatabaseProvider.Sqlite;
        yield return DatabaseProvider.Postgres;
    }
}
