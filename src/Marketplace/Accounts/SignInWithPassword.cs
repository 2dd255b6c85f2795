using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <param name="NeedsCode">The password fits, and the person has a second factor that is still to be asked for.</param>
public sealed record SignInStep(Guid PersonId, bool NeedsCode);

/// <summary>
/// Signs in with address and password. An unknown address, a wrong password and an account that was never confirmed
/// get the same answer after the same work.
/// </summary>
public sealed class SignInWithPassword(MarketplaceDb db, Writer writer, Passwords passwords, ILookupNormalizer normalizer)
{
    public static readonly Refusal Failed = new("account.sign_in_failed");

    /// <param name="Device">The proven mark of a device on which this account has signed in before.</param>
    public sealed record Input(string Email, string Password, string? Device = null);

    public async Task<Result<SignInStep>> Run(Input input, CancellationToken ct)
    {
        if (input.Password.Length > PasswordRules.MaxLength) return Failed;
        var email = normalizer.NormalizeEmail(EmailAddress.Clean(input.Email));
        var hash = await db.Set<Person>().AsNoTracking().Where(p => p.NormalizedEmail == email).Select(p => p.PasswordHash).FirstOrDefaultAsync(ct);
        var fit = await passwords.Check(hash, input.Password, ct);
        if (!fit.IsOk) return fit.Refusal;
        var renewed = fit.Value == PasswordFit.FitsOldHash ? await passwords.Hash(input.Password, ct) : default(Result<string>?);

        // The count of wrong guesses must be kept, so the transaction ends well in either case.
        var answer = await writer.Write<(SignInStep? Step, Refusal? Refusal)>(async w =>
        {
            var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.NormalizedEmail == email, ct);
            var fits = fit.Value != PasswordFit.Wrong && person?.PasswordHash == hash;
            if (fits && renewed is { IsOk: true } better) person!.PasswordHash = better.Value;
            return await Decide(w, person, fits, FailedSignIn.DoorOf(email, input.Device));
        }, ct);
        if (!answer.IsOk) return answer.Refusal;
        return answer.Value.Step is { } step ? step : answer.Value.Refusal!;
    }

    private static async Task<Result<(SignInStep?, Refusal?)>> Decide(Writing w, Person? person, bool fits, string door)
    {
        var failed = await FailedSignIns.Find(w, door);
        if (failed?.IsLockedAt(w.Now) == true) return (null, FailedSignIns.LockedUntil(failed));
        if (!fits || person is null)
        {
            if (!FailedSignIns.Count(w, ref failed, door)) return (null, Failed);
            if (person is not null) w.Record(new PersonLockedOut(person.Id, failed.LockedUntil!.Value), Actor.Anonymous);
            return (null, FailedSignIns.LockedUntil(failed));
        }

        if (failed is not null) w.Db.Remove(failed);
        if (person.SuspendedAt is not null) return (null, new Refusal("account.suspended"));
        if (!person.TwoFactorEnabled) w.Record(new PersonSignedIn(person.Id, SignInMethod.Password), person.AsActor());
        return (new SignInStep(person.Id, person.TwoFactorEnabled), null);
    }

    internal static Refusal LockedUntil(FailedSignIn failed) => new("account.locked", null, failed.LockedUntil!.Value);
}
