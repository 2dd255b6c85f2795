using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Organisations;

/// <summary>Who belongs to an organisation; its owners invite, change roles and end memberships.</summary>
public sealed class MembersModel(
    OrganisationQueries organisations, MemberQueries queries, InviteMember invite, WithdrawInvitation withdraw,
    ChangeMembership change, EndMembership end, Actors actors, CurrentActor current, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly string[] Notices = ["invited", "withdrawn", "role", "ended"];

    [BindProperty] public InviteFields Form { get; set; } = new();

    public OrganisationNav Nav { get; private set; } = null!;

    public MemberList Members { get; private set; } = null!;

    /// <summary>What was sent for a member and not taken.</summary>
    public TypedRole? Typed { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public Guid? Me => current.Actor.PersonId;

    public async Task<IActionResult> OnGetAsync(Guid id, string? saved, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (Notices.Contains(saved)) Nav = Nav with { Saved = texts["MyOrganisations.Saved." + saved] };
        return Page();
    }

    public async Task<IActionResult> OnPostInviteAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (!ModelState.IsValid) return Page();
        var answer = await invite.Run(new(id, Form.Email, Form.Role, Periods.EndOf(Form.UntilAt), Periods.StartOf(Form.FromAt)), current.Actor, ct);
        return answer.IsOk ? Back(id, "invited") : Refused(answer.Refusals, nameof(Form));
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, Guid invitationId, CancellationToken ct) =>
        await Act(id, () => withdraw.Run(invitationId, current.Actor, ct), "withdrawn", ct);

    public async Task<IActionResult> OnPostRoleAsync(Guid id, Guid membershipId, MembershipRole role, DateOnly? until, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Typed = new(membershipId, role, Request.Form["until"]);
        // A day that is none must not pass for "open-ended".
        if (!ModelState.IsValid) return NotChanged([new Refusal("field.unreadable", nameof(ChangeMembership.Input.UntilAt))]);
        var answer = await change.Run(new(membershipId, role, Periods.EndOf(until)), current.Actor, ct);
        if (!answer.IsOk) return NotChanged(answer.Refusals);
        actors.ForgetAll();
        return Back(id, "role");
    }

    // Every member has a form of its own; the summary leads to the fields of the one that was sent.
    private IActionResult NotChanged(IReadOnlyList<Refusal> refusals)
    {
        ModelState.Clear();
        return Refused([.. refusals.Select(r => r.Field is { } field ? r.At($"{(field == nameof(ChangeMembership.Input.Role) ? 'r' : 'u')}-{Typed!.MembershipId}") : r)]);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, Guid membershipId, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        var leaves = Members.Members.Any(m => m.MembershipId == membershipId && m.PersonId == Me);
        var answer = await end.Run(membershipId, current.Actor, ct);
        ModelState.Clear();
        if (!answer.IsOk) return Refused(answer.Refusals);
        actors.ForgetAll();
        return leaves ? Redirect("/workspace/organisations") : Back(id, "ended");
    }

    private async Task<IActionResult> Act(Guid id, Func<Task<Result<Done>>> act, string notice, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        ModelState.Clear();
        var answer = await act();
        if (!answer.IsOk) return Refused(answer.Refusals);
        actors.ForgetAll();
        return Back(id, notice);
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await organisations.Own(id, current.Actor, ct) is not { } own || await queries.Of(id, current.Actor, ct) is not { } members) return false;
        Members = members;
        Nav = OrganisationNav.Of(texts, own, "members", null);
        return true;
    }

    private RedirectResult Back(Guid id, string notice) => Redirect($"/workspace/organisations/{id:D}/members?saved={notice}");

    private IActionResult Refused(IReadOnlyList<Refusal> refusals, string prefix = "")
    {
        if (refusals[0] == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, refusals, prefix);
        return Page();
    }

    public sealed record TypedRole(Guid MembershipId, MembershipRole Role, string? Until);

    public sealed class InviteFields
    {
        public string? Email { get; set; }

        public MembershipRole Role { get; set; } = MembershipRole.Viewer;

        public DateOnly? FromAt { get; set; }

        public DateOnly? UntilAt { get; set; }
    }
}
