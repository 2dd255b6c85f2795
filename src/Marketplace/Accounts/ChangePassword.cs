using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>A new password by one who is signed in and knows the old one. Other sessions end by the new security stamp.</summary>
public sealed class ChangePassword(MarketplaceDb db, Writer writer, Passwords passwords, PasswordRules rules, UserManager<Person> people)
{
    public sealed record Input(string Current, string Password);

    public async Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct)
    {
        var found = await db.Set<Person>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct);
        if (found is null) return Refusal.NotFound;
        if (rules.Check(input.Password, found, nameof(Input.Password)) is { } weak) return weak;
        if (input.Current.Length > PasswordRules.MaxLength) return Wrong;
        var fit = await passwords.Check(found.PasswordHash, input.Current, ct);
        if (!fit.IsOk) return fit.Refusal;
        var hash = await passwords.Hash(input.Password, ct);
        if (!hash.IsOk) return hash.Refusal;
        var fits = fit.Value != PasswordFit.Wrong;
        return Verdict.Of(await writer.Write<Verdict>(w => Change(w, found, fits, hash.Value, actor), ct));
    }

    private static readonly Refusal Wrong = new("account.current_password_wrong", nameof(Input.Current));

    // A stolen session must not become a place to guess the password: wrong guesses count, and are kept.
    private async Task<Result<Verdict>> Change(Writing w, Person found, bool fits, string hash, Actor actor)
    {
        var door = FailedSignIn.DoorOf(found.Id.ToString("D"), "password change");
        var failed = await FailedSignIns.Find(w, door);
        if (failed?.IsLockedAt(w.Now) == true) return Verdict.No(FailedSignIns.LockedUntil(failed).At(nameof(Input.Current)));
        var person = await w.Db.Set<Person>().FirstAsync(p => p.Id == found.Id);
        if (!fits || person.PasswordHash != found.PasswordHash)
        {
            FailedSignIns.Count(w, ref failed, door);
            return Verdict.No(Wrong);
        }

        if (failed is not null) w.Db.Remove(failed);
        person.PasswordHash = hash;
        await people.UpdateSecurityStampAsync(person);
        w.Record(new PersonPasswordChanged(person.Id), actor);
        return Verdict.Yes;
    }
}
