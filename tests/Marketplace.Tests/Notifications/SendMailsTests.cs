using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Mail;
using Marketplace.Notifications;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NUnit.Framework;

namespace Marketplace.Tests.Notifications;

/// <summary>From the inbox to the mail: at once, once a day, after the quiet time, and no more after a word.</summary>
public sealed class SendMailsTests
{
    private Post _post = null!;
    private World _world = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _post = new Post();
        _world = await World.Create(configure: services => services.Replace(ServiceDescriptor.Singleton<IMailer>(_post)));
        _cast = await TestData.AddChallengeCast(_world.Services);
        await _world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.Culture, "en")));
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Kind_told_at_once_goes_out_with_the_next_run_and_only_once()
    {
        await Returned();
        await _world.RunJobs();
        await _world.RunJobs();

        var mail = _post.To("publisher@example.org").Single();
        Assert.That(mail.Subject, Does.StartWith("Returned for changes: Metal removal"));
        Assert.That(mail.Text, Does.Contain("/workspace/challenges/"));
        Assert.That(mail.Unsubscribe!.AbsoluteUri, Does.Contain("/notifications/stop?token="));
        Assert.That(mail.Text, Does.Contain(mail.Unsubscribe.AbsoluteUri));
    }

    [Test]
    public async Task Kind_told_daily_waits_for_the_morning_and_comes_as_one_mail()
    {
        await TestData.AddApproved(_world.Services, _cast, TestData.CompleteContent(_world.Clock.GetUtcNow(), "First need"));
        await TestData.AddApproved(_world.Services, _cast, TestData.CompleteContent(_world.Clock.GetUtcNow(), "Second need"));
        await _world.Drain();
        await _world.RunJobs();
        Assert.That(_post.To("approver@example.org"), Is.Empty);

        // The world begins at 09:00 of Shanghai; the daily mail goes at 08:30.
        _world.Clock.Advance(TimeSpan.FromHours(23.5));
        await _world.RunJobs();
        var mail = _post.To("approver@example.org").Single();
        Assert.That(mail.Subject, Does.StartWith("2 new messages"));
        Assert.That(mail.Text, Does.Contain("Approved, to be posted: First need").And.Contain("Approved, to be posted: Second need"));
    }

    [Test]
    public async Task Quiet_time_holds_mails_back_until_its_end()
    {
        await Save(new SaveNotificationSettings.Input(Nothing, new TimeOnly(8, 0), new TimeOnly(12, 0)));
        await Returned();
        _world.Clock.Advance(TimeSpan.FromHours(3) - TimeSpan.FromTicks(1));
        await _world.RunJobs();
        Assert.That(_post.To("publisher@example.org"), Is.Empty);

        _world.Clock.Advance(TimeSpan.FromTicks(1));
        await _world.RunJobs();
        Assert.That(_post.To("publisher@example.org"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_is_read_in_time_is_not_mailed()
    {
        await Save(new SaveNotificationSettings.Input(Nothing, new TimeOnly(8, 0), new TimeOnly(12, 0)));
        await Returned();
        Assert.That((await _world.With((ReadNotifications u) => u.Run(new(null), _cast.Publisher))).Value, Is.Zero);
        _world.Clock.Advance(TimeSpan.FromHours(4));
        await _world.RunJobs();

        Assert.That(_post.To("publisher@example.org"), Is.Empty);
    }

    [Test]
    public async Task Inbox_only_is_not_mailed()
    {
        await Save(new SaveNotificationSettings.Input(new Dictionary<NotificationKind, NotificationChannel> { [NotificationKind.OwnChallenge] = NotificationChannel.Inbox }));
        await Returned();
        await _world.RunJobs();

        Assert.That(_post.To("publisher@example.org"), Is.Empty);
        Assert.That(await _world.With((InboxQueries q) => q.Unread(_cast.Publisher.PersonId!.Value)), Is.EqualTo(1));
    }

    [Test]
    public async Task Link_of_a_mail_stops_its_kind_and_what_was_still_to_go_out()
    {
        await Save(new SaveNotificationSettings.Input(Nothing, new TimeOnly(8, 0), new TimeOnly(12, 0)));
        await Returned();
        var links = _world.Services.GetRequiredService<PersonalLinks>();
        var (person, kind) = links.ReadStop(links.ToStop(_cast.Publisher.PersonId!.Value, NotificationKind.OwnChallenge))!.Value;
        Assert.That((await _world.With((StopMails u) => u.Run(new(person, kind), Actor.Anonymous))).IsOk, Is.True);
        _world.Clock.Advance(TimeSpan.FromHours(4));
        await _world.RunJobs();

        Assert.That(_post.To("publisher@example.org"), Is.Empty);
        var settings = await _world.With((InboxQueries q) => q.Settings(_cast.Publisher));
        Assert.That(settings.Channels[NotificationKind.OwnChallenge], Is.EqualTo(NotificationChannel.Inbox));
        Assert.That(settings.Channels[NotificationKind.OwnBid], Is.EqualTo(NotificationChannel.MailNow));
        Assert.That((await _world.Events()).Count(e => e.Type == "inbox.settings_changed" && e.ActorId is null), Is.EqualTo(1));
    }

    [Test]
    public void Forged_or_strange_tokens_open_nothing()
    {
        var links = _world.Services.GetRequiredService<PersonalLinks>();
        var person = _cast.Publisher.PersonId!.Value;
        Assert.That(links.ReadStop(links.ToCalendar(person, 1)), Is.Null);
        Assert.That(links.ReadCalendar(links.ToStop(person, null)), Is.Null);
        foreach (var text in new[] { "", "x", new string('A', 400), new string('A', 5000), "%00" }) Assert.That(links.ReadStop(text), Is.Null, text);
    }

    [Test]
    public async Task Mail_that_cannot_go_out_is_tried_again_and_then_given_up()
    {
        _post.IsDown = true;
        await Returned();
        await _world.RunJobs();
        _post.IsDown = false;
        await _world.RunJobs();
        Assert.That(_post.To("publisher@example.org"), Is.Empty, "it waits before the next try");
        _world.Clock.Advance(TimeSpan.FromMinutes(5));
        await _world.RunJobs();
        Assert.That(_post.To("publisher@example.org"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Person_without_a_confirmed_address_gets_no_mail()
    {
        await _world.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.EmailConfirmed, false)));
        await Returned();
        await _world.RunJobs();

        Assert.That(_post.Sent, Is.Empty);
        Assert.That(await _world.Read(db => db.Set<Notification>().CountAsync(n => n.MailDueAt <= _world.Clock.GetUtcNow())), Is.Zero);
    }

    [Test]
    public async Task Read_of_another_persons_notification_is_not_found()
    {
        await Returned();
        var line = (await _world.With((InboxQueries q) => q.Page(_cast.Publisher, unreadOnly: true, 1))).Single();
        Assert.That((await _world.With((ReadNotifications u) => u.Run(new(line.Id), _cast.Colleague))).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That(await _world.With((InboxQueries q) => q.One(line.Id, _cast.Colleague)), Is.Null);
        Assert.That((await _world.With((ReadNotifications u) => u.Run(new(line.Id), _cast.Publisher))).Value, Is.Zero);
        Assert.That((await _world.With((ReadNotifications u) => u.Run(new(null), Actor.Anonymous))).Refusal.Code, Is.EqualTo("sign_in_first"));
    }

    private static Dictionary<NotificationKind, NotificationChannel> Nothing => [];

    private async Task Save(SaveNotificationSettings.Input input) => Assert.That((await _world.With((SaveNotificationSettings u) => u.Run(input, _cast.Publisher))).IsOk, Is.True);

    // Told at once to the publisher and, by the same event, to the colleague.
    private async Task Returned()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast);
        await _world.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        await _world.With((ReturnChallenge u) => u.Run(new(draft.Id, "State the test method."), _cast.Reviewer));
        await _world.Drain();
    }

    private sealed class Post : IMailer
    {
        public List<OutgoingMail> Sent { get; } = [];
        public bool IsDown { get; set; }

        public List<OutgoingMail> To(string address) => Sent.FindAll(m => m.To == address);

        public Task Send(OutgoingMail mail, CancellationToken ct)
        {
            if (IsDown) throw new IOException("The server does not answer.");
            Sent.Add(mail);
            return Task.CompletedTask;
        }
    }
}
