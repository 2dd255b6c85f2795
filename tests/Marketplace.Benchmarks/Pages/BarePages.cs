using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Marketplace.Benchmarks.Pages;

/// <summary>The bare program: a minimal API that reads the same rows by ADO.NET and writes HTML of the same size. Nothing else: no sign-in, language, layout or count.</summary>
public static class BarePages
{
    private const string HallSql = """
        SELECT c.Code, c.Title, c.PublicSummary, c.Bounty_LowMinor, c.DeadlineAt, o.Name
        FROM Challenges c JOIN Organisations o ON o.Id = c.PublisherId
        WHERE c.Status = 5 ORDER BY c.PostedAt DESC LIMIT 20
        """;

    private const string PageSql = """
        SELECT c.Code, c.Title, c.PublicSummary, c.Background, c.CurrentLevel, c.Target, c.Deliverables, c.AcceptanceMethod, c.Resources, o.Name
        FROM Challenges c JOIN Organisations o ON o.Id = c.PublisherId WHERE c.Code = $code
        """;

    private const string IndicatorSql = """
        SELECT i.Name, i.Value, i.Unit, i.TestMethod FROM Indicators i JOIN Challenges c ON c.Id = i.ChallengeId WHERE c.Code = $code ORDER BY i.Position
        """;

    /// <param name="arguments">The database file, and the bytes of the hall and of the challenge page.</param>
    public static async Task<int> Run(string[] arguments)
    {
        var connection = $"Data Source={arguments[0]};Mode=ReadOnly";
        var (hallBytes, pageBytes) = (int.Parse(arguments[1], CultureInfo.InvariantCulture), int.Parse(arguments[2], CultureInfo.InvariantCulture));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapGet("/hall", (HttpContext context) => Write(context, Read(connection, [HallSql], null), hallBytes));
        app.MapGet("/page/{code}", (HttpContext context, string code) => Write(context, Read(connection, [PageSql, IndicatorSql], code), pageBytes));
        await app.RunAsync();
        return 0;
    }

    private static StringBuilder Read(string connectionString, string[] queries, string? code)
    {
        var html = new StringBuilder("<!doctype html><html><body><ul>");
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        foreach (var sql in queries)
        {
            using var command = new SqliteCommand(sql, connection);
            if (code is not null) command.Parameters.AddWithValue("$code", code);
            using var reader = command.ExecuteReader();
            while (reader.Read()) AppendRow(html, reader);
        }

        return html;
    }

    private static void AppendRow(StringBuilder html, SqliteDataReader reader)
    {
        html.Append("<li>");
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (!reader.IsDBNull(i)) html.Append("<span>").Append(HtmlEncoder.Default.Encode(reader.GetString(i))).Append("</span>");
        }

        html.Append("</li>");
    }

    private static Task Write(HttpContext context, StringBuilder html, int bytes)
    {
        html.Append("</ul>");
        if (html.Length < bytes) html.Append('x', bytes - html.Length);
        var body = Encoding.UTF8.GetBytes(html.ToString());
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }
}
