using Marketplace.Challenges;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Data;

[TestFixtureSource(typeof(Databases))]
public sealed class CallOnceTests(DatabaseProvider provider)
{
    [Test]
    public async Task Same_key_and_content_gives_the_first_answer_and_changes_nothing()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var first = await Draft(world, cast, cast.Publisher, "key", "print");
        var again = await Draft(world, cast, cast.Publisher, "key", "print");
        var keyless = await Draft(world, cast, cast.Publisher, null, "print");

        Assert.That(again.Value, Is.EqualTo(first.Value));
        Assert.That(keyless.Value.Id, Is.Not.EqualTo(first.Value.Id));
        Assert.That(await world.Events(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Same_key_with_other_content_is_refused_and_keys_of_others_do_not_meet()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var first = await Draft(world, cast, cast.Publisher, "key", "print");
        var other = await Draft(world, cast, cast.Publisher, "key", "another");
        var colleague = await Draft(world, cast, cast.Colleague, "key", "print");

        Assert.That(other.Refusal.Code, Is.EqualTo("idempotency.other_call"));
        Assert.That(colleague.Value.Id, Is.Not.EqualTo(first.Value.Id));
    }

    [Test]
    public async Task Refused_call_is_judged_anew()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var draft = await TestData.AddDraft(world.Services, cast, new ChallengeContent());
        var incomplete = await Submit(world, draft.Id, cast.Publisher, "key");
        await world.With((SaveChallenge u) => u.Run(new(draft.Id, draft.Version, TestData.CompleteContent(world.Clock.GetUtcNow())), cast.Publisher));
        var complete = await Submit(world, draft.Id, cast.Publisher, "key");
        var again = await Submit(world, draft.Id, cast.Publisher, "key");

        Assert.That((incomplete.IsOk, complete.IsOk), Is.EqualTo((false, true)));
        Assert.That(again.Value, Is.EqualTo(complete.Value), "without the key it would be refused: it is submitted");
    }

    [Test]
    public async Task Calls_at_the_same_time_do_it_once()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        var all = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Draft(world, cast, cast.Publisher, "key", "print"))));

        Assert.That(all.Select(a => a.Value.Id).Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(await world.Events(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task TidyCallAnswers_forgets_after_a_week()
    {
        await using var world = await World.Create(provider);
        var cast = await TestData.AddChallengeCast(world.Services);
        await Draft(world, cast, cast.Publisher, "key", "print");
        world.Clock.Advance(CallAnswer.KeptFor);
        await world.RunJobs();
        Assert.That(await world.Read(db => db.Set<CallAnswer>().CountAsync()), Is.EqualTo(1));
        world.Clock.Advance(TimeSpan.FromTicks(1));
        await world.RunJobs();
        Assert.That(await world.Read(db => db.Set<CallAnswer>().CountAsync()), Is.Zero);
    }

    private static Task<Result<ChallengeState>> Draft(World world, ChallengeCast cast, Actor actor, string? key, string fingerprint) =>
        Call(world, actor, key, fingerprint, (DraftChallenge u) => u.Run(new(cast.FirmId), actor));

    private static Task<Result<ChallengeState>> Submit(World world, Guid id, Actor actor, string key) =>
        Call(world, actor, key, "print", (SubmitChallenge u) => u.Run(new(id), actor));

    private static async Task<T> Call<TUseCase, T>(World world, Actor actor, string? key, string fingerprint, Func<TUseCase, Task<T>> run) where TUseCase : notnull
    {
        await using var scope = world.Services.CreateAsyncScope();
        if (key is not null) scope.ServiceProvider.GetRequiredService<CallOnce>().Begin(actor.PersonId!.Value, key, fingerprint);
        return await run(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}
