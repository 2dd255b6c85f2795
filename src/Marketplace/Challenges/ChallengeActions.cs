using Marketplace.Kernel;
using Marketplace.Organisations;

namespace Marketplace.Challenges;

/// <summary>A move that leads on from where the challenge stands, and why it is not to be had now where it is not.</summary>
public sealed record PossibleAction(ChallengeAction Action, Deed Deed, Refusal? Refusal)
{
    public bool IsPossible => Refusal is null;
}

/// <summary>What can be done with a challenge now, by the gate that the use cases ask.</summary>
public static class ChallengeActions
{
    /// <summary>Moves that somebody makes by hand; those of the clock are left out, and those that are another's turn carry <c>not_allowed</c>.</summary>
    public static IReadOnlyList<PossibleAction> Of(ChallengeFacts facts, Actor actor, DateTimeOffset now) =>
    [
        .. from move in ChallengeLifecycle.Moves
           where move.From == facts.Status && move.Deed != Deed.RunTheClock
           let allowed = ChallengeGate.CanMove(move.Action, facts, actor, now)
           select new PossibleAction(move.Action, move.Deed, allowed.IsOk ? null : allowed.Refusal),
    ];
}
