namespace Marketplace.Accounts;

/// <summary>Whose session it is and what it was begun under, as its cookie says. It is believed only as long as that still holds.</summary>
/// <param name="Stamp">The person's security stamp of then: a new password, "sign out everywhere" and the like end all sessions by a new stamp.</param>
public sealed record BegunSession(Guid PersonId, string? Stamp);
