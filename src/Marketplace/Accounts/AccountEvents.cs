using Marketplace.Events;

namespace Marketplace.Accounts;

/// <summary>What proved that it is this person.</summary>
public enum SignInMethod { Password = 1, PasswordAndCode, PasswordAndRecoveryCode, Passkey, MailedLink, Provider, ProviderAndCode, ProviderAndRecoveryCode }

/// <summary>What somebody without a session asked a mail for.</summary>
public enum MailedRequest { Registration = 1, Confirmation, PasswordReset }

/// <summary>Something about one person's sign-in. Carries the id alone: the log is read by officers.</summary>
public abstract record PersonEvent(Guid PersonId) : DomainEvent
{
    public override Subject Subject => new("person", PersonId);
}

[EventType("person.registered")]
public sealed record PersonRegistered(Guid PersonId) : PersonEvent(PersonId);

/// <summary>Somebody without a session asked for a mail to an address that belongs to this person.</summary>
[EventType("person.mail_requested")]
public sealed record PersonMailRequested(Guid PersonId, MailedRequest Request) : PersonEvent(PersonId);

/// <summary>The same, but enough mails went there lately: nobody's mailbox is filled by our forms.</summary>
[EventType("person.mail_withheld")]
public sealed record PersonMailWithheld(Guid PersonId, MailedRequest Request) : PersonEvent(PersonId);

/// <summary>Somebody asked for a mail to an address that nobody has. Kept so that both answers cost the same, and to show probing.</summary>
[EventType("person.unknown_address")]
public sealed record UnknownAddressUsed(MailedRequest Request) : PersonEvent(Guid.Empty);

[EventType("person.confirmed")]
public sealed record PersonConfirmed(Guid PersonId) : PersonEvent(PersonId);

/// <summary>Never confirmed, and removed with the address.</summary>
[EventType("person.expired")]
public sealed record PersonExpired(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.signed_in")]
public sealed record PersonSignedIn(Guid PersonId, SignInMethod Method) : PersonEvent(PersonId);

/// <summary>Too many wrong guesses: one door to the account is shut for a while.</summary>
[EventType("person.locked_out")]
public sealed record PersonLockedOut(Guid PersonId, DateTimeOffset UntilAt) : PersonEvent(PersonId);

/// <summary>A new password by the mailed link.</summary>
/// <param name="EndedKeys">How many keys of programs ended with the old one; null where there were none.</param>
[EventType("person.password_reset")]
public sealed record PersonPasswordReset(Guid PersonId, int? EndedKeys = null) : PersonEvent(PersonId);

/// <summary>A new password by one who knew the old.</summary>
[EventType("person.password_changed")]
public sealed record PersonPasswordChanged(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.two_factor_enabled")]
public sealed record PersonTwoFactorEnabled(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.two_factor_disabled")]
public sealed record PersonTwoFactorDisabled(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.recovery_codes_renewed")]
public sealed record PersonRecoveryCodesRenewed(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.passkey_added")]
public sealed record PersonPasskeyAdded(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.passkey_renamed")]
public sealed record PersonPasskeyRenamed(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.passkey_removed")]
public sealed record PersonPasskeyRemoved(Guid PersonId) : PersonEvent(PersonId);

/// <summary>The account can be entered by the sign-in of another house from now on.</summary>
[EventType("person.provider_linked")]
public sealed record PersonProviderLinked(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.provider_unlinked")]
public sealed record PersonProviderUnlinked(Guid PersonId) : PersonEvent(PersonId);

/// <summary>A key for a program of the person's own.</summary>
[EventType("person.token_created")]
public sealed record PersonTokenCreated(Guid PersonId, Guid TokenId, AccessScope Scope, DateTimeOffset ExpiresAt) : PersonEvent(PersonId);

[EventType("person.token_revoked")]
public sealed record PersonTokenRevoked(Guid PersonId, Guid TokenId) : PersonEvent(PersonId);

/// <summary>A new name or language.</summary>
[EventType("person.edited")]
public sealed record PersonEdited(Guid PersonId) : PersonEvent(PersonId);

/// <summary>One session was ended by its person. Its id opens nothing: it counts only inside a cookie that the key ring has sealed.</summary>
[EventType("person.signed_out")]
public sealed record PersonSignedOut(Guid PersonId, Guid SessionId) : PersonEvent(PersonId);

/// <summary>All sessions but the one that asked were ended.</summary>
[EventType("person.signed_out_everywhere")]
public sealed record PersonSignedOutEverywhere(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.suspended")]
public sealed record PersonSuspended(Guid PersonId) : PersonEvent(PersonId);

[EventType("person.reinstated")]
public sealed record PersonReinstated(Guid PersonId) : PersonEvent(PersonId);
