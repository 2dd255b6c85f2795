using Marketplace.Accounts;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

public sealed class RequestMailTests
{
    [Test]
    public async Task Run_known_and_unknown_address_get_the_same_answer_and_leave_one_event_each()
    {
        await using var world = await World.Create();
        await TestData.AddPerson(world.Services, "lin@example.org");
        var known = await Ask(world, "lin@example.org");
        var unknown = await Ask(world, "nobody@example.org");
        await world.Drain();

        Assert.That((known.IsOk, unknown.IsOk), Is.EqualTo((true, true)));
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.mail_requested", "person.unknown_address" }));
        Assert.That((await TestData.Mails(world.Services)).Select(m => TestData.LinkIn(m).Split('?')[0]), Is.EqualTo(new[] { "/account/reset" }));
    }

    [Test]
    public async Task Run_reset_of_an_unconfirmed_account_mails_the_confirmation()
    {
        await using var world = await World.Create();
        await TestData.AddPerson(world.Services, "lin@example.org", confirmed: false, culture: "zh-CN");
        await Ask(world, "lin@example.org");
        await world.Drain();

        Assert.That(TestData.LinkIn((await TestData.Mails(world.Services)).Single()), Does.StartWith("/account/confirm?"));
    }

    [Test]
    public async Task Run_typed_nonsense_is_refused()
    {
        await using var world = await World.Create();
        Assert.That((await Ask(world, "nonsense")).Refusal.Field, Is.EqualTo("Email"));
    }

    private static Task<Marketplace.Kernel.Result<Marketplace.Kernel.Done>> Ask(World world, string email) =>
        world.With((RequestMail request) => request.Run(new(email, MailedRequest.PasswordReset), default));
}
