using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Kernel;
using Marketplace.Web.Look;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>What the hall shows under its filters, as a table for spreadsheets; written out row by row.</summary>
public static class HallExport
{
    public const string Path = "/challenges/export.csv";

    private static readonly string[] Columns =
    [
        "Code", "Title", "TitleEn", "Publisher", "Kind", "Mode", "Industries", "Phase", "BountyType", "BountyLow", "BountyHigh", "Currency",
        "PostedOn", "DeadlineAt", "Region", "Address", "IsDemo",
    ];

    public static void MapHallExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, Reading.Methods, Give).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Give(HttpContext context, HallSearch search, Texts texts, SiteAddress site, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var entries = await search.All(HallAddress.Read(context.Request.Query), ct);
        var day = ShanghaiTime.Local(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"challenges-{day}.csv\"";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.Stream(output => Write(output, entries, texts, site, now, ct), "text/csv; charset=utf-8");
    }

    private static async Task Write(Stream output, IReadOnlyList<HallEntry> entries, Texts texts, SiteAddress site, DateTimeOffset now, CancellationToken ct)
    {
        // With the mark at its head Excel reads the file as UTF-8; a cell that begins like a formula is defused (OWASP, CSV injection).
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var rules = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };
        await using var csv = new CsvWriter(text, rules, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(texts["Hall.Export." + column]);
        await csv.NextRecordAsync();
        foreach (var entry in entries)
        {
            ct.ThrowIfCancellationRequested();
            Row(csv, entry, texts, site, now);
            await csv.NextRecordAsync();
        }
    }

    private static void Row(CsvWriter csv, HallEntry e, Texts texts, SiteAddress site, DateTimeOffset now)
    {
        csv.WriteField(e.Code);
        csv.WriteField(e.Title);
        csv.WriteField(e.TitleEn);
        csv.WriteField(e.SourcePublisher ?? texts.Either(e.PublisherName, e.PublisherNameEn));
        csv.WriteField(e.StatedKind is { } kind ? texts.Name(kind) : null);
        csv.WriteField(e.StatedMode is { } mode ? texts.Name(mode) : null);
        csv.WriteField(string.Join("; ", Industries.Of(e.Leading, e.HardCore).Select(key => texts[key])));
        csv.WriteField(texts["Hall.Phase." + e.PhaseAt(now)]);
        csv.WriteField(e.Band is null ? texts["Challenge.BountyNotGiven"] : texts.Name(e.Bounty.Type));
        csv.WriteField(Number(e.Bounty.From));
        csv.WriteField(Number(e.Bounty.To));
        csv.WriteField(e.Band is null || e.Bounty.Type == BountyType.Negotiable ? null : e.Bounty.Currency.Code);
        csv.WriteField(e.IsReference ? e.SourceYear?.ToString(CultureInfo.InvariantCulture) : ShanghaiTime.Local(e.PostedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        csv.WriteField(e.DeadlineAt is { } deadline ? ShanghaiTime.Local(deadline).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null);
        csv.WriteField(e.StatedRegion is { } region ? texts.Name(region) : null);
        csv.WriteField(site.Of("/challenges/" + e.Code).AbsoluteUri);
        csv.WriteField(e.IsDemo ? texts["Shared.DemoData"] : null);
    }

    // In whole units with a point, which every spreadsheet reads as a number.
    private static string? Number(Money? money) =>
        money is { } amount ? (amount.Minor / (decimal)Math.Pow(10, amount.Currency.Exponent)).ToString(CultureInfo.InvariantCulture) : null;
}
