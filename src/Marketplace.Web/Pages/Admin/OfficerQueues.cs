using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Changes;
using Marketplace.Contracts.Ends;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Organisations;

namespace Marketplace.Web.Pages.Admin;

/// <summary>One queue of the officers and how much waits in it.</summary>
/// <param name="Name">Ends the key of its text, <c>Admin.Queue.</c>.</param>
public sealed record OfficerQueue(string Name, string Address, int Count);

/// <summary>The queues in which somebody has a duty; none for those who have no duty.</summary>
public sealed class OfficerQueues(VerificationQueue organisations, ReviewQueue challenges, OpenedBidQueries bids, MoneyQueries money, EndsQueries ends, ChangeQueries changes, DeliveryQueries deliveries)
{
    public async Task<IReadOnlyList<OfficerQueue>> Of(Actor actor, CancellationToken ct)
    {
        var queues = new List<OfficerQueue>();
        if (VerificationQueue.MayRead(actor))
        {
            var counts = await organisations.Counts(actor, ct);
            queues.Add(new("organisations", "/admin/organisations", counts.GetValueOrDefault(VerificationStatus.Submitted)));
        }

        if (ReviewQueue.MayRead(actor)) queues.AddRange(OfChallenges(await challenges.Counts(actor, ct)));
        if (Permissions.Allows(Deed.OpenBids, actor)) queues.Add(new("openings", "/admin/openings", (await bids.Waiting(actor, ct)).Count));
        if (Permissions.Allows(Deed.HandleMoney, actor))
        {
            var (claims, payouts) = await money.Counts(ct);
            queues.AddRange([new("claims", "/admin/money#claims", claims), new("payouts", "/admin/money#payouts", payouts)]);
        }

        if (Permissions.Allows(Deed.ConfirmTermination, actor)) queues.Add(new("terminations", "/admin/terminations", await ends.Count(actor, ct)));
        if (Permissions.Allows(Deed.ConfirmChange, actor)) queues.Add(new("changes", "/admin/changes", await changes.Count(actor, ct)));
        if (EventLog.MayRead(actor)) queues.Add(new("parked", "/admin/events#parked", await deliveries.ParkedCount(actor, ct)));
        return queues;
    }

    private static IEnumerable<OfficerQueue> OfChallenges(IReadOnlyDictionary<ChallengeStatus, int> counts) =>
    [
        new("review", "/admin/challenges?status=Submitted", counts.GetValueOrDefault(ChallengeStatus.Submitted)),
        new("post", "/admin/challenges?status=Approved", counts.GetValueOrDefault(ChallengeStatus.Approved)),
        new("awards", "/admin/challenges?status=AwardProposed", counts.GetValueOrDefault(ChallengeStatus.AwardProposed)),
    ];
}
