using System.Collections.Frozen;

namespace Marketplace.Web.Look;

/// <summary>The colour of a status, always beside its word: who has to move, and how it stands.</summary>
public enum Tone { Quiet, Waiting, Active, Good, Warning, Bad }

/// <summary>Which tone a member of a status enum has; members of the same name mean the same everywhere.</summary>
public static class Tones
{
    private static readonly FrozenDictionary<string, Tone> ByName = new (Tone Tone, string[] Names)[]
    {
        (Tone.Waiting, ["Submitted", "Refining", "NeedReview", "Approved", "PreNotice", "Evaluating", "UnderReview", "AwardProposed",
            "Contracting", "Acceptance", "Checking", "Payable", "Defending", "Shortlisted", "Ranked", "Reserve", "Pending", "Leased", "Proposed", "Claimed", "Checked", "Ordered", "Coming", "Sent", "Unfinished", "Consented"]),
        (Tone.Active, ["Open", "InProgress", "PublicNotice", "Planned", "Active", "Running", "OnNotice", "Notice"]),
        (Tone.Good, ["Awarded", "Settled", "Verified", "Passed", "Paid", "Contracted", "Accepted", "Done", "Resolved", "PassedAfterRectification", "Made", "Winner", "Booked", "Ended", "Matched", "Agreed", "InForce"]),
        (Tone.Warning, ["Returned", "ReturnedForCompletion", "ObjectionHold", "Suspended", "Overdue", "DueSoon", "NoBid", "Potential", "Paused", "Parked", "Upheld", "Rectifying", "Reversed", "Declined", "Lapsed", "Suspense", "ToDecide", "Manual", "Restricted", "Refused"]),
        (Tone.Bad, ["Rejected", "FormRejected", "Failed", "Terminated", "Disqualified"]),
    }.SelectMany(row => row.Names, (row, name) => (row.Tone, name)).ToFrozenDictionary(pair => pair.name, pair => pair.Tone, StringComparer.Ordinal);

    public static Tone Of<TEnum>(TEnum value) where TEnum : struct, Enum => Cache<TEnum>.Tones.GetValueOrDefault(value, Tone.Quiet);

    private static class Cache<TEnum> where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, Tone> Tones = Enum.GetValues<TEnum>().Distinct()
            .ToFrozenDictionary(value => value, value => ByName.GetValueOrDefault(value.ToString(), Tone.Quiet));
    }
}
