using System.Security.Cryptography;
using System.Text;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>Starts a draft: for which organisation, and a working title.</summary>
public sealed class NewModel(DraftChallenge draft, CurrentActor current, Texts texts) : PageModel
{
    /// <summary>Chosen when the form is shown, so that a double click or the back button makes one draft.</summary>
    [BindProperty] public Guid? Id { get; set; }
    [BindProperty] public Guid? OrganisationId { get; set; }
    [BindProperty] public string? Title { get; set; }

    public IReadOnlyList<ActorMembership> Organisations =>
        [.. current.Actor.Memberships.Where(m => Permissions.Allows(Deed.DraftChallenge, current.Actor, m.OrganisationId))];

    public IEnumerable<SelectListItem> Options => Organisations.Select(m => new SelectListItem(texts.Either(m.OrganisationName, m.OrganisationNameEn), m.OrganisationId.ToString()));

    public IActionResult OnGet()
    {
        if (Organisations.Count == 0) return Redirect("/workspace/challenges");
        Id = Guid.CreateVersion7();
        OrganisationId = Organisations.FirstOrDefault(m => m.OrganisationId == current.Actor.ActingFor)?.OrganisationId ?? Organisations[0].OrganisationId;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (OrganisationId is not { } publisher) return NotFound();
        var isGovernment = current.Actor.MemberOf(publisher)?.Kind == OrganisationKind.GovernmentUnit;
        var content = new ChallengeContent
        {
            Need = new() { Title = Title, Kind = isGovernment ? ChallengeKind.Government : ChallengeKind.Enterprise },
            Procedure = new() { PresetCode = isGovernment ? "government" : "open" },
        };
        var id = DraftOf(Id, Title);
        var drafted = await draft.Run(new(publisher, content, id), current.Actor, ct);
        if (drafted.IsOk) return Redirect($"/workspace/challenges/{drafted.Value.Id}/edit/need");
        // It was begun by this form before and has been worked on since.
        if (drafted.Refusal.Code == "challenge.draft_exists") return Redirect($"/workspace/challenges/{id}/edit/need");
        if (drafted.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, drafted.Refusals);
        return Page();
    }

    // The same form sent twice is one draft; going back and typing another title begins another.
    private static Guid? DraftOf(Guid? form, string? title) =>
        form is { } id ? new Guid(SHA256.HashData([.. id.ToByteArray(), .. Encoding.UTF8.GetBytes(title ?? "")]).AsSpan(0, 16)) : null;
}
