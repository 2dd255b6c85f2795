using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Operations;
using Marketplace.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>What waits for the officer who looks: each queue with its count.</summary>
public sealed class IndexModel(VerificationQueue organisations, ReviewQueue challenges, OpenedBidQueries bids, DeliveryQueries deliveries, CurrentActor current) : PageModel
{
    public AdminNav Nav => new(current.Actor, "overview");

    public List<(string Name, string Address, int Count)> Queues { get; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var actor = current.Actor;
        if (!Permissions.Allows(Deed.SeeAdministration, actor)) return NotFound();
        if (VerificationQueue.MayRead(actor))
        {
            var counts = await organisations.Counts(actor, ct);
            Add("organisations", "/admin/organisations", counts.GetValueOrDefault(VerificationStatus.Submitted));
        }

        if (ReviewQueue.MayRead(actor)) await AddChallenges(ct);
        if (Permissions.Allows(Deed.OpenBids, actor)) Add("openings", "/admin/openings", (await bids.Waiting(actor, ct)).Count);
        if (EventLog.MayRead(actor)) Add("parked", "/admin/events#parked", await deliveries.ParkedCount(actor, ct));
        return Page();
    }

    private async Task AddChallenges(CancellationToken ct)
    {
        var counts = await challenges.Counts(current.Actor, ct);
        Add("review", "/admin/challenges?status=Submitted", counts.GetValueOrDefault(ChallengeStatus.Submitted));
        Add("post", "/admin/challenges?status=Approved", counts.GetValueOrDefault(ChallengeStatus.Approved));
        Add("awards", "/admin/challenges?status=AwardProposed", counts.GetValueOrDefault(ChallengeStatus.AwardProposed));
    }

    private void Add(string name, string address, int count) => Queues.Add((name, address, count));
}
