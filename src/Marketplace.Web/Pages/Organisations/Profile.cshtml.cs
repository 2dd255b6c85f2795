using System.Globalization;
using Marketplace.Challenges.Hall;
using Marketplace.Contracts;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Organisations;

/// <summary>The public profile of an organisation: what it can do, what it has shown, what it asks for.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class ProfileModel(OrganisationQueries organisations, OutcomeQueries outcomes, HallSearch hall, PublisherRecords records, CurrentActor current) : PageModel
{
    /// <summary>Challenges shown; the hall has all.</summary>
    public const int ChallengesShown = 5;

    public OrganisationProfile Organisation { get; private set; } = null!;

    public OutcomeFilter Filter { get; private set; } = new();

    public OutcomePage Outcomes { get; private set; } = null!;

    public HallPage Challenges { get; private set; } = null!;

    public PublisherRecord Record { get; private set; } = null!;

    public bool IsOwn { get; private set; }

    public Paging Paging => new(Outcomes.Page, OutcomeFilter.PageSize, Outcomes.Total);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await organisations.Profile(id, current.Actor, ct) is not { } profile) return NotFound();
        Organisation = profile;
        IsOwn = current.Actor.IsMember(id);
        Filter = Asked();
        Outcomes = await outcomes.Of(id, Filter, ct);
        Record = await records.Of(id, ct);
        Challenges = await hall.Find(new HallFilter { Publisher = id }, ct);
        return Page();
    }

    private OutcomeFilter Asked() => new(
        DirectoryAddress.One<OutcomeKind>(Request.Query, "kind"),
        int.TryParse(Request.Query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : null,
        DirectoryAddress.Page(Request.Query));
}
