using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Live;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
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
}
