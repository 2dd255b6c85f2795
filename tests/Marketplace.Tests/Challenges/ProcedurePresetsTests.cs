using Marketplace.Challenges;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Challenges;

public sealed class ProcedurePresetsTests
{
    [Test]
    public void Each_version_is_there_once_and_none_is_left_out()
    {
        foreach (var newest in ProcedurePresets.Newest)
        {
            var versions = Enumerable.Range(1, newest.Version).Select(version => ProcedurePresets.Find(newest.Code, version)).ToList();
            Assert.That(versions, Has.None.Null, $"{newest.Code}: a challenge may pin any of them");
        }
    }

    [Test]
    public async Task Submitted_challenge_pins_the_newest_version_and_an_older_pin_keeps_its_own_rules()
    {
        await using var world = await World.Create();
        var cast = await TestData.AddChallengeCast(world.Services);
        var draft = await TestData.AddDraft(world.Services, cast);
        _ = (await world.With((SubmitChallenge use) => use.Run(new(draft.Id), cast.Publisher))).Value;
        var facts = await world.Read(db => db.FindFacts(draft.Id));

        var newest = ProcedurePresets.NewestOf(facts!.PresetCode)!;
        Assert.That(facts.PresetVersion, Is.EqualTo(newest.Version));
        Assert.That(ProcedurePresets.Of(facts).AcceptanceDays, Is.EqualTo(20));
        Assert.That(ProcedurePresets.Of(facts with { PresetVersion = 1 }).AcceptanceDays, Is.Null, "silence did not count then and does not now");
        Assert.That(() => ProcedurePresets.Of(facts with { PresetVersion = newest.Version + 1 }), Throws.InvalidOperationException);
    }
}
