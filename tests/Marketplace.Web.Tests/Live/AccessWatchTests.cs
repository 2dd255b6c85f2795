using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Live;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

[TestFixtureSource(typeof(Databases))]
public sealed class AccessWatchTests(DatabaseProvider provider)
{
    [Test]
    public async Task Membership_that_is_ended_ends_its_stream_on_the_open_connection()
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var (lab, person) = (await stage.Organisation(), await stage.Person());
        await stage.Member(person, lab);
        await using var listener = await stage.Listen(Streams.Organisation(lab), person);
        await stage.EndMembership(person, lab);
        await stage.Host.Drain();

        await listener.Until(l => l.HasLeft(Streams.Organisation(lab)));
        await stage.Happen(Streams.Organisation(lab));
        await stage.Host.Drain();
        // The connection itself lives on and hears what it still may; its answer comes after anything pushed before.
        await listener.Connection.InvokeAsync<JoinAnswer>("Join", Streams.Person(person));
        Assert.That(listener.Heard, Is.Empty);
        Assert.That(async () => await listener.Connection.InvokeAsync<StreamPiece>("Replay", Streams.Organisation(lab), 0L), Throws.TypeOf<HubException>());
    }

    [Test]
    public async Task Suspended_person_loses_the_connection()
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var person = await stage.Person();
        var session = await stage.Host.SessionCookie(person);
        await using var listener = await LiveListener.Join(stage.Host.Address, Streams.Person(person), session);
        await stage.Suspend(person);
        await stage.Host.Drain();

        await listener.Until(l => l.Closed);
        // The cookie is still there, but it opens nothing any more.
        await using var again = LiveListener.Connect(stage.Host.Address, session);
        await again.StartAsync();
        Assert.That(async () => await again.InvokeAsync<JoinAnswer>("Join", Streams.Person(person)), Throws.TypeOf<HubException>());
    }

    [TestCase("sign out everywhere")]
    [TestCase("password change")]
    [TestCase("password reset")]
    public async Task Connection_of_an_ended_session_is_closed_and_a_new_session_hears(string deed)
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var person = await TestData.AddPerson(stage.Host.Services, password: TestData.Password);
        var lab = await stage.Organisation();
        await stage.Member(person.Id, lab);
        var before = await stage.Host.SessionCookie(person.Id);
        await using var listener = await LiveListener.Join(stage.Host.Address, Streams.Organisation(lab), before);
        await Do(deed, stage.Host, person);
        await stage.Happen(Streams.Organisation(lab));
        await stage.Host.Drain();
        await listener.Until(l => l.Closed);

        await using var stolen = LiveListener.Connect(stage.Host.Address, before);
        await stolen.StartAsync();
        await using var renewed = await stage.Listen(Streams.Organisation(lab), person.Id);
        Assert.That(listener.Heard, Is.Empty);
        Assert.That(async () => await stolen.InvokeAsync<JoinAnswer>("Join", Streams.Organisation(lab)), Throws.TypeOf<HubException>());
        Assert.That(renewed.Closed, Is.False);
    }

    [Test]
    public async Task Connection_is_closed_by_signing_out_and_that_of_another_session_goes_on()
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var person = await TestData.AddPerson(stage.Host.Services);
        using var visitor = await stage.Host.Visit(person.Id);
        var account = await visitor.Open("/account");
        var session = visitor.Cookies.GetAllCookies().Single(c => c.Name == "session").Value;
        await using var listener = await LiveListener.Join(stage.Host.Address, Streams.Person(person.Id), session);
        await using var other = await stage.Listen(Streams.Person(person.Id), person.Id);
        await visitor.Submit(account, "form[action='/account/sign-out']");
        await stage.Host.Drain();
        await listener.Until(l => l.Closed);

        await other.Connection.InvokeAsync<JoinAnswer>("Join", Streams.Person(person.Id));
        Assert.That(other.Closed, Is.False);
    }

    [Test]
    public async Task Call_on_a_connection_of_an_ended_session_closes_it_though_the_watch_has_not_looked()
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var person = await stage.Person();
        await using var listener = await stage.Listen(Streams.Person(person), person);
        await stage.Host.Read(db => db.Set<Person>().ExecuteUpdateAsync(set => set.SetProperty(p => p.SecurityStamp, "another")));
        stage.Host.Clock.Advance(TimeSpan.FromSeconds(16));

        Assert.That(async () => await listener.Connection.InvokeAsync<StreamPiece>("Replay", Streams.Person(person), 0L), Throws.Exception);
        await listener.Until(l => l.Closed);
    }

    [Test]
    public async Task Challenge_taken_back_to_a_draft_is_not_heard_by_visitors_any_more()
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var (firm, publisher) = (await stage.Organisation(OrganisationKind.Firm), await stage.Person());
        await stage.Member(publisher, firm, MembershipRole.Publisher);
        var challenge = await stage.Challenge(firm, ChallengeStatus.NoBid);
        await using var visitor = await stage.Listen(Streams.Challenge(challenge));
        await using var owner = await stage.Listen(Streams.Challenge(challenge), publisher);
        await stage.Put(challenge, ChallengeStatus.Draft);
        await stage.Host.Drain();
        await visitor.Until(l => l.HasLeft(Streams.Challenge(challenge)));

        await stage.Happen(Streams.Challenge(challenge));
        await stage.Host.Drain();
        await owner.Until(l => l.Heard.Any(m => m.Type == "test.note_hung"));
        Assert.That(owner.HasLeft(Streams.Challenge(challenge)), Is.False);
    }

    [Test]
    public async Task Membership_that_runs_out_ends_its_stream_on_the_open_connection()
    {
        await using var stage = await LiveStage.Create(provider, workers: false);
        var (lab, person) = (await stage.Organisation(), await stage.Person());
        await stage.Member(person, lab, until: stage.Host.Clock.GetUtcNow().AddHours(1));
        await using var listener = await stage.Listen(Streams.Organisation(lab), person);
        await stage.Host.Services.GetRequiredService<AccessWatch>().LookForEndedPeriods();
        Assert.That(listener.HasLeft(Streams.Organisation(lab)), Is.False);

        stage.Host.Clock.Advance(TimeSpan.FromHours(1));
        await stage.Host.Services.GetRequiredService<AccessWatch>().LookForEndedPeriods();
        await listener.Until(l => l.HasLeft(Streams.Organisation(lab)));
        await stage.Happen(Streams.Organisation(lab));
        await stage.Happen(Streams.Person(person));
        await stage.Host.Drain();

        // The connection itself lives on and hears what it still may.
        await listener.Connection.InvokeAsync<JoinAnswer>("Join", Streams.Person(person));
        Assert.That(listener.Heard, Is.Empty);
    }

    private static async Task Do(string deed, WebHost host, Person person)
    {
        const string chosen = "seven mild lanterns";
        var done = deed switch
        {
            "sign out everywhere" => (await host.With((SignOutEverywhere use) => use.Run(person.AsActor(), default))).IsOk,
            "password change" => (await host.With((ChangePassword use) => use.Run(new(TestData.Password, chosen), person.AsActor(), default))).IsOk,
            _ => (await host.With((ChoosePassword use) => use.Run(new(MailedLinkUse.ResetPassword, person.Id, TokenOf(host, person), chosen), default))).IsOk,
        };
        Assert.That(done, Is.True);
    }

    private static string? TokenOf(WebHost host, Person person) =>
        QueryHelpers.ParseQuery(host.Services.GetRequiredService<MailedLinks>().Make(MailedLinkUse.ResetPassword, person).Query)["token"];
}
