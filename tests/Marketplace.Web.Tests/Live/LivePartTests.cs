using System.Reflection;
using System.Text.RegularExpressions;
using Marketplace.Events;
using Marketplace.TestKit;
using Marketplace.Web.Look;
using Marketplace.Web.Tests.Look;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

/// <summary>Which parts of pages are live: they name events that there are, and the page hears the stream that tells of them.</summary>
public sealed partial class LivePartTests
{
    private static readonly HashSet<string> Events =
    [
        .. typeof(DomainEvent).Assembly.GetTypes().Select(t => t.GetCustomAttribute<EventTypeAttribute>()?.Name).OfType<string>(),
    ];

    [Test]
    public void Live_parts_have_an_id_and_name_events_that_there_are()
    {
        var faults = ResourceTests.Pages().SelectMany(page => Faults(File.ReadAllText(page)).Select(fault => $"{Path.GetFileName(page)}: {fault}"));
        var lists = typeof(LiveParts).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.IsLiteral)
            .SelectMany(f => Unknown((string)f.GetRawConstantValue()!).Select(name => $"{f.Name}: {name}"));
        Assert.That(faults.Concat(lists), Is.Empty);
    }

    [TestCase("<p id=\"a\" data-live-part=\"challenge.posted @LiveParts.Life\">", ExpectedResult = "")]
    [TestCase("<p id=\"a\" data-live-part=\"challenge.posed\">", ExpectedResult = "challenge.posed")]
    [TestCase("<p class=\"a\" data-live-part=\"challenge.posted\">", ExpectedResult = "no id")]
    public string Fault_of_a_live_part_is_found(string markup) => string.Join(' ', Faults(markup));

    [Test]
    public async Task Pages_of_bidder_publisher_and_officers_hear_what_changes_them()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services);
        var lab = scene.Labs[0];
        var (bid, _) = await scene.Draft(lab);
        var code = (await scene.Challenge()).Code;
        var (challenge, publisher, bidder) = (Streams.Challenge(scene.ChallengeId), Streams.Organisation(scene.PublisherId), Streams.Organisation(lab.OrganisationId));
        (string Address, Guid? Person, string Stream, string Part, string Event)[] expected =
        [
            ($"/challenges/{code}", null, challenge, "head", "challenge.extended"), ($"/challenges/{code}", null, challenge, "changes-part", "challenge.extended"),
            ($"/challenges/{code}", null, challenge, "standing", "bids.opened"), ($"/challenges/{code}", null, challenge, "standing", "notice.ended"),
            ($"/workspace/challenges/{scene.ChallengeId}", scene.Publisher.PersonId, publisher, "bids", "bids.opened"),
            ($"/workspace/challenges/{scene.ChallengeId}", scene.Publisher.PersonId, publisher, "acts", "award.rejected"),
            ($"/workspace/challenges/{scene.ChallengeId}", scene.Publisher.PersonId, publisher, "now", "notice.ended"),
            ("/workspace/challenges", scene.Publisher.PersonId, publisher, "own-challenges", "award.proposed"),
            ("/workspace/bids", lab.Actor.PersonId, bidder, "bids", "bid.given_back"),
            ($"/workspace/bids/{bid}", lab.Actor.PersonId, bidder, "standing", "bids.opened"), ($"/workspace/bids/{bid}", lab.Actor.PersonId, bidder, "bid", "bid.awarded"),
            ($"/workspace/bids/{bid}/edit/team", lab.Actor.PersonId, challenge, "over", "challenge.closed"),
            ($"/workspace/bids/new?challenge={code}", scene.Publisher.PersonId, challenge, "chances", "challenge.closed"),
            ($"/workspace/challenges/{scene.ChallengeId}/bids", scene.Publisher.PersonId, challenge, "compare", "bids.opened"),
            ("/admin", scene.Reviewer.PersonId, Streams.Officers, "queues", "challenge.submitted"),
            ("/admin/openings", scene.Operator.PersonId, Streams.Officers, "waiting", "bids.opening_asked"),
            ($"/admin/challenges/{scene.ChallengeId}/opening", scene.Approver.PersonId, Streams.Officers, "steps", "bids.opening_asked"),
            ($"/admin/challenges/{scene.ChallengeId}/opening", scene.Approver.PersonId, Streams.Officers, "act", "bids.opened"),
            ("/admin/challenges", scene.Reviewer.PersonId, Streams.Officers, "queue", "challenge.submitted"),
            ($"/admin/challenges/{scene.ChallengeId}", scene.Approver.PersonId, Streams.Officers, "moves", "challenge.approved"),
            ("/admin/organisations", scene.Reviewer.PersonId, Streams.Officers, "queue", "organisation.verification_asked"),
            ($"/admin/organisations/{lab.OrganisationId}", scene.Reviewer.PersonId, Streams.Officers, "decision", "organisation.suspended"),
        ];
        foreach (var (address, person, stream, part, happens) in expected)
        {
            using var visitor = await host.Visit(person);
            var page = await visitor.Open(address);
            var streams = page.Document.QuerySelectorAll("meta[name=live]").SelectMany(m => Words(m.GetAttribute("content")));
            Assert.That(streams, Has.Some.EqualTo(stream), address);
            Assert.That(Words(page.Document.GetElementById(part)?.GetAttribute("data-live-part")), Has.Some.EqualTo(happens), $"{address}#{part}");
        }
    }

    private static IEnumerable<string> Faults(string markup)
    {
        foreach (Match part in Part().Matches(markup))
        {
            if (!part.Value.Contains(" id=\"", StringComparison.Ordinal)) yield return "no id";
            foreach (var name in Unknown(part.Groups["events"].Value)) yield return name;
        }
    }

    private static IEnumerable<string> Unknown(string names) => Words(names).Where(name => !name.StartsWith('@') && !Events.Contains(name));

    private static string[] Words(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    [GeneratedRegex("""<[^<>]*\sdata-live-part="(?<events>[^"]*)"[^<>]*>""")]
    private static partial Regex Part();
}
