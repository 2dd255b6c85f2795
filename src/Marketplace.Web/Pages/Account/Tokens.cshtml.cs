using System.Globalization;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>A person's keys for programs: make one, see when they were used, end them.</summary>
[FreshSignIn]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TokensModel(CreateAccessToken create, RevokeAccessToken revoke, AccessTokenQueries queries, CurrentActor current, Texts texts) : PageModel
{
    /// <summary>Days that are offered.</summary>
    public static readonly IReadOnlyList<int> Periods = [7, 30, 90, 365];

    [BindProperty] public FormFields Form { get; set; } = new();

    /// <summary>The key just made: shown by this answer and never again.</summary>
    public CreateAccessToken.Created? New { get; private set; }

    public IReadOnlyList<AccessTokenView> Own { get; private set; } = [];

    public Task OnGet(CancellationToken ct) => Load(ct);

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        AccessScope? scope = Enum.TryParse<AccessScope>(Form.Scope, out var chosen) ? chosen : null;
        int? days = int.TryParse(Form.Days, NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : null;
        var answer = await create.Run(new(Form.Name, scope, days), current.Actor, ct);
        if (answer.IsOk)
        {
            New = answer.Value;
            ModelState.Clear();
            Form = new();
        }
        else
        {
            ModelState.AddRefusals(texts, answer.Refusals.Select(r => r.Field is null ? r : r.At($"{nameof(Form)}.{r.Field}")));
        }

        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRevoke(Guid id, CancellationToken ct)
    {
        var answer = await revoke.Run(id, current.Actor, ct);
        if (!answer.IsOk) return NotFound();
        TempData["Notice"] = "Account.Tokens.Revoked";
        return RedirectToPage();
    }

    private async Task Load(CancellationToken ct) => Own = await queries.Own(current.Actor, ct);

    public sealed class FormFields
    {
        public string? Name { get; set; }
        public string? Scope { get; set; } = nameof(AccessScope.Read);
        public string? Days { get; set; } = "90";
    }
}
