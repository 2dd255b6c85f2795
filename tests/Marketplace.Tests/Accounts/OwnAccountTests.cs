using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

/// <summary>What people change about their own account: EditPerson, ChangePassword, SignOutEverywhere, and what time removes.</summary>
public sealed class OwnAccountTests
{
    private const string New = "seven mild lanterns";
    private World _world = null!;
    private Actor _lin = null!;

    [SetUp]
    public async Task Begin()
    {
        _world = await World.Create();
        _lin = (await TestData.AddPerson(_world.Services, password: TestData.Password)).AsActor();
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task EditPerson_new_name_and_language_are_kept_with_an_event()
    {
        await _world.With((EditPerson edit) => edit.Run(new(" \u6797\u6708 ", "zh-CN"), _lin, default));
        await _world.With((EditPerson edit) => edit.Run(new("\u6797\u6708", "zh-CN"), _lin, default));

        var person = await Person();
        Assert.That((person.DisplayName, person.Culture), Is.EqualTo(("\u6797\u6708", "zh-CN")));
        Assert.That((await _world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.edited" }), "the same once more is no change");
    }

    [Test]
    public async Task EditPerson_unusable_input_is_refused_field_by_field()
    {
        var answer = await _world.With((EditPerson edit) => edit.Run(new(new string('x', 101), "fr"), _lin, default));
        Assert.That(answer.Refusals.Select(r => (r.Code, r.Field)), Is.EqualTo(new[] { ("account.name_too_long", "Name"), ("account.language_unknown", "Culture") }));
    }

    [Test]
    public async Task ChangePassword_with_the_old_one_signs_in_with_the_new_and_tells_the_owner()
    {
        var stamp = (await Person()).SecurityStamp;
        var answer = await Change(TestData.Password);
        await _world.Drain();

        Assert.That((answer.IsOk, (await Person()).SecurityStamp == stamp), Is.EqualTo((true, false)));
        Assert.That((await _world.With((SignInWithPassword s) => s.Run(new("lin@example.org", New), default))).IsOk, Is.True);
        Assert.That((await TestData.Mails(_world.Services)).Single().Text, Does.Contain("password was changed"));
    }

    [Test]
    public async Task ChangePassword_guessing_the_old_one_is_locked_after_some_tries()
    {
        for (var i = 0; i < FailedSignIn.Allowed; i++)
        {
            Assert.That((await Change("not this one")).Refusal.Code, Is.EqualTo("account.current_password_wrong"));
        }

        Assert.That((await Change(TestData.Password)).Refusal.Code, Is.EqualTo("account.locked"));
        Assert.That(await _world.Events(), Is.Empty);
    }

    [Test]
    public async Task SignOutEverywhere_gives_a_new_stamp_and_an_event()
    {
        var stamp = (await Person()).SecurityStamp;
        await _world.With((SignOutEverywhere end) => end.Run(_lin, default));

        Assert.That((await Person()).SecurityStamp, Is.Not.EqualTo(stamp));
        Assert.That((await _world.Events()).Select(e => (e.Type, e.ActorId)), Is.EqualTo(new[] { ("person.signed_out_everywhere", _lin.PersonId) }));
    }

    [Test]
    public async Task AddPasskey_is_named_listed_renamed_and_removed()
    {
        await Add([1, 2, 3], "\u202ePhone  of Lin");
        await _world.With((EditPasskey edit) => edit.Rename([1, 2, 3], "Work key", _lin, default));
        var view = await _world.With((PersonQueries queries) => queries.Find(_lin.PersonId, default));
        await _world.With((EditPasskey edit) => edit.Remove([1, 2, 3], _lin, default));
        var after = await _world.With((PersonQueries queries) => queries.Find(_lin.PersonId, default));

        Assert.That(view!.Passkeys.Select(p => (p.Id, p.Name)), Is.EqualTo(new[] { ("010203", "Work key") }));
        Assert.That(after!.Passkeys, Is.Empty);
        Assert.That((await _world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.passkey_added", "person.passkey_renamed", "person.passkey_removed" }));
    }

    [Test]
    public async Task AddPasskey_challenge_answered_twice_is_refused_the_second_time()
    {
        await Add([1], "one");
        Assert.That((await Add([2], "two")).Refusal.Code, Is.EqualTo("account.passkey_failed"));
        Assert.That((await Add([1], "one", "another challenge")).Refusal.Code, Is.EqualTo("account.passkey_known"));
    }

    [Test]
    public async Task EditPasskey_of_somebody_else_is_not_found()
    {
        await Add([1, 2, 3], "mine");
        var other = (await TestData.AddPerson(_world.Services, "other@example.org")).AsActor();

        Assert.That((await _world.With((EditPasskey edit) => edit.Remove([1, 2, 3], other, default))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await _world.With((EditPasskey edit) => edit.Rename([1, 2, 3], "theirs", other, default))).Refusal, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public async Task SignInWithPasskey_verified_answer_signs_in_once_and_keeps_counter_and_name()
    {
        await Add([1], "mine");
        var first = await SignIn("c1");
        var again = await SignIn("c1");

        Assert.That((first.IsOk, again.Refusal.Code), Is.EqualTo((true, "account.passkey_failed")));
        var kept = await _world.Read(db => db.Set<IdentityUserPasskey<Guid>>().AsNoTracking().SingleAsync());
        Assert.That((kept.Data.SignCount, kept.Data.Name), Is.EqualTo((7u, "mine")));
        Assert.That((await _world.Events())[^1].Json, Does.Contain("\"method\":\"Passkey\""));
    }

    [Test]
    public async Task SignInWithPasskey_of_a_suspended_person_is_refused()
    {
        await Add([1], "mine");
        await _world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, _world.Clock.GetUtcNow())));
        Assert.That((await SignIn("c1")).Refusal.Code, Is.EqualTo("account.suspended"));
    }

    [Test]
    public async Task TidyAccounts_removes_what_was_never_confirmed_and_nothing_else()
    {
        await TestData.AddPerson(_world.Services, "new@example.org", confirmed: false);
        _world.Clock.Advance(TimeSpan.FromDays(30));
        await _world.RunJobs();
        var before = await _world.Read(db => db.Set<Person>().CountAsync());
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        await _world.RunJobs();

        Assert.That((before, (await Person()).Email), Is.EqualTo((2, "lin@example.org")));
        Assert.That((await _world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.expired" }));
    }

    private Task<Person> Person() => _world.Read(db => db.Set<Person>().AsNoTracking().SingleAsync());

    private Task<Result<Done>> Change(string current) => _world.With((ChangePassword change) => change.Run(new(current, New), _lin, default));

    private Task<Result<Done>> Add(byte[] id, string name, string challenge = "first") =>
        _world.With((AddPasskey add) => add.Run(new(Passkey(id, 0), name, challenge), _lin, default));

    private Task<Result<Done>> SignIn(string challenge) =>
        _world.With((SignInWithPasskey signIn) => signIn.Run(new(_lin.PersonId!.Value, Passkey([1], 7), challenge), default));

    private UserPasskeyInfo Passkey(byte[] id, uint count) =>
        new(id, [9], _world.Clock.GetUtcNow(), count, [], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [8], [7]);
}
