using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>Registers an organisation.</summary>
public sealed class NewModel(RegisterOrganisation register, Actors actors, CurrentActor current, Texts texts) : PageModel
{
    [BindProperty] public OrganisationKind Kind { get; set; } = OrganisationKind.Firm;

    [BindProperty] public OrganisationForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid) return Page();
        var answer = await register.Run(new(Kind, Form.ToContent()), current.Actor, ct);
        if (!answer.IsOk)
        {
            ModelState.AddRefusals(texts, answer.Refusals.Where(r => r.Field == nameof(Kind)));
            ModelState.AddRefusals(texts, answer.Refusals.Where(r => r.Field != nameof(Kind)), nameof(Form));
            return Page();
        }

        // The next page asks at once whether the person belongs to it.
        actors.Forget(current.Actor.PersonId!.Value);
        return Redirect($"/workspace/organisations/{answer.Value:D}?saved=registered");
    }

    /// <summary>What the script shows while a credit code is typed: sentences, or nothing where the code is right.</summary>
    public IActionResult OnGetCreditCode(string? code)
    {
        var finding = UnifiedSocialCreditCode.Check(code);
        var remarks = finding.IsValid ? [] : finding.Refusals().Select(texts.Refusal).ToList();
        if (finding.MayBeOverruled) remarks.Add(texts["MyOrganisations.CreditCodeWarning"]);
        return new JsonResult(new { finding.IsValid, remarks });
    }
}
