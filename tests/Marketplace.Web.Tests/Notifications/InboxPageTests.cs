using System.Net;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Notifications;

public sealed class InboxPageTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        var draft = await TestData.AddDraft(_host.Services, _cast);
        await _host.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));
        await _host.With((ReturnChallenge u) => u.Run(new(draft.Id, "State the test method."), _cast.Reviewer));
        await _host.Drain();
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Bell_of_every_page_counts_what_is_unread_and_opening_it_counts_down()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        Assert.That(Bell(await publisher.Open("/challenges")), Is.EqualTo("1"));
        var inbox = await publisher.Open("/workspace/inbox");
        Assert.That(inbox.Text, Does.Contain("Returned for changes: Metal removal for photoresist resins"));

        var opened = await publisher.Submit(inbox, "form[id^=open-]");
        Assert.That(opened.Address.AbsolutePath, Does.StartWith("/workspace/challenges/"));
        await _host.Drain();
        Assert.That(Bell(await publisher.Open("/challenges")), Is.Null);
        Assert.That((await publisher.Open("/workspace/inbox?unread=true")).Text, Does.Contain("Nothing unread"));
    }

    [Test]
    public async Task Read_all_empties_the_count()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var after = await publisher.Submit(await publisher.Open("/workspace/inbox"), "form#read-all");
        await _host.Drain();

        Assert.That(after.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await _host.With((InboxQueries q) => q.Unread(_cast.Publisher.PersonId!.Value)), Is.Zero);
        Assert.That(Bell(await publisher.Open("/workspace/inbox")), Is.Null);
    }

    [Test]
    public async Task Notification_of_somebody_else_is_not_there()
    {
        using var colleague = await _host.Visit(_cast.Colleague.PersonId);
        var others = (await _host.With((InboxQueries q) => q.Page(_cast.Publisher, unreadOnly: true, 1))).Single();
        var own = await colleague.Open("/workspace/inbox");
        var answer = await colleague.Submit(own, "form[id^=open-]", [new("id", others.Id.ToString())]);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await _host.With((InboxQueries q) => q.One(others.Id, _cast.Publisher)))!.ReadAt, Is.Null);
    }

    [Test]
    public async Task Visitor_is_sent_to_sign_in()
    {
        using var visitor = await _host.Visit();
        Assert.That((await visitor.Open("/workspace/inbox")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
        Assert.That((await visitor.Open("/challenges")).Document.QuerySelector("[data-unread-badge]"), Is.Null);
    }

    [Test]
    public async Task Settings_that_were_saved_stand_in_the_form_and_a_wrong_time_loses_nothing()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var form = await publisher.Open("/workspace/inbox/settings");
        Assert.That(form.Document.QuerySelector("input[name='Form.Channels[OfficerQueue]']"), Is.Null, "an officer's kind");
        var wrong = await publisher.Submit(form, "form#settings", [new("Form.Channels[Match]", "MailNow"), new("Form.QuietFrom", "late")]);
        Assert.That(wrong.Text, Does.Contain("Enter hours and minutes"));
        Assert.That(Checked(wrong, "Match"), Is.EqualTo("MailNow"));
        var forged = await publisher.Submit(form, "form#settings", [new("Form.Channels[Match]", "Pigeon")]);
        Assert.That(forged.Text, Does.Contain("This value cannot be read.").And.Not.Contain("Pigeon"));

        await publisher.Submit(form, "form#settings", [new("Form.Channels[Match]", "MailNow"), new("Form.QuietFrom", "20:00"), new("Form.QuietUntil", "20:00")]);
        var again = await publisher.Open("/workspace/inbox/settings");
        Assert.That((Checked(again, "Match"), Checked(again, "Question")), Is.EqualTo(("MailNow", "MailNow")));
        Assert.That(again.Document.QuerySelector("#quiet-from")!.GetAttribute("value"), Is.EqualTo("20:00"));
    }

    private static string? Bell(Page page) =>
        page.Document.QuerySelector("[data-unread-badge]") is { } badge && !badge.HasAttribute("hidden") ? badge.QuerySelector("span")!.TextContent : null;

    private static string? Checked(Page page, string kind) => page.Document.QuerySelector($"input[name='Form.Channels[{kind}]'][checked]")?.GetAttribute("value");
}
