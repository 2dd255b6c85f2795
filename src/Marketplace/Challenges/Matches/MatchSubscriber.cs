using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges.Matches;

/// <summary>Looks for matches when a challenge is posted and when a profile becomes public, changes, or leaves.</summary>
public sealed class MatchSubscriber(FindLabs findLabs, FindChallenges findChallenges, EventTail tail) : ISubscriber
{
    internal static readonly Type[] Hears =
    [
        typeof(ChallengePosted), typeof(OrganisationVerified), typeof(OrganisationReinstated), typeof(OrganisationSuspended),
        typeof(OrganisationChanged), typeof(OrganisationGrouped), typeof(OutcomesChanged),
    ];

    /// <summary>An institute that types in twenty outcomes is looked at once and not twenty times.</summary>
    public int BatchSize => 50;

    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        // The indexes of this process must know what these events tell of.
        await tail.CatchUp(events[^1].Seq, ct);
        foreach (var posted in events.Select(EventJson.Read).OfType<ChallengePosted>())
        {
            _ = (await findLabs.Run(new(posted.ChallengeId, posted.Again), Actor.System, ct)).Value;
        }

        foreach (var organisation in events.Where(e => e.SubjectKind == "organisation").Select(e => e.SubjectId).Distinct())
        {
            _ = (await findChallenges.Run(new(organisation), Actor.System, ct)).Value;
        }
    }
}
