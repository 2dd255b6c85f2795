using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Notifications;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

/// <summary>A directed challenge (定向揭榜): open to the invited alone, with a public list and reason.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class DirectedChallengeTests(DatabaseProvider provider)
{
    private const string Title = "Silicon carbide epitaxy with few basal plane dislocations";
    private const string Summary = "Epitaxial growth of silicon carbide on eight inch wafers; basal plane dislocations must be converted.";

    private World _world = null!;
    private ChallengeCast _cast = null!;
    private ProfiledLab _invited = null!;
    private ProfiledLab _other = null!;

    [SetUp]
    public async Task Start()
    {
        _world = await World.Create(provider);
        _cast = await TestData.AddChallengeCast(_world.Services);
        _invited = await Lab("Crystal Institute");
        _other = await Lab("Wafer Institute");
    }

    [TearDown]
    public async Task End() => await _world.DisposeAsync();

    [Test]
    public async Task Posted_it_is_matched_and_told_to_the_invited_alone()
    {
        var open = await TestData.AddOpenChallenge(_world.Services, _cast, Directed(_invited.Id, _cast.LabId));
        await _world.Drain();

        Assert.That(await Matched(), Is.EqualTo(new[] { _invited.Id }), "the other invited has no profile");
        Assert.That(await Told(_invited.Member), Is.EqualTo(new[] { "challenge.invited" }));
        Assert.That(await Told(_cast.Bidder), Is.EqualTo(new[] { "challenge.invited" }));
        Assert.That(await Told(_other.Member), Is.Empty);
        _ = (await _world.With((FindChallenges u) => u.Run(new(_other.Id), Actor.System))).Value;
        Assert.That(await Matched(), Is.EqualTo(new[] { _invited.Id }), "a changed profile does not open it");

        _world.Clock.Advance(TimeSpan.FromDays(58));
        await _world.RunJobs();
        await _world.Drain();
        Assert.That(await Told(_cast.Bidder), Is.EqualTo(new[] { "challenge.invited", "challenge.closing_soon" }));
        Assert.That(await Told(_other.Member), Is.Empty);
        Assert.That((await _world.Events()).Count(e => e.Type == "challenge.invited" && e.SubjectId == open.Id), Is.EqualTo(1));
    }

    [Test]
    public async Task Only_the_invited_bid_and_bind_themselves_to_the_terms()
    {
        var content = Directed(_invited.Id);
        var open = await TestData.AddOpenChallenge(_world.Services, _cast, content with
        {
            Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential, ConfidentialPart = "The recipe." },
        });

        Assert.That((await Start(open.Id, _other)).Refusal.Code, Is.EqualTo("bid.not_invited"));
        Assert.That((await Accept(open.Id, _other)).Refusal.Code, Is.EqualTo("bid.not_invited"));
        // Somebody of both organisations bids for the invited one.
        var both = _other.Member with { Memberships = [.. _other.Member.Memberships, .. _invited.Member.Memberships] };
        Assert.That((await Start(open.Id, _other with { Member = both })).Refusal.Code, Is.EqualTo("bid.not_invited"));
        Assert.That((await Start(open.Id, _invited)).IsOk, Is.True);
        Assert.That((await Accept(open.Id, _invited)).IsOk, Is.True);
    }

    [Test]
    public async Task Reason_and_list_are_public_and_follow_a_new_name()
    {
        var open = await TestData.AddOpenChallenge(_world.Services, _cast, Directed(_invited.Id, _cast.LabId));
        var shown = (await Published(open.Code!))!.Directed!;
        Assert.That((shown.Reason, string.Join('|', shown.Invited.Select(o => o.Name))), Is.EqualTo(("Nobody bid when it was open.", "Crystal Institute|Institute of Fine Optics")));

        await _world.Read(db => db.Set<Organisation>().Where(o => o.Id == _invited.Id).ExecuteUpdateAsync(s => s.SetProperty(o => o.Name, "Crystal Centre")));
        await _world.With((Writer w) => w.Write<Done>(x =>
        {
            x.Record(new OrganisationChanged(_invited.Id, ["Name"]), Actor.System);
            return Task.FromResult<Result<Done>>(default(Done));
        }));
        Assert.That((await Published(open.Code!))!.Directed!.Invited[0].Name, Is.EqualTo("Crystal Centre"));
    }

    [Test]
    public async Task Submission_invites_nobody_of_the_own_group_and_nobody_unverified()
    {
        var affiliate = await TestData.AddProfiledLab(_world.Services, "Affiliate", [], [], groupId: _cast.FirmId);
        var fresh = await TestData.AddProfiledLab(_world.Services, "Fresh", [], [], verification: VerificationStatus.Submitted);
        var draft = await TestData.AddDraft(_world.Services, _cast, Directed(_invited.Id, affiliate.Id, fresh.Id, _cast.FirmId));
        var refused = await _world.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher));

        Assert.That((refused.Refusal.Code, refused.Refusal.Field), Is.EqualTo(("challenge.invited_unfit", "InvitedIds")));
        Assert.That(refused.Refusal.Args.Single()!.ToString()!.Split(", "), Is.EquivalentTo(new[] { "Affiliate", "Fresh", "Lingang Precision Co." }));
    }

    [Test]
    public async Task Draft_that_is_directed_no_more_forgets_list_and_reason()
    {
        var draft = await TestData.AddDraft(_world.Services, _cast, Directed(_invited.Id));
        var open = TestData.CompleteContent(_world.Clock.GetUtcNow()).Procedure;
        _ = (await _world.With((SaveChallenge u) => u.Run(new(draft.Id, draft.Version, new() { Procedure = open }), _cast.Publisher))).Value;

        var stored = await _world.Read(db => db.Set<Challenge>().SingleAsync());
        Assert.That((stored.InvitedIds.Count, stored.DirectedReason), Is.EqualTo((0, (string?)null)));
        Assert.That((await _world.Events())[^1].Json, Does.Contain("InvitedIds").And.Contain("DirectedReason"));
    }

    private ChallengeContent Directed(params Guid[] invited)
    {
        var content = TestData.ContentAbout(_world.Clock.GetUtcNow(), Title, Summary);
        return content with { Procedure = content.Procedure! with { Mode = AwardMode.Directed, InvitedIds = invited, DirectedReason = "Nobody bid when it was open." } };
    }

    private Task<ProfiledLab> Lab(string name) => TestData.AddProfiledLab(_world.Services, name, ["Silicon carbide epitaxy"],
        ["Conversion of basal plane dislocations in silicon carbide epitaxy", "Hot wall reactor for eight inch wafers"]);

    private Task<Result<Guid>> Start(Guid challenge, ProfiledLab lab) => _world.With((StartBid u) => u.Run(new(challenge, lab.Id), lab.Member));

    private Task<Result<Done>> Accept(Guid challenge, ProfiledLab lab) =>
        _world.With((AcceptConfidentialityTerms u) => u.Run(new(challenge, ConfidentialityTerms.Newest.Version, lab.Id), lab.Member));

    private Task<PublishedChallenge?> Published(string code) => _world.With((PublishedChallenges q) => q.Find(code, Actor.Anonymous, _world.Clock.GetUtcNow()));

    private Task<List<Guid>> Matched() => _world.Read(db => db.Set<Match>().Select(m => m.OrganisationId).ToListAsync());

    private async Task<List<string>> Told(Actor actor) => [.. (await _world.With((InboxQueries q) => q.Page(actor, unreadOnly: false, 1))).Select(l => l.Type).Reverse()];
}
