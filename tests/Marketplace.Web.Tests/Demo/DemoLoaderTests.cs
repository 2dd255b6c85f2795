using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Notifications;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Account;
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
        var directed = await host.Read(db => db.Set<Challenge>().SingleAsync(c => c.Mode == AwardMode.Directed && c.Status == ChallengeStatus.Open));
        Assert.That((directed.InvitedIds.Count, directed.DirectedReason?.Length > 10), Is.EqualTo((2, true)));
        var heads = await host.Read(db => db.Set<Organisation>().Where(o => o.GroupId != null).Select(o => o.GroupId).Distinct().CountAsync());
        Assert.That(heads, Is.EqualTo(7), "every centre heads the group of its affiliates");
        await EveryPersonCameByTheDoor(host);
        await GovernmentPublisherSignsInAndFindsTheUnitsChallenges(host);
    }

    private static async Task EveryPersonCameByTheDoor(WebHost host)
    {
        var people = await host.Read(db => db.Set<Person>().AsNoTracking().ToListAsync());
        var events = (await host.Events()).ToLookup(e => e.Type, e => e.SubjectId);
        Assert.That(people, Is.All.Matches<Person>(p => p.IsDemo && p.EmailConfirmed && p.PasswordHash is not null));
        foreach (var type in new[] { "person.registered", "person.confirmed" }) Assert.That(events[type], Is.EquivalentTo(people.Select(p => p.Id)), type);
    }

    private static async Task GovernmentPublisherSignsInAndFindsTheUnitsChallenges(WebHost host)
    {
        using var visitor = await host.Visit();
        var page = await visitor.SignIn("pudong-open-2026", "govpublisher@demo.example", "/account/sign-in?returnUrl=%2Fworkspace%2Fchallenges");
        Assert.That(page.Address.AbsolutePath, Is.EqualTo("/workspace/challenges"), page.Text);
        Assert.That(page.Document.QuerySelectorAll("main a[href^='/workspace/challenges/']"), Has.Count.GreaterThanOrEqualTo(3), page.Text);
    }
}
