using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class RegisterWithProviderTests(DatabaseProvider provider)
{
    private static readonly ProviderIdentity Identity = new("https://id.example.cn", "u-1", "Lin@Example.org", EmailVerified: true, "Lin Yue");

    [Test]
    public async Task Run_new_address_makes_a_confirmed_account_without_a_password_and_no_mail_asks_again()
    {
        await using var world = await World.Create(provider);
        var id = (await Register(world)).Value;
        Assert.That((await Register(world)).Value, Is.EqualTo(id), "sent twice");

        var person = await world.Read(db => db.Set<Person>().SingleAsync());
        Assert.That((person.Id, person.Email, person.EmailConfirmed, person.PasswordHash, person.Culture), Is.EqualTo((id, "Lin@Example.org", true, (string?)null, "en")));
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.registered", "person.confirmed", "person.provider_linked", "person.signed_in" }));
        await world.Drain();
        Assert.That((await TestData.Mails(world.Services)).Select(m => m.Text), Has.None.Contains("/account/confirm"));
        world.Clock.Advance(TimeSpan.FromDays(60));
        await world.RunJobs();
        Assert.That(await world.Read(db => db.Set<Person>().CountAsync()), Is.EqualTo(1), "it does not pass for one that was never confirmed");
    }

    [Test]
    public async Task Run_unverified_or_known_address_and_bad_names_are_refused()
    {
        await using var world = await World.Create(provider);
        Assert.That((await Register(world, Identity with { EmailVerified = false })).Refusal.Code, Is.EqualTo("account.provider_unverified"));
        Assert.That((await Register(world, Identity with { Email = null })).Refusal.Code, Is.EqualTo("account.provider_unverified"));
        Assert.That((await Register(world, Identity with { Email = "no address" })).Refusal.Code, Is.EqualTo("account.provider_unverified"));
        Assert.That((await Register(world, name: " ")).Refusal.Code, Is.EqualTo("account.name_missing"));
        await TestData.AddPerson(world.Services);
        Assert.That((await Register(world)).Refusal.Code, Is.EqualTo("account.provider_mail_known"));
        Assert.That(await world.Read(db => db.Set<IdentityUserLogin<Guid>>().CountAsync()), Is.Zero);
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task Run_address_that_somebody_typed_and_never_confirmed_becomes_its_owners()
    {
        await using var world = await World.Create(provider);
        var typed = await TestData.AddPerson(world.Services, name: "Mallory", confirmed: false);
        var mailed = await world.With((MailedLinks links) => Task.FromResult(links.Make(MailedLinkUse.Confirm, typed)));
        Assert.That((await Register(world)).Value, Is.EqualTo(typed.Id));

        var person = await world.Read(db => db.Set<Person>().SingleAsync());
        Assert.That((person.DisplayName, person.EmailConfirmed), Is.EqualTo(("Lin Yue", true)));
        var token = mailed.Query[(mailed.Query.IndexOf("token=", StringComparison.Ordinal) + 6)..];
        Assert.That(await world.With((ChoosePassword u) => u.Find(MailedLinkUse.Confirm, typed.Id, token, default)), Is.Null, "the link that went out before is void");
    }

    [Test]
    public async Task Run_suspended_person_stays_outside()
    {
        await using var world = await World.Create(provider);
        _ = (await Register(world)).Value;
        await world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, world.Clock.GetUtcNow())));
        Assert.That((await Register(world)).Refusal.Code, Is.EqualTo("account.suspended"));
    }

    private static Task<Result<Guid>> Register(World world, ProviderIdentity? identity = null, string name = "Lin Yue") =>
        world.With((RegisterWithProvider u) => u.Run(new(identity ?? Identity, name, "en"), default));
}
