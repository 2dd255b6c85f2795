using Marketplace.Challenges;
using Marketplace.Notifications;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Demo;

public sealed class DemoLoaderTests
{
    [Test]
    public async Task Load_fills_hall_and_inboxes_and_sends_no_mail_of_the_past()
    {
        await using var host = await WebHost.Create(settings: [new("Demo:Enabled", "true")]);
        using var visitor = await host.Visit();
        Assert.That((await visitor.Open("/")).Document.QuerySelector(".demo-line .demo-mark"), Is.Not.Null);
        // Where the demonstration's own clock stopped: the job may run from here on.
        host.Clock.SetUtcNow((await host.Events())[^1].At);
        await host.RunJobs();

        Assert.That(await TestData.Mails(host.Services), Is.Empty);
        Assert.That(await host.Read(db => db.Set<Notification>().CountAsync()), Is.Positive);
        Assert.That(await host.Read(db => db.Set<Challenge>().CountAsync(c => c.Status == ChallengeStatus.Open)), Is.GreaterThan(10));
    }
}
