using Marketplace.Events;

namespace Marketplace.Accounts;

/// <summary>What proved that it is this person.</summary>
public enum SignInMethod { Password = 1, PasswordAndCode, PasswordAndRecoveryCode, Passkey }

/// <summary>Something about one person's sign-in. Carries the id alone: the log is read by officers.</summary>
public abstract record PersonEvent(Guid PersonId) : DomainEvent
{
    public override Subject Subject => new("person", PersonId);
}

[EventType("person.signed_in")]
public sealed record PersonSignedIn(Guid PersonId, SignInMethod Method) : PersonEvent(PersonId);

/// <summary>Too many wrong guesses: one door to the account is shut for a while.</summary>
[EventType("person.locked_out")]
public sealed record PersonLockedOut(Guid PersonId, DateTimeOffset UntilAt) : PersonEvent(PersonId);
