using System.Net;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.TestKit;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Notifications;

/// <summary>The link in a mail that stops such mails, for people and for mail programs (RFC 8058).</summary>
public sealed class StopPageTests
{
    [Test]
    public async Task Opening_the_link_changes_nothing_and_one_press_stops_the_kind()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        using var visitor = await host.Visit();
        var page = await visitor.Open(Link(host, cast.Publisher, NotificationKind.Question));
        Assert.That(await ChannelOf(host, cast.Publisher, NotificationKind.Question), Is.EqualTo(NotificationChannel.MailNow));

        var stopped = await visitor.Submit(page, "form#stop");
        Assert.That(stopped.Text, Does.Contain("Stopped: Questions and answers"));
        Assert.That(await ChannelOf(host, cast.Publisher, NotificationKind.Question), Is.EqualTo(NotificationChannel.Inbox));
        Assert.That(await ChannelOf(host, cast.Publisher, NotificationKind.Award), Is.EqualTo(NotificationChannel.MailNow));
    }

    [Test]
    public async Task Mail_program_stops_them_by_one_post_without_cookies()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        using var program = await host.Visit();
        using var body = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var answer = await program.Client.PostAsync(new Uri(Link(host, cast.Publisher, null), UriKind.Relative), body);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        foreach (var kind in Enum.GetValues<NotificationKind>()) Assert.That(await ChannelOf(host, cast.Publisher, kind), Is.EqualTo(NotificationChannel.Inbox), $"{kind}");
    }

    [Test]
    public async Task Token_that_is_none_stops_nothing()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        Assert.That((await visitor.Open("/notifications/stop?token=abc")).Text, Does.Contain("This link does not work"));
        Assert.That((await visitor.Open("/notifications/stop")).Text, Does.Contain("This link does not work"));
    }

    private static string Link(WebHost host, Actor actor, NotificationKind? kind) =>
        $"/notifications/stop?token={host.Services.GetRequiredService<PersonalLinks>().ToStop(actor.PersonId!.Value, kind)}";

    private static async Task<NotificationChannel> ChannelOf(WebHost host, Actor actor, NotificationKind kind) =>
        (await host.With((InboxQueries q) => q.Settings(actor))).Channels[kind];
}
