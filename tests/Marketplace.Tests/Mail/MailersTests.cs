using Marketplace.Kernel;
using Marketplace.Mail;
using Marketplace.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace Marketplace.Tests.Mail;

public sealed class MailersTests
{
    private static readonly OutgoingMail Sample =
        new("test-7", "lin@example.org", "\u6797\u6708", "zh-CN", "\u786e\u8ba4\u90ae\u7bb1", "first line\n\u6b63\u6587\n") { Html = "<p>\u6b63\u6587</p>" };

    [Test]
    public async Task Send_to_files_can_be_read_again_and_only_by_their_own_name()
    {
        var data = Directory.CreateTempSubdirectory("marketplace-mail-").FullName;
        var settings = Settings(data, []);
        await new FileMailer(settings, new FakeTimeProvider(World.Start)).Send(Sample, default);

        var dropped = new DroppedMails(settings);
        var mail = (await dropped.Newest(10)).Single();
        Assert.That((mail.Subject, mail.Text, mail.Html, mail.At), Is.EqualTo((Sample.Subject, Sample.Text, Sample.Html, World.Start)));
        Assert.That(await dropped.Find("../mail/" + mail.Name), Is.Null);
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(Path.Combine(data, "mail")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Directory.Delete(data, recursive: true);
    }

    [Test]
    public async Task Send_by_smtp_signs_in_and_hands_the_mail_over()
    {
        await using var server = new SmtpSink();
        var settings = Settings("/nowhere", [
            new("Mail:Host", "127.0.0.1"), new("Mail:Port", $"{server.Port}"), new("Mail:Security", "None"), new("Mail:From", "desk@market.example"),
            new("Mail:FromName", "Market"), new("Mail:User", "desk"), new("Mail:Password", "secret"),
        ]);
        await new SmtpMailer(settings, new FakeTimeProvider(World.Start)).Send(Sample, default);

        var received = await server.Received;
        Assert.That(received.Commands, Has.Some.StartsWith("AUTH").And.Some.StartsWith("MAIL FROM:<desk@market.example>").And.Some.EqualTo("RCPT TO:<lin@example.org>"));
        Assert.That(received.Message.MessageId, Is.EqualTo("test-7@market.example"), "sent twice, it is still one mail");
        Assert.That((received.Message.Subject, received.Message.To.Mailboxes.Single().Name), Is.EqualTo((Sample.Subject, Sample.ToName)));
    }

    [Test]
    public void Send_to_nobody_who_listens_throws_so_that_it_is_tried_again()
    {
        var settings = Settings("/nowhere", [new("Mail:Host", "127.0.0.1"), new("Mail:Port", "1"), new("Mail:From", "desk@market.example")]);
        Assert.That(async () => await new SmtpMailer(settings, TimeProvider.System).Send(Sample, default), Throws.InstanceOf<System.Net.Sockets.SocketException>());
    }

    [TestCase("Mail:Port", "Mail:Host=h;Mail:From=a@b.cn;Mail:Port=70000")]
    [TestCase("Mail:Port", "Mail:Host=h;Mail:From=a@b.cn;Mail:Port=smtp")]
    [TestCase("Mail:Security", "Mail:Host=h;Mail:From=a@b.cn;Mail:Security=Ssl")]
    [TestCase("Mail:From", "Mail:Host=h")]
    [TestCase("Mail:From", "Mail:Host=h;Mail:From=nobody")]
    [TestCase("Mail:Password", "Mail:Host=h;Mail:From=a@b.cn;Mail:User=u")]
    [TestCase("Mail:User", "Mail:Host=h;Mail:From=a@b.cn;Mail:Password=p")]
    [TestCase("Site:Address", "Site:Address=market.example")]
    [TestCase("Site:Address", "Site:Address=file:///etc/passwd")]
    public void Setting_that_is_wrong_stops_the_start_with_its_name(string setting, string given)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(given.Split(';').Select(p => p.Split('=')).Select(p => new KeyValuePair<string, string?>(p[0], p[1]))).Build();
        var wrong = Assert.Catch<SettingException>(() =>
        {
            _ = MailSettings.From(configuration, "/nowhere");
            _ = SiteAddress.From(configuration);
        });
        Assert.That((wrong!.Setting, wrong.Message.Contains('\n', StringComparison.Ordinal)), Is.EqualTo((setting, false)));
    }

    private static MailSettings Settings(string data, KeyValuePair<string, string?>[] values) =>
        MailSettings.From(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), data);
}
