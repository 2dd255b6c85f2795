using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

/// <summary>A draft is its publisher's: for officers it answers as if it were not there, whichever way they ask.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class UnseenDraftTests(DatabaseProvider provider)
{
    [Test]
    public async Task Draft_answers_officers_like_an_unknown_id_until_it_is_submitted()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var draft = await TestData.AddDraft(world.Services, cast);
        Actor[] officers = [cast.Reviewer, cast.Approver, cast.Operator, cast.Auditor];
        foreach (var officer in officers)
        {
            Assert.That(await Answers(world, draft.Id, officer), Is.EqualTo(await Answers(world, Guid.CreateVersion7(), officer)));
        }

        Assert.That(await world.With((ChallengeQueries q) => q.Dossier(draft.Id, cast.Publisher)), Is.Not.Null);
        _ = (await world.With((SubmitChallenge u) => u.Run(new(draft.Id, draft.Version), cast.Publisher))).Value;
        Assert.That(await world.With((ChallengeQueries q) => q.Dossier(draft.Id, cast.Reviewer)), Is.Not.Null);
    }

    private static async Task<(bool, string, string, int)> Answers(World world, Guid id, Actor actor) => (
        await world.With((ConfidentialQueries q) => q.Of(id, actor)) is null,
        (await world.With((OpenedBidQueries q) => q.All(id, actor))).Refusal.Code,
        (await world.With((AwardQueries q) => q.Of(id, actor))).Refusal.Code,
        (await world.With((QuestionQueries q) => q.Of(id, actor))).Count);
}
