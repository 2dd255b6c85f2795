using System.Web;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class ChoosePasswordTests(DatabaseProvider provider)
{
    private const string New = "seven mild lanterns";

    [Test]
    public async Task Run_confirmation_link_opens_the_account()
    {
        await using var world = await World.Create(provider);
        await world.With((RegisterPerson register) => register.Run(new("lin@example.org", "Lin Yue", "en"), default));
        var answer = await Choose(world, MailedLinkUse.Confirm, await Link(world));

        Assert.That(answer.Value, Is.True);
        Assert.That(await world.Read(db => db.Set<Person>().Select(p => p.EmailConfirmed).SingleAsync()), Is.True);
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.registered", "person.confirmed", "person.signed_in" }));
        Assert.That((await SignIn(world)).IsOk, Is.True);
    }

    [Test]
    public async Task Run_reset_link_changes_the_password_ends_sessions_and_opens_the_lock()
    {
        await using var world = await World.Create(provider);
        var before = (await TestData.AddPerson(world.Services, password: TestData.Password)).SecurityStamp;
        for (var i = 0; i < FailedSignIn.Allowed; i++) await SignIn(world);
        await AskReset(world);
        await Choose(world, MailedLinkUse.ResetPassword, await Link(world));

        Assert.That((await SignIn(world)).IsOk, Is.True);
        Assert.That(await world.Read(db => db.Set<Person>().Select(p => p.SecurityStamp).SingleAsync()), Is.Not.EqualTo(before));
        await world.Drain();
        Assert.That((await TestData.Mails(world.Services))[0].Text, Does.Contain("reset"));
    }

    [Test]
    public async Task Run_link_works_once()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, password: TestData.Password);
        await AskReset(world);
        var link = await Link(world);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Choose(world, MailedLinkUse.ResetPassword, link)));

        Assert.That(answers.Count(a => a.IsOk), Is.EqualTo(1));
        Assert.That(answers.Where(a => !a.IsOk).Select(a => a.Refusal.Code), Is.All.EqualTo("account.link_void").Or.EqualTo("stale"));
    }

    [Test]
    public async Task Run_reset_link_holds_to_its_last_tick()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, password: TestData.Password);
        await AskReset(world);
        var (person, token) = await Link(world);
        world.Clock.Advance(MailedLinks.HoldsFor(MailedLinkUse.ResetPassword) - TimeSpan.FromTicks(1));
        var last = await Find(world, MailedLinkUse.ResetPassword, person, token);
        world.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.That((last is null, await Find(world, MailedLinkUse.ResetPassword, person, token)), Is.EqualTo((false, (Person?)null)));
    }

    [Test]
    public async Task Run_link_of_another_use_or_person_or_a_changed_one_is_void()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, password: TestData.Password);
        var other = await TestData.AddPerson(world.Services, "other@example.org");
        await AskReset(world);
        var (person, token) = await Link(world);

        Assert.That(await Find(world, MailedLinkUse.Confirm, person, token), Is.Null);
        Assert.That(await Find(world, MailedLinkUse.ResetPassword, other.Id, token), Is.Null);
        Assert.That(await Find(world, MailedLinkUse.ResetPassword, person, token[..^4] + "AAAA"), Is.Null);
        Assert.That(await Find(world, MailedLinkUse.ResetPassword, person, "%%%"), Is.Null);
        Assert.That(await Find(world, MailedLinkUse.ResetPassword, person, null), Is.Null);
    }

    [Test]
    public async Task Run_second_factor_still_stands_after_a_reset()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, password: TestData.Password);
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.TwoFactorEnabled, true)));
        await AskReset(world);

        Assert.That((await Choose(world, MailedLinkUse.ResetPassword, await Link(world))).Value, Is.False);
        Assert.That((await world.Events()).Select(e => e.Type), Has.None.EqualTo("person.signed_in"));
    }

    [TestCase("en", "keys for programs have ended")]
    [TestCase("zh-CN", "程序访问密钥也已全部失效")]
    public async Task Run_reset_ends_the_keys_of_programs_and_the_mail_says_so(string culture, string says)
    {
        await using var world = await World.Create(provider);
        var actor = (await TestData.AddPerson(world.Services, password: TestData.Password, culture: culture)).AsActor();
        var key = (await world.With((CreateAccessToken u) => u.Run(new("Nightly report", AccessScope.Write, 30), actor, default))).Value.Key;
        await AskReset(world);
        await Choose(world, MailedLinkUse.ResetPassword, await Link(world));
        await world.Drain();

        Assert.That(await world.With((AccessTokenQueries q) => q.Use(key, default)), Is.Null);
        Assert.That((await world.Events()).Select(e => e.Type), Does.Contain("person.token_revoked"));
        Assert.That((await TestData.Mails(world.Services))[0].Text, Does.Contain(says));
    }

    [Test]
    public async Task Run_reset_without_a_key_says_nothing_of_keys()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, password: TestData.Password);
        await AskReset(world);
        await Choose(world, MailedLinkUse.ResetPassword, await Link(world));
        await world.Drain();

        Assert.That((await TestData.Mails(world.Services))[0].Text, Does.Contain("was reset").And.Not.Contain("keys"));
    }

    [Test]
    public async Task Run_weak_password_spends_no_link()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, password: TestData.Password);
        await AskReset(world);
        var link = await Link(world);
        var weak = await Choose(world, MailedLinkUse.ResetPassword, link, "password123");

        Assert.That((weak.Refusal.Code, weak.Refusal.Field), Is.EqualTo(("account.password_common", "Password")));
        Assert.That((await Choose(world, MailedLinkUse.ResetPassword, link)).IsOk, Is.True);
    }

    private static Task<Result<Done>> AskReset(World world) =>
        world.With((RequestMail request) => request.Run(new("lin@example.org", MailedRequest.PasswordReset), default));

    private static async Task<(Guid Person, string Token)> Link(World world)
    {
        await world.Drain();
        var query = HttpUtility.ParseQueryString(TestData.LinkIn((await TestData.Mails(world.Services))[0]).Split('?')[1]);
        return (Guid.Parse(query["person"]!), query["token"]!);
    }

    private static Task<Result<bool>> Choose(World world, MailedLinkUse use, (Guid Person, string Token) link, string password = New) =>
        world.With((ChoosePassword choose) => choose.Run(new(use, link.Person, link.Token, password), default));

    private static Task<Person?> Find(World world, MailedLinkUse use, Guid person, string? token) =>
        world.With((ChoosePassword choose) => choose.Find(use, person, token, default));

    private static Task<Result<SignInStep>> SignIn(World world) =>
        world.With((SignInWithPassword signIn) => signIn.Run(new("lin@example.org", New), default));
}
