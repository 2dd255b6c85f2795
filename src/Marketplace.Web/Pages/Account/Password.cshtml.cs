using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

public sealed class PasswordModel(ChangePassword change, PersonQueries queries, Sessions sessions, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public FormFields Form { get; set; } = new();

    public string Email { get; private set; } = "";

    public async Task OnGet(CancellationToken ct) => Email = (await queries.Find(current.Actor.PersonId, ct))?.Email ?? "";

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var answer = await change.Run(new(Form.Current ?? "", Form.Password ?? ""), current.Actor, ct);
        if (!answer.IsOk)
        {
            await OnGet(ct);
            ModelState.AddRefusals(texts, answer.Refusals, nameof(Form));
            return Page();
        }

        await sessions.Renew(HttpContext, current.Actor.PersonId!.Value);
        TempData["Notice"] = "Account.Password.Done";
        return RedirectToPage("Index");
    }

    public sealed class FormFields
    {
        public string? Current { get; set; }
        public string? Password { get; set; }
    }
}
