using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Web.Pages.Workspace.Challenges;

namespace Marketplace.Web.Pages.Shared;

/// <summary>The form by which a deadline is moved, for the publisher and the operator alike. Shown by <c>_ExtendForm</c>.</summary>
/// <param name="May">Whether the reader may, or why not.</param>
/// <param name="IsSent">This form was sent and refused: its faults and what was typed stand at it.</param>
public sealed record ExtendForm(Challenge Challenge, Result<Done> May, bool IsSent, string? DeadlineAt, string? Reason)
{
    public DateTimeOffset? AtMost => Challenge.DeadlineAt?.AddDays(ProcedurePresets.Of(Challenge.Facts).ExtensionDays);

    /// <param name="deadline">As it was typed: a local time of Shanghai.</param>
    public static async Task<Result<ChallengeState>> Send(ExtendDeadline extend, Guid id, string? deadline, string? reason, Actor actor, CancellationToken ct)
    {
        var read = new FormReading();
        var at = read.Moment(deadline, nameof(DeadlineAt));
        return read.Refusals.Count > 0 ? read.Refusals : await extend.Run(new(id, at, reason), actor, ct);
    }
}
