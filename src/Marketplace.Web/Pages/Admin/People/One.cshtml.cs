using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.People;

/// <summary>One person: duties with period and reason, memberships, and the sign-in shut or open.</summary>
public sealed class OneModel(
    PeopleQueries people, GrantRole grant, RevokeRole revoke, SuspendPerson suspend, ReinstatePerson reinstate, Actors actors, CurrentActor current, Texts texts) : PageModel
{
    private static readonly string[] Notices = ["granted", "revoked", "suspended", "reinstated"];

    [BindProperty] public RoleFields Form { get; set; } = new();

    /// <summary>Why a duty ends or a sign-in is shut or opened.</summary>
    [BindProperty] public ReasonFields Act { get; set; } = new();

    public PersonForOfficer Person { get; private set; } = null!;

    public AdminNav Nav { get; private set; } = null!;

    public bool MayGrant => Permissions.Allows(Deed.GrantRoles, current.Actor) && Person.Id != current.Actor.PersonId;

    public bool MaySuspend => Permissions.Allows(Deed.SuspendPerson, current.Actor) && Person.Id != current.Actor.PersonId;

    public async Task<IActionResult> OnGetAsync(Guid id, string? saved, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (Notices.Contains(saved)) Nav = Nav with { Saved = texts["Admin.Saved." + saved] };
        return Page();
    }

    public async Task<IActionResult> OnPostGrantAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        if (!ModelState.IsValid) return Page();
        return Finish(id, await grant.Run(new(id, Form.Role, Form.Reason, Periods.EndOf(Form.UntilAt)), current.Actor, ct), "granted", nameof(Form));
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct) => await Load(id, ct)
        ? Finish(id, await revoke.Run(new(id, Act.Role, Act.Reason), current.Actor, ct), "revoked", nameof(Act))
        : NotFound();

    public async Task<IActionResult> OnPostSuspendAsync(Guid id, CancellationToken ct) => await Load(id, ct)
        ? Finish(id, await suspend.Run(new(id, Act.Reason), current.Actor, ct), "suspended", nameof(Act))
        : NotFound();

    public async Task<IActionResult> OnPostReinstateAsync(Guid id, CancellationToken ct) => await Load(id, ct)
        ? Finish(id, await reinstate.Run(new(id, Act.Reason), current.Actor, ct), "reinstated", nameof(Act))
        : NotFound();

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await people.One(id, current.Actor, ct) is not { } found) return false;
        Person = found;
        Nav = new(current.Actor, "people");
        return true;
    }

    private IActionResult Finish(Guid id, Result<Done> answer, string notice, string prefix)
    {
        if (answer.IsOk)
        {
            actors.Forget(id);
            return Redirect($"/admin/people/{id:D}?saved={notice}");
        }

        if (answer.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, answer.Refusals, prefix);
        return Page();
    }

    public sealed class RoleFields
    {
        public PlatformRole Role { get; set; } = PlatformRole.Operator;
        public DateOnly? UntilAt { get; set; }
        public string? Reason { get; set; }
    }

    public sealed class ReasonFields
    {
        public PlatformRole Role { get; set; }
        public string? Reason { get; set; }
    }
}
