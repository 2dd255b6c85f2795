using Marketplace.Contracts.Changes;

namespace Marketplace.Contracts;

public sealed partial class Contract
{
    /// <summary>How often the signed contract was changed; its texts then name days and no longer months.</summary>
    public int Changes { get; private set; }

    /// <summary>Each version counts on from the drafts, so that its consents are signatures like any other.</summary>
    internal void Amend(IEnumerable<ChangedDue> dues, string? leader)
    {
        foreach (var due in dues) Milestones.First(m => m.Id == due.MilestoneId).Postpone(due.After);
        if (leader is not null) Leader = leader;
        Draft++;
        Changes++;
    }
}
