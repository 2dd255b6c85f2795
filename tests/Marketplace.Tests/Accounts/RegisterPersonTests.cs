using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

[TestFixtureSource(typeof(Databases))]
public sealed class RegisterPersonTests(DatabaseProvider provider)
{
    [Test]
    public async Task Run_new_address_keeps_the_person_unconfirmed_and_mails_the_link()
    {
        await using var world = await World.Create(provider);
        await Register(world, " Lin@Example.org ", "Lin  Yue");
        await world.Drain();

        var person = await world.Read(db => db.Set<Person>().SingleAsync());
        var mail = (await TestData.Mails(world.Services)).Single();
        Assert.Multiple(() =>
        {
            Assert.That((person.Email, person.DisplayName, person.EmailConfirmed, person.PasswordHash), Is.EqualTo(("Lin@Example.org", "Lin Yue", false, (string?)null)));
            Assert.That(mail.To, Does.Contain("Lin@Example.org"));
            Assert.That(TestData.LinkIn(mail), Does.StartWith("/account/confirm?person=" + person.Id));
        });
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.registered" }));
    }

    [Test]
    public async Task Run_known_address_answers_the_same_and_writes_to_its_owner()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, "lin@example.org");
        var answer = await Register(world, "LIN@example.org", "Somebody else");
        await world.Drain();

        var person = await world.Read(db => db.Set<Person>().SingleAsync());
        var mail = (await TestData.Mails(world.Services)).Single();
        Assert.That((answer.IsOk, person.DisplayName), Is.EqualTo((true, "Lin Yue")));
        Assert.That(TestData.LinkIn(mail), Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Run_again_before_confirming_sends_the_link_again()
    {
        await using var world = await World.Create(provider);
        await Register(world);
        await world.Drain();
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        await Register(world);
        await world.Drain();

        Assert.That((await TestData.Mails(world.Services)).Select(TestData.LinkIn), Has.Exactly(2).StartsWith("/account/confirm"));
    }

    [Test]
    public async Task Run_over_and_over_does_not_fill_a_mailbox()
    {
        await using var world = await World.Create(provider);
        await TestData.AddPerson(world.Services, "lin@example.org");
        for (var minute = 0; minute < 60; minute++)
        {
            await Register(world);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        await world.Drain();
        Assert.That(await TestData.Mails(world.Services), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task Run_many_at_once_makes_one_person()
    {
        await using var world = await World.Create(provider);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Register(world)));

        Assert.That(answers.Select(a => a.IsOk), Is.All.True);
        Assert.That(await world.Read(db => db.Set<Person>().CountAsync()), Is.EqualTo(1));
    }

    [TestCase("", "Lin", "account.email_invalid")]
    [TestCase("lin", "Lin", "account.email_invalid")]
    [TestCase("lin@example", "Lin", "account.email_invalid")]
    [TestCase("lin@exa mple.org", "Lin", "account.email_invalid")]
    [TestCase("lin@example.org\nBcc: all@example.org", "Lin", "account.email_invalid")]
    [TestCase("<lin@example.org>", "Lin", "account.email_invalid")]
    [TestCase("lin\ufffd@example.org", "Lin", "account.email_invalid")]
    [TestCase("lin@example.org", "Lin \ufffd", "text.invalid_characters")]
    [TestCase("lin@example.org", " \u202e ", "account.name_missing")]
    public async Task Run_unusable_input_is_refused_at_its_field(string email, string name, string code)
    {
        await using var world = await World.Create(provider);
        var answer = await Register(world, email, name);

        Assert.That(answer.Refusals.Select(r => r.Code), Is.EqualTo(new[] { code }));
        Assert.That(await world.Events(), Is.Empty);
    }

    [Test]
    public async Task Run_full_width_letters_are_the_same_address()
    {
        await using var world = await World.Create(provider);
        await Register(world, "\uff4c\uff49\uff4e\uff20example\u3002org");

        Assert.That(await world.Read(db => db.Set<Person>().Select(p => p.Email).SingleAsync()), Is.EqualTo("lin@example.org"));
    }

    private static Task<Result<Done>> Register(World world, string email = "lin@example.org", string name = "Lin Yue") =>
        world.With((RegisterPerson register) => register.Run(new(email, name, "en"), default));
}
