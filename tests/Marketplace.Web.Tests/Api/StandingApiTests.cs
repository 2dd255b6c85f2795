using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Api;

/// <summary>Matches, inbox, members, people and the log through the API.</summary>
public sealed class StandingApiTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Match_is_read_with_its_reasons_answered_and_seen_by_the_publisher()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        var match = await AddMatch(open.Id);
        using var lab = await ApiCaller.Create(_host, _cast.Bidder);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        using var rival = await ApiCaller.Create(_host, _cast.OtherBidder);

        var found = (await lab.Get("/api/v1/workspace/matches")).Json.AsArray().Single(m => m!["id"]!.GetValue<Guid>() == match)!;
        Assert.That((found["code"]!.GetValue<string>(), found["why"]!["terms"]![0]!.GetValue<string>()), Is.EqualTo((open.Code, "resin")));
        var answer = $"/api/v1/workspace/matches/{match}/answer";
        Assert.That((await rival.Send(HttpMethod.Put, answer, """{ "answer": "Interested" }""")).Code, Is.EqualTo("not_found"));
        Assert.That((await lab.Send(HttpMethod.Put, answer, """{ "answer": "Perhaps" }""")).Code, Is.EqualTo("request.malformed"));
        Assert.That((await lab.Send(HttpMethod.Put, answer, """{ "answer": "Interested" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await lab.Get("/api/v1/workspace/matches?answer=Interested")).Json.AsArray(), Has.Count.EqualTo(1));

        var labs = (await publisher.Get($"/api/v1/challenges/{open.Id}/matches")).Json.AsArray();
        Assert.That(labs.Select(l => (l!["organisationId"]!.GetValue<Guid>(), l["interestedAt"] is not null)), Does.Contain((_cast.LabId, true)));
        Assert.That((await rival.Get($"/api/v1/challenges/{open.Id}/matches")).Code, Is.EqualTo("not_found"));
        Assert.That((await _host.Events()).Count(e => e.Type == "match.answered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Inbox_is_read_in_the_callers_language_and_marked()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        using var reviewer = await ApiCaller.Create(_host, _cast.Reviewer);
        _ = await publisher.Send(HttpMethod.Post, $"/api/v1/challenges/{draft.Id}/submit", "{}");
        _ = await reviewer.Send(HttpMethod.Post, $"/api/v1/admin/challenges/{draft.Id}/return", """{ "reason": "No method" }""");
        await _host.Drain();

        var inbox = (await publisher.Get("/api/v1/inbox?unread=true")).Json;
        var line = inbox["notifications"]!.AsArray()[0]!;
        var unread = inbox["unread"]!.GetValue<int>();
        Assert.That(line["text"]!.GetValue<string>(), Does.Not.StartWith("Notifications."));
        var read = $"/api/v1/inbox/{line["id"]!.GetValue<Guid>()}/read";
        Assert.That((await reviewer.Send(HttpMethod.Post, read, null)).Code, Is.EqualTo("not_found"));
        Assert.That((await publisher.Send(HttpMethod.Post, read, null)).Json["unread"]!.GetValue<int>(), Is.EqualTo(unread - 1));
        Assert.That((await publisher.Send(HttpMethod.Post, "/api/v1/inbox/read", null)).Json["unread"]!.GetValue<int>(), Is.Zero);
        Assert.That((await publisher.Get("/api/v1/inbox?unread=true")).Json["total"]!.GetValue<int>(), Is.Zero);
    }

    [Test]
    public async Task Members_are_invited_changed_and_ended_by_an_owner_alone()
    {
        using var owner = await ApiCaller.Create(_host, _cast.Colleague);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);
        using var stranger = await ApiCaller.Create(_host, _cast.Bidder);
        var organisation = $"/api/v1/workspace/organisations/{_cast.FirmId}";
        const string Invitation = """{ "email": "new@example.org", "role": "Viewer", "fromAt": "2030-01-01T00:00:00+08:00", "untilAt": "2030-06-01T00:00:00+08:00" }""";

        Assert.That((await publisher.Send(HttpMethod.Post, $"{organisation}/invitations", Invitation)).Code, Is.EqualTo("not_found"));
        var invited = await owner.Send(HttpMethod.Post, $"{organisation}/invitations", Invitation);
        Assert.That(invited.Status, Is.EqualTo(HttpStatusCode.Created), invited.Text);
        var list = (await owner.Get($"{organisation}/members")).Json;
        Assert.That(list["invitations"]!.AsArray().Single()!["fromAt"]!.GetValue<DateTimeOffset>(), Is.EqualTo(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.FromHours(8))));
        Assert.That((await publisher.Get($"{organisation}/members")).Json["invitations"]!.AsArray(), Is.Empty);
        Assert.That((await stranger.Get($"{organisation}/members")).Code, Is.EqualTo("not_found"));
        Assert.That((await owner.Send(HttpMethod.Delete, $"/api/v1/invitations/{invited.Json["id"]!.GetValue<Guid>()}", null)).Status, Is.EqualTo(HttpStatusCode.NoContent));

        var theirs = Membership(list, _cast.Publisher);
        Assert.That((await publisher.Send(HttpMethod.Put, $"/api/v1/memberships/{Membership(list, _cast.Colleague)}", """{ "role": "Viewer" }""")).Code, Is.EqualTo("not_found"));
        Assert.That((await owner.Send(HttpMethod.Put, $"/api/v1/memberships/{theirs}", """{ "role": "Viewer" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await owner.Send(HttpMethod.Delete, $"/api/v1/memberships/{theirs}", null)).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await publisher.Get($"{organisation}/members")).Code, Is.EqualTo("not_found"), "the next call finds the new standing");
        Assert.That((await owner.Send(HttpMethod.Delete, $"/api/v1/memberships/{Membership(list, _cast.Colleague)}", null)).Code, Is.EqualTo("membership.last_owner"));
    }

    [Test]
    public async Task People_are_found_given_duties_and_suspended_with_a_reason()
    {
        var person = await TestData.AddPerson(_host.Services, "wang@example.org", "Wang Li");
        using var approver = await ApiCaller.Create(_host, _cast.Approver);
        using var operatorCaller = await ApiCaller.Create(_host, _cast.Operator);
        var one = $"/api/v1/admin/people/{person.Id}";

        var found = (await approver.Get("/api/v1/admin/people?q=wang@example")).Json;
        Assert.That(found["rows"]!.AsArray().Select(r => r!["id"]!.GetValue<Guid>()), Is.EqualTo(new[] { person.Id }));
        Assert.That((await approver.Get($"/api/v1/admin/people?q={new string('x', 101)}")).Code, Is.EqualTo("text.too_long"));
        Assert.That((await approver.Send(HttpMethod.Post, $"{one}/roles", """{ "role": "Expert" }""")).Code, Is.EqualTo("text.required"));
        Assert.That((await operatorCaller.Send(HttpMethod.Post, $"{one}/roles", """{ "role": "Expert", "reason": "Panel" }""")).Code, Is.EqualTo("not_found"));
        Assert.That((await approver.Send(HttpMethod.Post, $"{one}/roles", """{ "role": "Expert", "reason": "Panel" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await approver.Get(one)).Json["grants"]!.AsArray().Select(g => g!["role"]!.GetValue<string>()), Is.EqualTo(new[] { "Expert" }));
        Assert.That((await approver.Send(HttpMethod.Post, $"{one}/roles/revoke", """{ "role": "Expert", "reason": "Ended" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await approver.Send(HttpMethod.Post, $"{one}/suspend", """{ "reason": "Lost mailbox" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That((await approver.Get("/api/v1/admin/people?suspended=true")).Json["total"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That((await approver.Send(HttpMethod.Post, $"{one}/reinstate", """{ "reason": "Found" }""")).Status, Is.EqualTo(HttpStatusCode.NoContent));
    }

    [Test]
    public async Task Log_is_searched_paged_and_checked()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        using var auditor = await ApiCaller.Create(_host, _cast.Auditor);
        using var publisher = await ApiCaller.Create(_host, _cast.Publisher);

        var lines = (await auditor.Get($"/api/v1/admin/events?type=challenge&subject={draft.Id}")).Json["events"]!.AsArray();
        Assert.That(lines.Select(l => l!["type"]!.GetValue<string>()), Is.EqualTo(new[] { "challenge.drafted" }));
        Assert.That(lines[0]!["data"]!["publisherId"]!.GetValue<Guid>(), Is.EqualTo(_cast.FirmId));
        Assert.That((await auditor.Get($"/api/v1/admin/events?subject={Guid.CreateVersion7()}")).Json["events"]!.AsArray(), Is.Empty);
        Assert.That((await auditor.Get("/api/v1/admin/events?from=0001-01-01")).Code, Is.EqualTo("field.unreadable"));
        Assert.That((await auditor.Get("/api/v1/admin/events/chain")).Json["holds"]!.GetValue<bool>(), Is.True);
        Assert.That((await publisher.Get("/api/v1/admin/events")).Code, Is.EqualTo("not_found"));
    }

    private static Guid Membership(JsonNode list, Actor of) =>
        list["members"]!.AsArray().Single(m => m!["personId"]!.GetValue<Guid>() == of.PersonId)!["membershipId"]!.GetValue<Guid>();

    private async Task<Guid> AddMatch(Guid challenge)
    {
        await _host.Drain();
        var now = _host.Clock.GetUtcNow();
        return await _host.Read(async db =>
        {
            await db.Set<Match>().Where(m => m.ChallengeId == challenge).ExecuteDeleteAsync();
            var match = new Match
            {
                ChallengeId = challenge, OrganisationId = _cast.LabId, EngineVersion = 1, Fit = 0.4, Score = 0.4, Reasons = new MatchReasons(["resin"], [], []).ToJson(), FoundAt = now, RefreshedAt = now,
            };
            db.Add(match);
            await db.SaveChangesAsync();
            return match.Id;
        });
    }
}
