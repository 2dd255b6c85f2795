using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class SignInWithPasswordTests(DatabaseProvider provider)
{
    [Test]
    public async Task Run_right_password_is_let_in_and_noted()
    {
        await using var world = await Start();
        var answer = await SignIn(world, "Lin@Example.org", TestData.Password);

        Assert.That(answer.Value.NeedsCode, Is.False);
        var e = (await world.Events()).Single();
        Assert.That((e.Type, e.ActorId, e.Json), Is.EqualTo(("person.signed_in", (Guid?)answer.Value.PersonId, $$"""{"method":"Password","personId":"{{answer.Value.PersonId}}"}""")));
    }

    [Test]
    public async Task Run_wrong_password_unknown_address_and_unconfirmed_account_are_answered_alike_to_the_lock_and_beyond()
    {
        await using var world = await Start();
        await TestData.AddPerson(world.Services, "new@example.org", confirmed: false);
        for (var i = 0; i < FailedSignIn.Allowed + 2; i++)
        {
            var answers = new[] { await SignIn(world, "lin@example.org"), await SignIn(world, "nobody@example.org"), await SignIn(world, "new@example.org") };
            Assert.That(answers.Select(a => Written(a.Refusal)).Distinct().Count(), Is.EqualTo(1));
        }

        Assert.That((await SignIn(world, "nobody@example.org")).Refusal.Code, Is.EqualTo("account.locked"));
    }

    [Test]
    public async Task Run_too_many_wrong_guesses_locks_even_the_right_password_until_the_time_is_over()
    {
        await using var world = await Start();
        for (var i = 0; i < FailedSignIn.Allowed; i++) await SignIn(world);
        var locked = await SignIn(world, password: TestData.Password);
        world.Clock.Advance(FailedSignIn.LockTime - TimeSpan.FromTicks(1));
        var still = await SignIn(world, password: TestData.Password);
        world.Clock.Advance(TimeSpan.FromTicks(1));
        var open = await SignIn(world, password: TestData.Password);

        Assert.That((locked.IsOk, still.IsOk, open.IsOk), Is.EqualTo((false, false, true)));
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.locked_out", "person.signed_in" }));
    }

    [Test]
    public async Task Run_guesses_from_elsewhere_leave_the_known_device_open()
    {
        await using var world = await Start();
        for (var i = 0; i < FailedSignIn.Allowed; i++) await SignIn(world);

        Assert.That((await SignIn(world, password: TestData.Password, device: "own")).IsOk, Is.True);
        Assert.That((await SignIn(world, password: TestData.Password)).Refusal.Code, Is.EqualTo("account.locked"));
    }

    [Test]
    public async Task Run_suspended_person_with_the_right_password_learns_why()
    {
        await using var world = await Start();
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, world.Clock.GetUtcNow())));

        Assert.That((await SignIn(world, password: TestData.Password)).Refusal.Code, Is.EqualTo("account.suspended"));
        Assert.That((await SignIn(world)).Refusal.Code, Is.EqualTo("account.sign_in_failed"));
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task Run_second_factor_is_asked_for_before_the_sign_in_counts()
    {
        await using var world = await Start();
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, true)));

        Assert.That((await SignIn(world, password: TestData.Password)).Value.NeedsCode, Is.True);
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task Run_hash_of_an_older_kind_is_renewed()
    {
        await using var world = await Start();
        var old = new Microsoft.AspNetCore.Identity.PasswordHasher<Person>(Microsoft.Extensions.Options.Options.Create(
            new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = 10 })).HashPassword(new Person(), TestData.Password);
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.PasswordHash, old)));
        await SignIn(world, password: TestData.Password);

        Assert.That(await world.Read(db => db.Set<Person>().Select(p => p.PasswordHash).SingleAsync()), Is.Not.EqualTo(old));
        Assert.That((await SignIn(world, password: TestData.Password)).IsOk, Is.True);
    }

    [Test]
    public async Task Run_endless_input_is_refused_without_work()
    {
        await using var world = await Start();
        var answer = await SignIn(world, new string('a', 1_000_000), new string('b', 1_000_000));
        Assert.That(answer.Refusal.Code, Is.EqualTo("account.sign_in_failed"));
    }

    private async Task<World> Start()
    {
        var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, "lin@example.org", password: TestData.Password);
        return world;
    }

    private static string Written(Refusal refusal) => $"{refusal.Code} {refusal.Field} {string.Join(' ', refusal.Args)}";

    private static Task<Result<SignInStep>> SignIn(World world, string email = "lin@example.org", string password = "not this one", string? device = null) =>
        world.With((SignInWithPassword signIn) => signIn.Run(new(email, password, device), default));
}
