using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Data;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Reconciliation;

[TestFixtureSource(typeof(Databases))]
public sealed class ReconcileTests(DatabaseProvider provider)
{
    [Test]
    public async Task Journals_cannot_be_changed_and_a_forged_line_stops_releases_until_it_is_gone()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Submit(2)).Value;
        var payout = (await scene.Accept(1)).Value;
        foreach (var sql in new[] { "UPDATE \"JournalLines\" SET \"Amount\" = 1", "DELETE FROM \"JournalLines\"", "UPDATE \"Journals\" SET \"Note\" = 'x'", "DELETE FROM \"Journals\"" })
        {
            Assert.That(async () => await Execute(world, sql), Throws.Exception, sql);
        }

        Assert.That((await Run(world, isFull: true)).StopsReleases, Is.False);
        await Execute(world, "INSERT INTO \"JournalLines\" (\"JournalId\", \"Number\", \"DebitId\", \"CreditId\", \"Currency\", \"Amount\") SELECT \"JournalId\", 99, \"DebitId\", \"CreditId\", \"Currency\", 777 FROM \"JournalLines\" WHERE \"Number\" = 1 LIMIT 1");
        var run = await Run(world, isFull: false);
        Assert.That((run.StopsReleases, run.Differences.All(d => d.Check == ReconciliationCheck.Ledger), run.Differences.Exists(d => Math.Abs(d.FoundMinor - d.ExpectedMinor) == 777)), Is.EqualTo((true, true, true)));
        Assert.That((await world.Events())[^1].Type, Is.EqualTo("reconciliation.differed"));
        Assert.That((await scene.Accept(2)).Refusal.Code, Is.EqualTo("money.books_wrong"));
        Assert.That((await scene.Order(payout, "O1")).Refusal.Code, Is.EqualTo("money.books_wrong"));
        var events = (await world.Events()).Count;
        _ = await Run(world, isFull: false);
        Assert.That((await world.Events()).Count, Is.EqualTo(events), "the same differences are told once");
    }

    [Test]
    public async Task Bounty_whose_money_is_not_where_it_should_be_is_found_by_the_full_run_and_stops_releases()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        await Execute(world, "UPDATE \"FundingClaims\" SET \"ReceivedMinor\" = \"ReceivedMinor\" + 5");
        Assert.That((await Run(world, isFull: false)).Differences, Is.Empty);
        var run = await Run(world, isFull: true);
        Assert.That(run.Differences.Select(d => (d.Check, d.Where, d.FoundMinor - d.ExpectedMinor)), Is.EqualTo(new[] { (ReconciliationCheck.Bounty, (await scene.Contract()).Code, -5L) }));
        Assert.That((await scene.Accept(1)).Refusal.Code, Is.EqualTo("money.books_wrong"));
        await Execute(world, "UPDATE \"FundingClaims\" SET \"ReceivedMinor\" = \"ReceivedMinor\" - 5");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That((await Run(world, isFull: true)).Differences, Is.Empty);
        Assert.That((await scene.Accept(1)).IsOk, Is.True);
    }

    [Test]
    public async Task What_passes_through_too_slowly_and_what_no_statement_shows_is_told_and_stops_nothing()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Submit(2)).Value;
        _ = (await scene.Order((await scene.Accept(1)).Value, "O1")).Value;
        world.Clock.Advance(TimeSpan.FromDays(2));
        Assert.That((await Run(world, isFull: true)).Differences, Is.Empty);
        world.Clock.Advance(TimeSpan.FromDays(2));
        _ = await scene.Take("Date,Amount,Reference,Purpose\n2026-01-05,3,S5,unknown\n");
        var run = await Run(world, isFull: true);
        Assert.That(run.StopsReleases, Is.False);
        Assert.That(run.Differences.Select(d => (d.Check, d.Where, d.FoundMinor)), Is.EqualTo(new[]
        {
            (ReconciliationCheck.Clearing, $"{(await scene.Contract()).Code} O1", 16_000_000L), (ReconciliationCheck.Clearing, "S5", 300L), (ReconciliationCheck.Statement, "bankin:S1", 40_000_000L),
        }));
        Assert.That((await scene.Accept(2)).IsOk, Is.True);
    }

    [Test]
    public async Task Statement_line_whose_booking_has_another_amount_is_found()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        _ = (await scene.Claim("40万", "B1")).Value;
        _ = await scene.Take($"Date,Amount,Reference,Purpose\n2026-01-05,400000,S1,{(await scene.Contract()).Reference}\n");
        Assert.That((await Run(world, isFull: true)).Differences, Is.Empty);
        await Execute(world, "UPDATE \"BankLines\" SET \"AmountMinor\" = 39999900");
        var found = (await Run(world, isFull: true)).Differences.Single();
        Assert.That((found.Check, found.Where, found.ExpectedMinor, found.FoundMinor), Is.EqualTo((ReconciliationCheck.Statement, "S1", 39_999_900L, 40_000_000L)));
    }

    [Test]
    public async Task Nightly_run_is_made_once_a_night_and_made_up_for()
    {
        await using var world = await World.Create(provider);
        var runner = world.Services.GetRequiredService<JobRunner>();
        await runner.RunAll();
        await runner.RunAll();
        Assert.That(await Full(world), Is.EqualTo(1), "the first one is overdue, the second is not");
        world.Clock.Advance(TimeSpan.FromHours(31));
        await runner.RunAll();
        Assert.That(await Full(world), Is.EqualTo(2));
    }

    private static Task<int> Full(World world) => world.Read(db => db.Set<ReconciliationRun>().CountAsync(r => r.IsFull));

    private static async Task<ReconciliationRun> Run(World world, bool isFull)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var id = (await world.With((Reconcile u) => u.Run(isFull, Actor.System))).Value;
        return await world.Read(db => db.Set<ReconciliationRun>().AsNoTracking().Include(r => r.Differences.OrderBy(d => d.Number)).SingleAsync(r => r.Id == id));
    }

    private static Task<int> Execute(World world, string sql) => world.Read(db => db.Database.ExecuteSqlRawAsync(sql));
}
