using Marketplace.Organisations;

namespace Marketplace.Notifications;

/// <summary>A group of people named by what they may do, so that who is told follows the one table of permissions.</summary>
internal abstract record Whom
{
    /// <summary>Members of an organisation who may do this for it.</summary>
    public sealed record Members(Guid OrganisationId, Deed Deed) : Whom;

    /// <summary>Officers of the platform who may do this.</summary>
    public sealed record Officers(Deed Deed) : Whom;

    /// <summary>Members who prepare bids, of organisations that follow a challenge: by an answer to its match, or by a bid of their own.</summary>
    public sealed record Followers(Guid ChallengeId) : Whom;

    /// <summary>Members who prepare bids, of organisations that were matched with a challenge or invited to it and have not answered.</summary>
    public sealed record Matched(Guid ChallengeId) : Whom;

    public sealed record One(Guid PersonId) : Whom;
}

/// <summary>That some people are told of an event, and what the text needs.</summary>
/// <param name="Link">Path on this site where the reader sees more or does what is due.</param>
/// <param name="ChallengeId">The challenge whose title the text names.</param>
/// <param name="OrganisationId">The organisation whose name the text names.</param>
/// <param name="TellsActor">Also who did it: a receipt goes to whom it belongs.</param>
internal sealed record Told(
    NotificationKind Kind, Whom Whom, string Link, Guid? ChallengeId = null, Guid? OrganisationId = null, int? Number = null, DateTimeOffset? Moment = null,
    bool TellsActor = false);
