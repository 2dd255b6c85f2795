using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Marketplace.Contracts;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Admin.Treasury;

/// <summary>The journals for accountants: a table for spreadsheets, and the plain text that hledger reads (hledger.org, journal format).</summary>
public sealed partial class IndexModel
{
    private static readonly string[] Columns = ["At", "Key", "What", "Contract", "Debit", "Credit", "Currency", "Amount", "Note"];

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken ct)
    {
        if (!MoneyQueries.MayRead(current.Actor)) return NotFound();
        Head("text/csv; charset=utf-8", "csv");
        // With the mark at its head Excel reads the file as UTF-8; a cell that begins like a formula is defused (OWASP, CSV injection).
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        var rules = new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" };
        await using var csv = new CsvWriter(text, rules, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(texts["Contracts.Export." + column]);
        await csv.NextRecordAsync();
        await foreach (var m in journals.All(current.Actor, ct))
        {
            csv.WriteField(ShanghaiTime.Local(m.Journal.CreatedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            csv.WriteField(m.Journal.Key);
            csv.WriteField(texts["Contracts.Journal." + m.Journal.Type]);
            csv.WriteField(m.Contract);
            csv.WriteField(m.Debit);
            csv.WriteField(m.Credit);
            csv.WriteField(m.Amount.Currency.Code);
            csv.WriteField(Number(m.Amount));
            csv.WriteField(m.Journal.Note);
            await csv.NextRecordAsync();
        }

        return new EmptyResult();
    }

    public async Task<IActionResult> OnGetHledgerAsync(CancellationToken ct)
    {
        if (!MoneyQueries.MayRead(current.Actor)) return NotFound();
        Head("text/plain; charset=utf-8", "journal");
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        await foreach (var m in journals.All(current.Actor, ct))
        {
            if (m.Number == 1)
            {
                await text.WriteLineAsync();
                await text.WriteLineAsync($"{ShanghaiTime.DayOf(m.Journal.EffectiveAt):yyyy-MM-dd} * ({m.Journal.Key}) {texts["Contracts.Journal." + m.Journal.Type]}");
                if (m.Contract is { } contract) await text.WriteLineAsync($"    ; contract: {contract}");
            }

            await text.WriteLineAsync($"    {Account(m.DebitKind, m.Debit)}  {m.Amount.Currency.Code} {Number(m.Amount)}");
            await text.WriteLineAsync($"    {Account(m.CreditKind, m.Credit)}  {m.Amount.Currency.Code} -{Number(m.Amount)}");
        }

        return new EmptyResult();
    }

    private void Head(string type, string extension)
    {
        Response.ContentType = type;
        Response.Headers.ContentDisposition = $"attachment; filename=\"journals.{extension}\"";
        Response.Headers.CacheControl = "private, no-store";
    }

    private static string Account(AccountKind kind, string path) => kind switch
    {
        AccountKind.Asset => "assets:", AccountKind.Liability => "liabilities:", AccountKind.Income => "income:", AccountKind.Expense => "expenses:", _ => "equity:",
    } + path;

    private static string Number(Money money) => (money.Minor / (decimal)Math.Pow(10, money.Currency.Exponent)).ToString("0." + new string('0', money.Currency.Exponent), CultureInfo.InvariantCulture);
}
