using System.Net;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Challenges;

/// <summary>The confidential text stands on the page, and in the API's answer, from the acceptance of the terms on and not before.</summary>
public sealed class ConfidentialPageTests
{
    private const string Secret = "Ramp of 3 K a minute under forming gas";

    private WebHost _host = null!;
    private ChallengeCast _cast = null!;
    private ChallengeState _open = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
        var content = TestData.CompleteContent(_host.Clock.GetUtcNow());
        content = content with { Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential, ConfidentialPart = $"{Secret} {Hostile.Text}" } };
        _open = await TestData.AddOpenChallenge(_host.Services, _cast, content);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public async Task Text_appears_on_the_page_after_the_terms_are_accepted_for_that_organisation_alone()
    {
        var address = $"/challenges/{_open.Code}";
        using var lab = await _host.Visit(_cast.Bidder.PersonId);
        var before = await lab.Open(address);
        Assert.That(before.Html, Does.Not.Contain(Secret));
        Assert.That(before.Document.QuerySelectorAll("form#accept-terms li"), Is.Not.Empty, "the terms are read before they are accepted");

        var after = await lab.Submit(before, "form#accept-terms");
        Assert.That(after.Document.QuerySelector("#confidential .prose")?.TextContent, Is.EqualTo($"{Secret} {Hostile.Text}"), after.Text);
        Assert.That(Hostile.Acting(after), Is.Empty);
        Assert.That(after.Document.QuerySelector("form#accept-terms"), Is.Null);
        await AssertRecorded();
        await AssertAbsentForOthers(address, "html");
    }

    [Test]
    public async Task Text_is_answered_to_programs_after_the_terms_are_accepted()
    {
        var address = $"/api/v1/challenges/{_open.Id}/confidential";
        using var lab = await ApiCaller.Create(_host, _cast.Bidder);
        var before = await lab.Get(address);
        Assert.That((before.Json["isOpen"]!.GetValue<bool>(), before.Text.Contains(Secret, StringComparison.Ordinal)), Is.EqualTo((false, false)));
        var version = (await lab.Get("/api/v1/confidentiality-terms")).Json["version"]!.GetValue<int>();
        var outdated = await lab.Send(HttpMethod.Post, $"/api/v1/challenges/{_open.Id}/confidentiality-terms", $$"""{ "version": {{version - 1}} }""");
        Assert.That((outdated.Status, outdated.Code), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "terms.version_outdated")), outdated.Text);
        Assert.That((await lab.Get(address)).Text, Does.Not.Contain(Secret));

        var accepted = await lab.Send(HttpMethod.Post, $"/api/v1/challenges/{_open.Id}/confidentiality-terms", $$"""{ "version": {{version}} }""");
        Assert.That(accepted.Status, Is.EqualTo(HttpStatusCode.NoContent), accepted.Text);
        var after = (await lab.Get(address)).Json;
        Assert.That((after["text"]!.GetValue<string>(), after["termsVersion"]!.GetValue<int>()), Is.EqualTo(($"{Secret} {Hostile.Text}", version)));
        await AssertRecorded();
        await AssertAbsentForOthers(address, "json");
    }

    private async Task AssertRecorded()
    {
        var row = await _host.Read(db => db.Set<TermsAcceptance>().SingleAsync());
        Assert.That((row.ChallengeId, row.OrganisationId, row.PersonId, row.TermsVersion, row.AcceptedAt),
            Is.EqualTo((_open.Id, _cast.LabId, _cast.Bidder.PersonId!.Value, ConfidentialityTerms.Newest.Version, _host.Clock.GetUtcNow())));
        Assert.That((await _host.Events()).Count(e => e.Type == "challenge.terms_accepted"), Is.EqualTo(1));
    }

    private async Task AssertAbsentForOthers(string address, string kind)
    {
        foreach (var other in new[] { Actor.Anonymous, _cast.OtherBidder, _cast.OtherPublisher })
        {
            using var visitor = await _host.Visit(other.PersonId);
            Assert.That((await visitor.Open(address)).Html, Does.Not.Contain(Secret), $"{other.Name} {kind}");
        }

        using var own = await _host.Visit(_cast.Publisher.PersonId);
        Assert.That((await own.Open(address)).Html, Does.Contain(Secret), "its publisher reads it");
    }
}
