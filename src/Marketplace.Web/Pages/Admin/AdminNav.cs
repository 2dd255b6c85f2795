using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Web.Pages.Admin;

/// <summary>The sections of the administration that an officer has a duty in.</summary>
/// <param name="Here">The section shown.</param>
/// <param name="Saved">What was just done.</param>
public sealed record AdminNav(Actor Actor, string Here, string? Saved = null)
{
    private static readonly (string Name, string Address, Deed Deed)[] All =
    [
        ("overview", "/admin", Deed.SeeAdministration),
        ("organisations", "/admin/organisations", Deed.SeeOrganisations),
        ("challenges", "/admin/challenges", Deed.SeeUnpublishedChallenge),
        ("money", "/admin/money", Deed.SeeMoney),
        ("people", "/admin/people", Deed.SeePeople),
        ("events", "/admin/events", Deed.ReadEventLog),
        ("system", "/admin/system", Deed.SeeSystem),
    ];

    public IEnumerable<(string Name, string Address)> Sections => All.Where(s => Permissions.Allows(s.Deed, Actor)).Select(s => (s.Name, s.Address));
}
