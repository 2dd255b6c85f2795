using Marketplace.Accounts;
using Microsoft.AspNetCore.Identity;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

public sealed class PasswordsTests
{
    [Test]
    public async Task Check_flood_is_hashed_few_at_a_time_and_what_would_wait_too_long_is_turned_away()
    {
        var hasher = new HeldHasher();
        using var passwords = new Passwords(hasher, new AccountSettings(1, HashesAtOnce: 2));
        var flood = Enumerable.Range(0, 200).Select(_ => passwords.Check("hash", "guess", default)).ToArray();
        hasher.Release.Set();
        var answers = await Task.WhenAll(flood);

        Assert.That(hasher.MostAtOnce, Is.LessThanOrEqualTo(2));
        Assert.That(answers.Count(a => a.IsOk), Is.EqualTo(66), "64 in the queue and 2 at work");
        Assert.That(answers.Where(a => !a.IsOk).Select(a => a.Refusal.Code).Distinct(), Is.EqualTo(new[] { "account.busy" }));
        Assert.That((await passwords.Check("hash", "guess", default)).IsOk, Is.True, "the queue empties again");
    }

    [Test]
    public async Task Check_nobody_costs_a_hash_and_never_fits()
    {
        var hasher = new HeldHasher();
        hasher.Release.Set();
        using var passwords = new Passwords(hasher, new AccountSettings(1, 1));
        Assert.That((await passwords.Check(null, "guess", default)).Value, Is.EqualTo(PasswordFit.Wrong));
        Assert.That(hasher.Verified, Is.EqualTo(1));
    }

    private sealed class HeldHasher : IPasswordHasher<Person>
    {
        private int _now, _most, _verified;

        public ManualResetEventSlim Release { get; } = new();
        public int MostAtOnce => _most;
        public int Verified => _verified;

        public string HashPassword(Person user, string password) => "hash";

        public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword)
        {
            var now = Interlocked.Increment(ref _now);
            InterlockedMax(now);
            Release.Wait();
            Interlocked.Decrement(ref _now);
            Interlocked.Increment(ref _verified);
            return PasswordVerificationResult.Success;
        }

        private void InterlockedMax(int now)
        {
            int seen;
            while (now > (seen = _most) && Interlocked.CompareExchange(ref _most, now, seen) != seen) { }
        }
    }
}
