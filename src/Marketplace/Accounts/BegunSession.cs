namespace Marketplace.Accounts;

/// <summary>Whose session it is and what it was begun under, as its cookie says. It is believed only as long as that still holds.</summary>
/// <param name="Stamp">The person's security stamp of then: a new password, "sign out everywhere" and the like end all sessions by a new stamp.</param>
/// <param name="Id">Of the session itself, so that signing out ends it alone, with every copy of its cookie. Keys of programs have none.</param>
public sealed record BegunSession(Guid PersonId, string? Stamp, Guid? Id)
{
    /// <summary>No session lasts longer, however much it is used (ASVS 5.0, 7.3.2).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);
}
