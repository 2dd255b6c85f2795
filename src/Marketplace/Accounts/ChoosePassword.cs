using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// Takes the password that the holder of a mailed link has chosen: the first one, which confirms the account, or a new one.
/// The link is spent by it, and every session of before has ended. A reset also ends the keys of programs: whoever had the account may
/// have made one.
/// </summary>
public sealed class ChoosePassword(MarketplaceDb db, Writer writer, Passwords passwords, PasswordRules rules, MailedLinks links, UserManager<Person> people)
{
    public static readonly Refusal LinkVoid = new("account.link_void");

    public sealed record Input(MailedLinkUse Use, Guid PersonId, string? Token, string Password);

    /// <summary>Whose account the link opens, or null where it is void: spent, too old, or never ours.</summary>
    public async Task<Person?> Find(MailedLinkUse use, Guid personId, string? token, CancellationToken ct)
    {
        var person = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == personId && p.SuspendedAt == null, ct);
        return person is not null && links.Fits(use, person, token) ? person : null;
    }

    /// <returns>True where the holder may be signed in at once: no second factor stands behind the password.</returns>
    public async Task<Result<bool>> Run(Input input, CancellationToken ct)
    {
        if (await Find(input.Use, input.PersonId, input.Token, ct) is not { } found) return LinkVoid;
        if (rules.Check(input.Password, found, nameof(Input.Password)) is { } weak) return weak;
        var hash = await passwords.Hash(input.Password, ct);
        if (!hash.IsOk) return hash.Refusal;
        return await writer.Write<bool>(async w =>
        {
            var person = await w.Db.Set<Person>().FirstAsync(p => p.Id == input.PersonId, ct);
            if (!links.Fits(input.Use, person, input.Token)) return LinkVoid;
            person.PasswordHash = hash.Value;
            await people.UpdateSecurityStampAsync(person);
            await Unlock(w, person, ct);
            var keys = input.Use == MailedLinkUse.ResetPassword ? await EndKeys(w, person, ct) : 0;
            return Answer(w, person, input.Use, keys);
        }, ct);
    }

    // Who reads the mailbox is no guesser: the door that others may have shut opens again.
    private static async Task Unlock(Writing w, Person person, CancellationToken ct)
    {
        var door = FailedSignIn.DoorOf(person.NormalizedEmail!, null);
        if (await w.Db.Set<FailedSignIn>().FirstOrDefaultAsync(f => f.Door == door, ct) is { } failed) w.Db.Remove(failed);
    }

    private static async Task<int> EndKeys(Writing w, Person person, CancellationToken ct)
    {
        var keys = await w.Db.Set<AccessToken>().Where(t => t.PersonId == person.Id && t.RevokedAt == null && t.ExpiresAt > w.Now).ToListAsync(ct);
        foreach (var key in keys)
        {
            key.RevokedAt = w.Now;
            w.Record(new PersonTokenRevoked(person.Id, key.Id), person.AsActor());
        }

        return keys.Count;
    }

    private static bool Answer(Writing w, Person person, MailedLinkUse use, int endedKeys)
    {
        var actor = person.AsActor();
        if (!person.EmailConfirmed)
        {
            person.EmailConfirmed = true;
            w.Record(new PersonConfirmed(person.Id), actor);
        }

        if (use == MailedLinkUse.ResetPassword) w.Record(new PersonPasswordReset(person.Id, endedKeys > 0 ? endedKeys : null), actor);
        if (person.TwoFactorEnabled) return false;
        w.Record(new PersonSignedIn(person.Id, SignInMethod.MailedLink), actor);
        return true;
    }
}
