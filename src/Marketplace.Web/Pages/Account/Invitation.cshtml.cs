using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>What a mailed invitation leads to: who invites to what, and the way in. Open to the holder of the link, signed in or not.</summary>
[AllowAnonymous]
public sealed class InvitationModel(MemberQueries members, AcceptInvitation accept, Actors actors, CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    public InvitationView Invitation { get; private set; } = null!;

    public bool IsSignedIn => current.Actor.IsKnown;

    public bool Holds => Invitation.HoldsAt(Now);

    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct) => await Load(token, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken ct)
    {
        if (!await Load(token, ct)) return NotFound();
        var answer = await accept.Run(token, current.Actor, ct);
        if (!answer.IsOk)
        {
            ModelState.AddRefusals(texts, answer.Refusals);
            return Page();
        }

        actors.Forget(current.Actor.PersonId!.Value);
        // Before the first day the organisation's own pages are not theirs; this page says when they will be.
        return Redirect(Invitation.FromAt > Now ? Request.Path : $"/workspace/organisations/{answer.Value:D}");
    }

    private async Task<bool> Load(string token, CancellationToken ct)
    {
        // The address holds the key: it must not travel on to other sites.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        Response.Headers.CacheControl = "no-store";
        if (await members.Invitation(token, ct) is not { } found) return false;
        Invitation = found;
        return true;
    }
}
