using System.Globalization;
using System.Text;
using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>The receipt of one version: to print, to save, and the sealed bytes to compute the fingerprint from.</summary>
public sealed class ReceiptModel(CurrentActor current, BidQueries bids, Texts texts) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Version { get; set; }

    public OwnBid Bid { get; private set; } = null!;
    public BidReceipt Receipt { get; private set; } = null!;

    /// <summary>Shown right after submitting.</summary>
    public bool IsDone { get; private set; }

    public async Task<IActionResult> OnGetAsync(bool done, CancellationToken ct)
    {
        IsDone = done;
        return await Load(ct) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnGetJsonAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        Response.Headers.ContentDisposition = $"attachment; filename=\"{FileName}.json\"";
        return new JsonResult(Receipt);
    }

    public async Task<IActionResult> OnGetTextAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        var text = string.Join("\r\n", Lines().Select(line => $"{line.Name}: {line.Value}")) + "\r\n";
        return File(Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", FileName + ".txt");
    }

    public async Task<IActionResult> OnGetSealedAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        var bytes = await bids.SealedBytes(Id, Version, current.Actor, ct);
        return bytes.IsOk ? File(bytes.Value, "application/octet-stream", FileName + ".sealed") : NotFound();
    }

    public IEnumerable<(string Name, string Value)> Lines() =>
    [
        (texts["Bids.Receipt.Challenge"], $"{Receipt.ChallengeCode} {Bid.Title}".Trim()),
        (texts["Bids.Bid.Bidder"], Receipt.Bidder),
        (texts["Bids.Receipts.Version"], Receipt.Version.ToString(CultureInfo.InvariantCulture)),
        (texts["Bids.Receipts.At"], $"{ShanghaiTime.Local(Receipt.SubmittedAt).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)} {texts["Kernel.Zone"]}"),
        (texts["Bids.Receipt.Number"], Receipt.BidId.ToString("D")),
        ("SHA-256", Receipt.Sha256),
    ];

    private string FileName => $"{Receipt.ChallengeCode}-v{Receipt.Version.ToString(CultureInfo.InvariantCulture)}";

    private async Task<bool> Load(CancellationToken ct)
    {
        var bid = await bids.One(Id, current.Actor, ct);
        if (!bid.IsOk || bid.Value.Receipts.FirstOrDefault(r => r.Version == Version) is not { } receipt) return false;
        (Bid, Receipt) = (bid.Value, receipt);
        return true;
    }
}
