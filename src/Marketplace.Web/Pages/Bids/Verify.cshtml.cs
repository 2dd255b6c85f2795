using System.Globalization;
using Marketplace.Bids;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Bids;

/// <summary>Compares a receipt with what is stored, for its bidder.</summary>
public sealed class VerifyModel(CurrentActor current, BidQueries bids, BidReader reader, Texts texts) : PageModel
{
    private const int DigitsOfSha256 = 64;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Sha256 { get; set; }

    public OwnBid Bid { get; private set; } = null!;

    /// <summary>The version with this fingerprint, and whether what is stored still has it.</summary>
    public (int Version, bool Holds)? Found { get; private set; }

    /// <summary>A fingerprint was given that no version has.</summary>
    public bool IsUnknown { get; private set; }

    public async Task<IActionResult> OnGetAsync(int? version, CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        Sha256 = Bid.Receipts.FirstOrDefault(r => r.Version == version)?.Sha256;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await Load(ct)) return NotFound();
        var digits = string.Concat((Sha256 ?? "").Where(char.IsAsciiHexDigit)).ToLower(CultureInfo.InvariantCulture);
        if (digits.Length != DigitsOfSha256)
        {
            ModelState.AddModelError(nameof(Sha256), texts["Bids.Verify.Unreadable", DigitsOfSha256]);
            return Page();
        }

        if (Bid.Receipts.FirstOrDefault(r => r.Sha256 == digits) is { } receipt)
        {
            var holds = await reader.Holds(Id, receipt.Version, current.Actor, ct);
            Found = (receipt.Version, holds.IsOk && holds.Value);
        }

        IsUnknown = Found is null;
        return Page();
    }

    private async Task<bool> Load(CancellationToken ct)
    {
        var bid = await bids.One(Id, current.Actor, ct);
        if (bid.IsOk) Bid = bid.Value;
        return bid.IsOk;
    }
}
