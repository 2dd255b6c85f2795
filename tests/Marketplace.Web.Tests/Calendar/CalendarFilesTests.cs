using System.Net;
using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Calendar;

public sealed class CalendarFilesTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _open = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        _open = await TestData.AddOpenChallenge(_host.Services, _cast);
        await _host.Drain();
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Challenge_page_links_its_deadline_as_a_calendar_file_for_everybody()
    {
        using var visitor = await _host.Visit();
        var page = await visitor.Open($"/challenges/{_open.Code}");
        var answer = await visitor.Client.GetAsync(new Uri(page.Document.QuerySelector("a[href$='.ics']")!.GetAttribute("href")!, UriKind.Relative));

        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/calendar; charset=utf-8"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("BEGIN:VEVENT").And.Contain(_open.Code));
        Assert.That((await visitor.Open("/challenges/PD-JB-2026-9999/deadline.ics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Secret_address_opens_the_own_calendar_without_a_sign_in_until_it_is_replaced()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        using var program = await _host.Visit();
        var settings = await publisher.Open("/workspace/inbox/settings");
        var address = AddressIn(settings);
        var answer = await program.Client.GetAsync(address);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain(_open.Code));
        Assert.That(answer.Headers.CacheControl!.NoStore, Is.True);

        var renewed = AddressIn(await publisher.Submit(settings, "form#new-address"));
        Assert.That((await program.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await program.Client.GetAsync(renewed)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await program.Client.GetAsync(new Uri("/calendar/abc.ics", UriKind.Relative))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Calendar_follows_standing_as_it_is_now()
    {
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        using var program = await _host.Visit();
        var address = AddressIn(await publisher.Open("/workspace/inbox/settings"));
        await _host.Read(db => db.Set<Membership>().Where(m => m.PersonId == _cast.Publisher.PersonId).ExecuteUpdateAsync(set => set.SetProperty(m => m.UntilAt, World.Start)));
        _host.Services.GetRequiredService<Actors>().Forget(_cast.Publisher.PersonId!.Value);
        Assert.That(await program.Client.GetStringAsync(address), Does.Not.Contain("VEVENT"));

        await _host.Read(db => db.Set<Person>().Where(p => p.Id == _cast.Publisher.PersonId).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, World.Start)));
        _host.Services.GetRequiredService<Actors>().Forget(_cast.Publisher.PersonId!.Value);
        Assert.That((await program.Client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static Uri AddressIn(Page settings) =>
        new(new Uri(settings.Document.QuerySelector("#calendar-address")!.GetAttribute("value")!).PathAndQuery, UriKind.Relative);
}
