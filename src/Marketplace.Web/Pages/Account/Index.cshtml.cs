using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>A person's own account: name, language, organisations, and how they sign in.</summary>
public sealed class IndexModel(PersonQueries queries, EditPerson edit, SignOutEverywhere signOut, Sessions sessions, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public FormFields Form { get; set; } = new();

    public PersonView Person { get; private set; } = null!;

    public Actor Actor => current.Actor;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await queries.Find(Actor.PersonId, ct) is not { } person) return NotFound();
        Person = person;
        Form = new() { Name = person.Name, Culture = person.Culture };
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var answer = await edit.Run(new(Form.Name ?? "", Form.Culture ?? ""), Actor, ct);
        if (!answer.IsOk)
        {
            var typed = Form;
            if (await OnGet(ct) is not PageResult page) return NotFound();
            Form = typed;
            ModelState.AddRefusals(texts, answer.Refusals, nameof(Form));
            return page;
        }

        // The language of the mails becomes that of the pages.
        LanguageCookie.Write(HttpContext, Form.Culture!);
        return Noted("Account.Saved");
    }

    public async Task<IActionResult> OnPostSignOutEverywhere(CancellationToken ct)
    {
        var answer = await signOut.Run(Actor, ct);
        if (!answer.IsOk) return NotFound();
        await sessions.Renew(HttpContext, Actor.PersonId!.Value);
        return Noted("Account.Everywhere.Done");
    }

    private RedirectToPageResult Noted(string text)
    {
        TempData["Notice"] = text;
        return RedirectToPage();
    }

    public sealed class FormFields
    {
        public string? Name { get; set; }
        public string? Culture { get; set; }
    }
}
