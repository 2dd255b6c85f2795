using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Accounts;

public sealed class AccountMailsTests
{
    [Test]
    public async Task Handle_locked_account_is_told_once_a_day()
    {
        await using var world = await World.Create();
        await TestData.AddPerson(world.Services);
        for (var hour = 0; hour < 26; hour++)
        {
            for (var i = 0; i < FailedSignIn.Allowed; i++) await world.With((SignInWithPassword s) => s.Run(new("lin@example.org", "wrong guess"), default));
            await world.Drain();
            world.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.That((await world.Events()).Count(e => e.Type == "person.locked_out"), Is.EqualTo(26));
        Assert.That(await TestData.Mails(world.Services), Has.Count.EqualTo(1), "guessing never paused for a day");
    }

    [TestCase("zh-CN")]
    [TestCase("en")]
    public async Task Handle_every_notice_has_words_in_the_persons_language(string culture)
    {
        await using var world = await World.Create();
        var texts = world.Services.GetRequiredService<TextCatalogue>().For(culture);
        var notices = AccountMails.Hears.Except([typeof(PersonRegistered), typeof(PersonMailRequested)]);
        Assert.That(notices.Where(type => !texts.Has($"Accounts.Mail.Notice.{type.Name}")), Is.Empty);
    }

    [Test]
    public async Task Handle_chinese_reader_gets_a_chinese_mail_with_html_and_no_token_in_any_event()
    {
        await using var world = await World.Create();
        await world.With((RegisterPerson register) => register.Run(new("lin@example.org", "<b>Lin</b>", "zh-CN"), default));
        await world.Drain();

        var mail = (await TestData.Mails(world.Services)).Single();
        var token = TestData.LinkIn(mail).Split("token=")[1];
        Assert.That(mail.Subject, Does.Match("\\p{IsCJKUnifiedIdeographs}"));
        Assert.That(mail.Html, Does.Contain("&lt;b&gt;Lin&lt;/b&gt;").And.Contain("lang=\"zh-CN\"").And.Contain(token));
        Assert.That((await world.Events()).Select(e => e.Json), Has.None.Contains(token[..20]).And.None.Contains("example.org"));
    }
}
