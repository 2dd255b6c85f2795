using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin.Organisations;

/// <summary>One organisation before an officer: what it says, what its code says, what changed since it was verified last, and the decision.</summary>
public sealed class DecideModel(VerificationQueue queue, LicenceQueries licences, DecideVerification decide, AssignGroup assign, CurrentActor current, Texts texts) : PageModel
{
    private static readonly VerificationAction[] All = [VerificationAction.Verify, VerificationAction.Reject, VerificationAction.Suspend, VerificationAction.Reinstate];

    [BindProperty] public DecisionFields Form { get; set; } = new();
    [BindProperty] public GroupFields Group { get; set; } = new();

    public OrganisationForDecision Organisation { get; private set; } = null!;

    public AdminNav Nav { get; private set; } = null!;

    public (string Name, long Length, DateTimeOffset At)? Licence { get; private set; }

    public CreditCodeFinding? Finding => Organisation.CreditCode is { } code ? UnifiedSocialCreditCode.Check(code) : null;

    /// <summary>The moves that this officer may make now.</summary>
    public IReadOnlyList<VerificationAction> Actions => MayDecide ? [.. All.Where(a => OrganisationLifecycle.Next(Organisation.Verification, a).IsOk)] : [];

    public bool MayDecide => Permissions.Allows(Deed.VerifyOrganisation, current.Actor) && !current.Actor.IsMember(Organisation.Id);

    public bool MayOverrule => Permissions.Allows(Deed.OverruleCreditCode, current.Actor);

    /// <summary>What was verified beside what stands now, where they differ.</summary>
    public IEnumerable<(string Field, string? Verified, string? Now)> Changes => Organisation.VerifiedName is null ? [] : new (string Field, string? Verified, string? Now)[]
    {
        ("Name", Organisation.VerifiedName, Organisation.Name),
        ("CreditCode", Organisation.VerifiedCreditCode, Organisation.CreditCode),
        ("Country", Organisation.VerifiedCountry, Organisation.Country),
    }.Where(c => c.Verified != c.Now);

    public bool LicenceChanged => Organisation.VerifiedName is not null && Organisation.VerifiedLicenceFileId != Organisation.LicenceFileId;

    public async Task<IActionResult> OnGetAsync(Guid id, string? saved, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Form.Version = Group.Version = Organisation.Version;
        Group.Head = Organisation.Group?.Name;
        if (saved == "yes") Nav = Nav with { Saved = texts["Admin.Decided", Organisation.Verification] };
        if (saved == "group") Nav = Nav with { Saved = texts["Admin.GroupSaved"] };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        (Group.Head, Group.Version) = (Organisation.Group?.Name, Organisation.Version);
        if (!ModelState.IsValid) return Page();
        var answer = await decide.Run(new(id, Form.Version, Form.Action, Form.Reason, Form.OverruleReason), current.Actor, ct);
        if (answer.IsOk) return Redirect($"/admin/organisations/{id:D}?saved=yes");
        if (answer.Refusal == Refusal.Stale) Form.Version = Organisation.Version;
        return Refused(answer.Refusals, nameof(Form));
    }

    public async Task<IActionResult> OnPostGroupAsync(Guid id, CancellationToken ct)
    {
        if (!await Load(id, ct)) return NotFound();
        Form.Version = Organisation.Version;
        var answer = await assign.Run(new(id, Group.Version, Group.Head, Group.Reason), current.Actor, ct);
        if (answer.IsOk) return Redirect($"/admin/organisations/{id:D}?saved=group");
        if (answer.Refusal == Refusal.Stale) Group.Version = Organisation.Version;
        return Refused(answer.Refusals, nameof(Group));
    }

    // The form keeps what was typed, and the version that the reader sees now.
    private IActionResult Refused(IReadOnlyList<Refusal> refusals, string form)
    {
        if (refusals[0] == Refusal.NotFound) return NotFound();
        if (refusals[0] == Refusal.Stale) ModelState.Remove($"{form}.{nameof(Form.Version)}");
        ModelState.AddRefusals(texts, refusals, form);
        return Page();
    }

    private async Task<bool> Load(Guid id, CancellationToken ct)
    {
        if (await queue.Find(id, current.Actor, ct) is not { } found) return false;
        Organisation = found;
        Nav = new(current.Actor, "organisations");
        if (await licences.File(id, current.Actor, ct) is { } file) Licence = (file.Name, file.Length, file.UploadedAt);
        return true;
    }

    public sealed class GroupFields
    {
        public string? Head { get; set; }
        public string? Reason { get; set; }
        public long Version { get; set; }
    }

    public sealed class DecisionFields
    {
        public VerificationAction Action { get; set; }
        public string? Reason { get; set; }
        public string? OverruleReason { get; set; }
        public long Version { get; set; }
    }
}
