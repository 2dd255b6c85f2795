using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Marketplace.Data;

/// <summary>
/// Inserts many rows by one command. For rows that bring their keys, that nobody changes afterwards and that come by the dozen with every
/// write: SQLite's provider sends one command a row, and on the one writer that time is everybody's.
/// </summary>
internal static class RowInsert
{
    /// <summary>Rows of one command. At a dozen columns far below what a statement may hold (SQLite 32,766 values, PostgreSQL 65,535).</summary>
    private const int RowsOfOne = 250;

    private static readonly ConditionalWeakTable<IEntityType, Table> Tables = [];

    /// <summary>In the open transaction, in the given order as far as the tables depend on each other.</summary>
    public static async Task Insert(MarketplaceDb db, IReadOnlyList<object> rows, CancellationToken ct)
    {
        foreach (var some in rows.Chunk(RowsOfOne))
        {
            await using var command = Command(db, some);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static DbCommand Command(MarketplaceDb db, object[] rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var sql = new StringBuilder();
        foreach (var kind in rows.GroupBy(row => row.GetType()))
        {
            var table = Tables.GetValue(db.Model.FindEntityType(kind.Key)!, Table.Of);
            sql.Append(table.Insert);
            var separator = "";
            foreach (var row in kind)
            {
                sql.Append(separator);
                AddRow(command, sql, table, row);
                separator = ", ";
            }

            sql.Append(";\n");
        }

        command.CommandText = sql.ToString();
        return command;
    }

    private static void AddRow(DbCommand command, StringBuilder sql, Table table, object row)
    {
        var separator = '(';
        foreach (var column in table.Columns)
        {
            var name = $"@p{command.Parameters.Count}";
            sql.Append(separator).Append(name);
            command.Parameters.Add(column.Mapping.CreateParameter(command, name, column.Property.GetGetter().GetClrValue(row), column.Property.IsNullable));
            separator = ',';
        }

        sql.Append(')');
    }

    private sealed record Column(IProperty Property, RelationalTypeMapping Mapping);

    private sealed record Table(string Insert, Column[] Columns)
    {
        public static Table Of(IEntityType type)
        {
            Column[] columns = [.. type.GetProperties().Select(property => new Column(property, property.GetRelationalTypeMapping()))];
            var names = string.Join(", ", columns.Select(c => $"\"{c.Property.GetColumnName()}\""));
            return new($"INSERT INTO \"{type.GetTableName()}\" ({names}) VALUES ", columns);
        }
    }
}
