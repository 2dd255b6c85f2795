using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Contracts.Papers;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>The file from which the seller fills in the registration of its technology contracts: a row a contract. What is not held here stays empty.</summary>
public sealed partial class IndexModel
{
    private static readonly string[] Columns =
    [
        "Contract", "Kind", "Project", "SignedOn", "From", "Until", "BuyerName", "BuyerCode", "BuyerCountry", "BuyerArea", "BuyerType",
        "SellerName", "SellerCode", "SellerCountry", "SellerArea", "SellerType", "Number", "RegisteredOn",
    ];

    public async Task<IActionResult> OnGetRegistrationAsync(CancellationToken ct)
    {
        var rows = await registrations.All(current.Actor, ct);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"technology-contracts.csv\"";
        Response.Headers.CacheControl = "private, no-store";
        // With the mark at its head Excel reads the file as UTF-8; a cell that begins like a formula is defused (OWASP, CSV injection).
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var rules = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };
        await using var csv = new CsvWriter(text, rules, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(texts["Contracts.Registration." + column]);
        await csv.NextRecordAsync();
        foreach (var row in rows)
        {
            foreach (var field in Fields(row)) csv.WriteField(field);
            await csv.NextRecordAsync();
        }

        return new EmptyResult();
    }

    private IEnumerable<string?> Fields(RegistrationRow row) =>
    [
        row.Contract, row.Kind is { } kind ? texts.Name(kind) : null, row.Project, Day(row.SignedOn), Day(row.SignedOn), Day(row.EndsOn),
        .. Side(row.Buyer), .. Side(row.Seller), row.Number, Day(row.RegisteredOn),
    ];

    // The last one is the code of the kind of legal person in the office's own list.
    private static IEnumerable<string?> Side(RegistrationSide side) => [side.Name, side.CreditCode, side.Country, side.Area, null];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
