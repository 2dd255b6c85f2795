using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Data;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges.Hall;

[TestFixtureSource(typeof(Databases))]
public sealed class HallSearchTests(DatabaseProvider provider)
{
    [Test]
    public async Task Index_follows_what_is_posted_and_never_holds_what_is_not_public()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var now = world.Clock.GetUtcNow();
        await TestData.AddOpenChallenge(world.Services, cast, TestData.CompleteContent(now, "Quantum dots for displays"));
        Assert.That(await Found(world, "quantum"), Is.EqualTo(new[] { "PD-JB-2026-0001" }));

        var content = TestData.CompleteContent(now, "Quantum sensors for boreholes");
        await TestData.AddDraft(world.Services, cast, content);
        await world.Drain();
        Assert.That(await Found(world, "boreholes"), Is.Empty, "a draft");

        await TestData.AddOpenChallenge(world.Services, cast, content with { Confidential = content.Confidential! with { Secrecy = SecrecyLevel.Confidential, ConfidentialPart = "Zirconium" } });
        await world.Drain();
        Assert.That(await Found(world, "quantum"), Is.EqualTo(new[] { "PD-JB-2026-0002", "PD-JB-2026-0001" }));
        Assert.That(await Found(world, "borehole"), Is.EqualTo(new[] { "PD-JB-2026-0002" }));
        foreach (var hidden in new[] { "zirconium", "Lin Yue" }) Assert.That(await Found(world, hidden), Is.Empty, hidden);
    }

    [Test]
    public async Task Words_of_which_no_challenge_has_all_find_those_with_some()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        foreach (var title in new[] { "Graphene heaters", "Copper foils" }) await TestData.AddOpenChallenge(world.Services, cast, TestData.CompleteContent(world.Clock.GetUtcNow(), title));

        Assert.That(await Found(world, "graphene foils "), Has.Count.EqualTo(2));
        Assert.That(await Found(world, "graphene heaters "), Is.EqualTo(new[] { "PD-JB-2026-0001" }));
    }

    private static async Task<List<string>> Found(World world, string words)
    {
        var page = await world.With(async (HallSearch s) => await s.Find(new HallFilter { Words = words }));
        var all = await world.With(async (HallSearch s) => await s.All(new HallFilter { Words = words }));
        Assert.That(all.Select(e => e.Code), Is.EqualTo(page.Entries.Select(e => e.Code)), "a page and all agree");
        return [.. page.Entries.Select(e => e.Code)];
    }
}
