using Marketplace.Contracts;
using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>What is typed to sign. The code of the contract names what is signed.</summary>
public sealed class SignForm
{
    public string? TextSha256 { get; set; }
    public string? TypedName { get; set; }
    public string? Bank { get; set; }
    public string? Account { get; set; }
    public string? Confirmation { get; set; }
}

/// <summary>What is typed beside the bank's voucher.</summary>
public sealed class ClaimForm
{
    public string? Amount { get; set; }
    public string? BankReference { get; set; }
}

/// <summary>Number and day of the registration as a technology contract.</summary>
public sealed class RegistrationForm
{
    public string? Number { get; set; }
    public DateOnly? On { get; set; }
}

/// <summary>A contract for its two sides and for officers: text and signatures, funds, milestones, and what was booked.</summary>
[RequestSizeLimit(12 << 20)]
[TakesUploads("File", Handler = "Claim")]
public sealed class DetailsModel(ContractQueries contracts, CardQueries cards, SignContract sign, ClaimFunding claim, RegisterContract register, PaymentSettings payments, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public SignForm Sign { get; set; } = new();

    [BindProperty] public ClaimForm Claim { get; set; } = new();

    [BindProperty] public RegistrationForm Registration { get; set; } = new();

    public ContractView View { get; private set; } = null!;
    public Contract Shown => View.Contract;

    /// <summary>Null where there is no rail for cards.</summary>
    public CardView? Card { get; private set; }
    public bool OwnsPayee => Marketplace.Organisations.Permissions.Allows(Marketplace.Organisations.Deed.EditOrganisation, current.Actor, Shown.BidderId);
    public ReceivingAccount? Account => payments.Account;
    public string Live => $"{LiveParts.Own(current.Actor)} {(MoneyQueries.MayRead(current.Actor) ? Events.Streams.Money : "")}".Trim();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Claim.Amount = View.Funds is { Due.Minor: > 0 } funds ? texts.Amount(funds.Due) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostSignAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        if (!string.Equals(Sign.Confirmation?.Trim(), Shown.Code, StringComparison.OrdinalIgnoreCase))
        {
            ModelState.AddModelError("Sign.Confirmation", texts["Bids.Submit.CodeWrong", Shown.Code]);
            return Page();
        }

        return Answer(id, await sign.Run(new(id, Sign.TextSha256, Sign.TypedName, Sign.Bank, Sign.Account), current.Actor, ct), nameof(Sign), "signatures");
    }

    public async Task<IActionResult> OnPostClaimAsync(Guid id, IFormFile? file, CancellationToken ct)
    {
        if (!await Load(id, ct) || !View.May.Fund) return NotFound();
        ModelState.Clear();
        if (file is null) return Answer(id, (Result<Guid>)new Refusal("field.required", "File"), nameof(Claim), "funding");
        await using var content = file.OpenReadStream();
        return Answer(id, await claim.Run(new(id, content, file.FileName, Claim.Amount, Claim.BankReference), current.Actor, ct), nameof(Claim), "funding");
    }

    public async Task<IActionResult> OnPostRegisterAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        return Answer(id, await register.Run(new(id, Registration.Number, Registration.On), current.Actor, ct), nameof(Registration), "registration");
    }

    private IActionResult Answer<T>(Guid id, Result<T> result, string form, string section)
    {
        if (result.IsOk) return Redirect($"/workspace/contracts/{id:D}#{section}");
        if (result.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, result.Refusals.Where(r => r.Field == "File"));
        ModelState.AddRefusals(texts, result.Refusals.Where(r => r.Field != "File"), form);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await contracts.One(id, current.Actor, ct) is not { } view) return false;
        (View, Card) = (view, await cards.Of(view, current.Actor, ct));
        return true;
    }
}
