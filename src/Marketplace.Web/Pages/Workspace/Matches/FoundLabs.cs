using Marketplace.Challenges.Matches;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Web.Pages.Workspace.Matches;

/// <summary>
/// The section of a publisher's page with the organisations that were found for a challenge: <c>&lt;vc:found-labs challenge="id" /&gt;</c>.
/// For those who may not see the publisher's side it is empty.
/// </summary>
[ViewComponent(Name = "FoundLabs")]
public sealed class FoundLabs(MatchQueries matches, CurrentActor current) : ViewComponent
{
    private const int Most = 60;

    public async Task<IViewComponentResult> InvokeAsync(Guid challenge) =>
        View("/Pages/Workspace/Matches/_FoundLabs.cshtml", await matches.OfChallenge(challenge, current.Actor, Most, HttpContext.RequestAborted));
}
