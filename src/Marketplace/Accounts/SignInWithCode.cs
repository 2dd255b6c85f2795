using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>The second step of a sign-in, after the password or the provider: a code of the authenticator app, or one of the recovery codes.</summary>
public sealed class SignInWithCode(MarketplaceDb db, Writer writer, AuthenticatorSecrets secrets, RecoveryCodes recovery)
{
    private const int LongestCode = 64;

    /// <param name="PersonId">Whose password was right a moment ago, or whom the provider named.</param>
    public sealed record Input(Guid PersonId, string Code, bool IsRecoveryCode, bool ByProvider = false);

    public async Task<Result<Done>> Run(Input input, CancellationToken ct)
    {
        var wrong = new Refusal(input.IsRecoveryCode ? "account.recovery_code_wrong" : "account.code_wrong", nameof(Input.Code));
        if (input.Code.Length > LongestCode) return wrong;
        var hash = input.IsRecoveryCode ? await Hash(input, ct) : default;
        if (hash is { IsOk: false }) return hash.Value.Refusal;
        // The count of wrong guesses must be kept, so the transaction ends well in either case.
        return Verdict.Of(await writer.Write<Verdict>(w => Decide(w, input, hash?.Value, wrong, ct), ct));
    }

    private async Task<Result<byte[]>?> Hash(Input input, CancellationToken ct)
    {
        var salt = await db.Set<Authenticator>().AsNoTracking().Where(a => a.PersonId == input.PersonId).Select(a => a.RecoverySalt).FirstOrDefaultAsync(ct);
        return await recovery.Hash(input.Code, salt ?? [], ct);
    }

    private async Task<Result<Verdict>> Decide(Writing w, Input input, byte[]? recoveryHash, Refusal wrong, CancellationToken ct)
    {
        var door = FailedSignIn.DoorOf(input.PersonId.ToString("D"), "second factor");
        var failed = await FailedSignIns.Find(w, door);
        if (failed?.IsLockedAt(w.Now) == true) return Verdict.No(FailedSignIns.LockedUntil(failed));
        var person = await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == input.PersonId && p.SuspendedAt == null, ct);
        var authenticator = await w.Db.Set<Authenticator>().FirstOrDefaultAsync(a => a.PersonId == input.PersonId && a.ConfirmedAt != null, ct);
        if (person is null || authenticator is null) return Verdict.No(wrong);
        var fits = recoveryHash is null ? secrets.Take(authenticator, input.Code, w.Now) : await RecoveryCodes.Take(w, person.Id, recoveryHash, ct);
        if (!fits)
        {
            if (!FailedSignIns.Count(w, ref failed, door)) return Verdict.No(wrong);
            w.Record(new PersonLockedOut(person.Id, failed.LockedUntil!.Value), Actor.Anonymous);
            return Verdict.No(FailedSignIns.LockedUntil(failed));
        }

        if (failed is not null) w.Db.Remove(failed);
        w.Record(new PersonSignedIn(person.Id, Method(input.ByProvider, recoveryHash is not null)), person.AsActor());
        return Verdict.Yes;
    }

    private static SignInMethod Method(bool byProvider, bool isRecovery) => (byProvider, isRecovery) switch
    {
        (false, false) => SignInMethod.PasswordAndCode,
        (false, true) => SignInMethod.PasswordAndRecoveryCode,
        (true, false) => SignInMethod.ProviderAndCode,
        (true, true) => SignInMethod.ProviderAndRecoveryCode,
    };
}
