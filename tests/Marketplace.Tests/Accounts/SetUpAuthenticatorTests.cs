using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

/// <summary>Setting up, using, renewing and removing the second step of a sign-in.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class SetUpAuthenticatorTests(DatabaseProvider provider)
{
    private World _world = null!;
    private Actor _lin = null!;

    [SetUp]
    public async Task Begin()
    {
        _world = await World.Create(provider);
        _lin = (await TestData.AddPerson(_world.Services, password: TestData.Password)).AsActor();
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Offer_shown_again_keeps_its_secret_and_needs_a_code_to_count()
    {
        var first = await Offer();
        var second = await Offer();

        Assert.That((second.Value.Secret, second.Value.Address), Is.EqualTo((first.Value.Secret, first.Value.Address)));
        Assert.That(first.Value.Address, Does.Match("^otpauth://totp/Market%3Alin%40example.org\\?secret=[A-Z2-7]{32}&issuer=Market&digits=6&period=30$"));
        Assert.That(await _world.Read(db => db.Set<Person>().Select(p => p.TwoFactorEnabled).SingleAsync()), Is.False);
    }

    [Test]
    public async Task Confirm_right_code_asks_for_a_second_step_from_now_on_and_ends_sessions()
    {
        var before = await Stamp();
        var codes = await TurnOn();

        Assert.That(codes, Has.Length.EqualTo(8).And.All.Match("^[A-Z2-7]{5}-[A-Z2-7]{5}$"));
        Assert.That((await _world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.two_factor_enabled" }));
        Assert.That(await Stamp(), Is.Not.EqualTo(before));
        var step = await _world.With((SignInWithPassword signIn) => signIn.Run(new("lin@example.org", TestData.Password), default));
        Assert.That(step.Value.NeedsCode, Is.True);
    }

    [Test]
    public async Task Confirm_wrong_code_changes_nothing()
    {
        await Offer();
        var answer = await _world.With((SetUpAuthenticator set) => set.Confirm("000000", _lin, default));

        Assert.That((answer.Refusal.Code, answer.Refusal.Field), Is.EqualTo(("account.code_wrong", "Code")));
        Assert.That(await _world.Read(db => db.Set<RecoveryCode>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Secret_is_not_kept_in_the_open()
    {
        var plain = (await Offer()).Value.Secret.Replace(" ", "", StringComparison.Ordinal);
        var kept = await _world.Read(db => db.Set<Authenticator>().Select(a => a.SealedSecret).SingleAsync());
        Assert.That(Base32.Write(kept), Does.Not.Contain(plain[..16]));
        Assert.That(await _world.Read(db => db.Set<RecoveryCode>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Code_of_the_app_signs_in_once()
    {
        await TurnOn();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = await CodeNow();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SignIn(code)));

        Assert.That(answers.Count(a => a.IsOk), Is.EqualTo(1));
        Assert.That((await _world.Events()).Count(e => e.Type == "person.signed_in"), Is.EqualTo(1));
    }

    [Test]
    public async Task Recovery_code_signs_in_once_however_it_is_typed()
    {
        var codes = await TurnOn();
        var typed = codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal);

        Assert.That((await SignIn(typed, isRecovery: true)).IsOk, Is.True);
        Assert.That((await SignIn(codes[3], isRecovery: true)).Refusal.Code, Is.EqualTo("account.recovery_code_wrong"));
        Assert.That((await SignIn(codes[4], isRecovery: true)).IsOk, Is.True);
    }

    [Test]
    public async Task Wrong_codes_lock_the_second_step()
    {
        await TurnOn();
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        for (var i = 0; i < FailedSignIn.Allowed; i++) await SignIn("123", isRecovery: i % 2 == 0);

        Assert.That((await SignIn(await CodeNow())).Refusal.Code, Is.EqualTo("account.locked"));
        Assert.That((await _world.Events()).Select(e => e.Type), Does.Contain("person.locked_out"));
    }

    [Test]
    public async Task Person_without_a_second_step_has_no_code_that_fits()
    {
        await Offer();
        Assert.That((await SignIn(await CodeNow())).IsOk, Is.False);
        Assert.That((await SignIn("", isRecovery: true)).IsOk, Is.False);
    }

    [Test]
    public async Task Renewed_codes_void_the_old_ones()
    {
        var old = await TurnOn();
        var renewed = await _world.With((RenewRecoveryCodes renew) => renew.Run(_lin, default));

        Assert.That((await SignIn(old[0], isRecovery: true)).IsOk, Is.False);
        Assert.That((await SignIn(renewed.Value[0], isRecovery: true)).IsOk, Is.True);
    }

    [Test]
    public async Task Removed_authenticator_leaves_nothing_behind()
    {
        await TurnOn();
        await _world.With((RemoveAuthenticator remove) => remove.Run(_lin, default));

        Assert.That(await _world.Read(async db => (await db.Set<Authenticator>().CountAsync(), await db.Set<RecoveryCode>().CountAsync())), Is.EqualTo((0, 0)));
        var step = await _world.With((SignInWithPassword signIn) => signIn.Run(new("lin@example.org", TestData.Password), default));
        Assert.That(step.Value.NeedsCode, Is.False);
        Assert.That((await _world.Events()).Select(e => e.Type), Does.Contain("person.two_factor_disabled"));
    }

    private Task<Result<AuthenticatorOffer>> Offer() => _world.With((SetUpAuthenticator set) => set.Offer("Market", _lin, default));

    private async Task<string[]> TurnOn()
    {
        await Offer();
        var code = await CodeNow();
        return (await _world.With((SetUpAuthenticator set) => set.Confirm(code, _lin, default))).Value;
    }

    private Task<string> CodeNow() => _world.Read(async db =>
        TimeCodes.Code(_world.Services.GetRequiredService<AuthenticatorSecrets>().Open(await db.Set<Authenticator>().SingleAsync()), TimeCodes.StepAt(_world.Clock.GetUtcNow())));

    private Task<string?> Stamp() => _world.Read(db => db.Set<Person>().Select(p => p.SecurityStamp).SingleAsync());

    private Task<Result<Done>> SignIn(string code, bool isRecovery = false) =>
        _world.With((SignInWithCode signIn) => signIn.Run(new(_lin.PersonId!.Value, code, isRecovery), default));
}
