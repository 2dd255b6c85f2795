using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>What an authenticator app needs to know.</summary>
/// <param name="Secret">For typing by hand, in groups of four.</param>
/// <param name="Address">For the QR code: the otpauth form that the apps share.</param>
public sealed record AuthenticatorOffer(string Secret, string Address);

/// <summary>Sets up the authenticator app: an offer first, in force when a code of it has been typed, with recovery codes shown once.</summary>
public sealed class SetUpAuthenticator(Writer writer, AuthenticatorSecrets secrets, RecoveryCodes recovery, UserManager<Person> people)
{
    /// <summary>Makes a secret, or shows the one that waits for its first code: reloading the page does not spoil what was scanned.</summary>
    /// <param name="issuer">The platform's name as the app will show it.</param>
    public async Task<Result<AuthenticatorOffer>> Offer(string issuer, Actor actor, CancellationToken ct) => await writer.Write<AuthenticatorOffer>(async w =>
    {
        if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct) is not { } person) return Refusal.NotFound;
        var authenticator = await Find(w, person.Id, ct);
        if (authenticator?.ConfirmedAt is not null) return new Refusal("account.two_factor_already");
        if (authenticator is null) w.Db.Add(authenticator = new Authenticator { PersonId = person.Id, SealedSecret = secrets.Make() });
        return Describe(issuer, person, secrets.Open(authenticator));
    }, ct);

    public async Task<Result<string[]>> Confirm(string code, Actor actor, CancellationToken ct)
    {
        var codes = await recovery.Make(ct);
        if (!codes.IsOk) return codes.Refusal;
        return await writer.Write<string[]>(async w =>
        {
            var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct);
            if (person is null || await Find(w, person.Id, ct) is not { } authenticator) return Refusal.NotFound;
            if (authenticator.ConfirmedAt is not null) return new Refusal("account.two_factor_already");
            if (!secrets.Take(authenticator, code, w.Now)) return new Refusal("account.code_wrong", "Code");
            authenticator.ConfirmedAt = w.Now;
            person.TwoFactorEnabled = true;
            await RecoveryCodes.Replace(w, authenticator, codes.Value, ct);
            await people.UpdateSecurityStampAsync(person);
            w.Record(new PersonTwoFactorEnabled(person.Id), actor);
            return codes.Value.Codes;
        }, ct);
    }

    private static AuthenticatorOffer Describe(string issuer, Person person, byte[] secret)
    {
        var plain = Base32.Write(secret);
        var label = Uri.EscapeDataString($"{issuer}:{person.Email}");
        return new(string.Join(' ', plain.Chunk(4).Select(group => new string(group))),
            $"otpauth://totp/{label}?secret={plain}&issuer={Uri.EscapeDataString(issuer)}&digits=6&period={TimeCodes.StepSeconds}");
    }

    private static Task<Authenticator?> Find(Writing w, Guid personId, CancellationToken ct) =>
        w.Db.Set<Authenticator>().FirstOrDefaultAsync(a => a.PersonId == personId, ct);
}
