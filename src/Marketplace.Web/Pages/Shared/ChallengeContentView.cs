using Marketplace.Challenges;

namespace Marketplace.Web.Pages.Shared;

/// <summary>All that a publisher wrote, for the pages on which it is checked, reviewed or previewed. Shown by <c>_ChallengeContent</c>.</summary>
/// <param name="ChangeAt">The draft to whose steps each part links; null where nothing can be changed.</param>
/// <param name="WithConfidential">Whether the reader also sees the confidential part and the contact.</param>
public sealed record ChallengeContentView(ChallengeDossier Dossier, IReadOnlyList<AttachmentView> Attachments, bool WithConfidential, Guid? ChangeAt = null)
{
    public ChallengeContent Content => Dossier.Content;
}
