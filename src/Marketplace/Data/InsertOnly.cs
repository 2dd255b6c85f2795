using Microsoft.EntityFrameworkCore.Migrations;

namespace Marketplace.Data;

/// <summary>
/// Tables that only grow: triggers refuse every change and removal, whoever asks. Who may alter the database itself can drop a trigger;
/// against that only a check from outside helps.
/// </summary>
internal static class InsertOnly
{
    public static void OnSqlite(MigrationBuilder migration, params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            foreach (var action in (ReadOnlySpan<string>)["UPDATE", "DELETE"])
            {
                migration.Sql($"""
                    CREATE TRIGGER "{table}_no_{action}" BEFORE {action} ON "{table}"
                    BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
                    """);
            }
        }
    }

    public static void OnPostgres(MigrationBuilder migration, params ReadOnlySpan<string> tables)
    {
        migration.Sql("""
            CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$
            """);
        foreach (var table in tables)
        {
            migration.Sql($"""
                CREATE TRIGGER "{table}_only_grows" BEFORE UPDATE OR DELETE OR TRUNCATE ON "{table}"
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
                """);
        }
    }
}
