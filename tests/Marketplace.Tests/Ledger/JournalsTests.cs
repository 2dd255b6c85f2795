using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Ledger;

[TestFixtureSource(typeof(Databases))]
public sealed class JournalsTests(DatabaseProvider provider)
{
    private readonly Guid _bounty = Guid.CreateVersion7();
    private World _world = null!;

    [SetUp]
    public async Task Create() => _world = await World.Create(provider);

    [TearDown]
    public Task Clean() => _world.DisposeAsync().AsTask();

    [Test]
    public async Task Journal_moves_both_balances_and_is_found_with_its_bounty()
    {
        var posted = await _world.Post(Books.Funded("bankin:1", _bounty, 250_000));
        var views = await _world.With((LedgerQueries ledger) => ledger.Of(_bounty, CancellationToken.None));

        Assert.That(posted.IsOk);
        Assert.That(await Balances(), Is.EqualTo((250_000L, 250_000L)));
        Assert.That(views.Single().Movements, Is.EqualTo(new[] { new MovementView("bank:main", $"held:{_bounty}", Currency.CNY, 250_000) }));
        Assert.That(await _world.Differences(), Is.Empty);
    }

    [Test]
    public async Task Same_key_with_the_same_movements_is_booked_once()
    {
        var first = await _world.Post(Books.Funded("bankin:1", _bounty, 100));
        var second = await _world.Post(Books.Funded("bankin:1", _bounty, 100));

        Assert.That(second.Value.Id, Is.EqualTo(first.Value.Id));
        Assert.That(await Balances(), Is.EqualTo((100L, 100L)));
    }

    [Test]
    public async Task Same_key_with_other_movements_throws_and_changes_nothing()
    {
        await _world.Post(Books.Funded("bankin:1", _bounty, 100));

        Assert.That(async () => await _world.Post(Books.Funded("bankin:1", _bounty, 101)), Throws.TypeOf<JournalConflictException>());
        Assert.That(async () => await _world.Post(Books.Funded("bankin:1", Guid.CreateVersion7(), 100)), Throws.TypeOf<JournalConflictException>());
        Assert.That(await Balances(), Is.EqualTo((100L, 100L)));
        Assert.That(await _world.Read(db => db.Set<LedgerAccount>().CountAsync()), Is.EqualTo(2));
    }

    [Test]
    public async Task Account_that_never_goes_below_zero_refuses_more_than_it_holds()
    {
        await _world.Post(Books.Funded("bankin:1", _bounty, 100));
        var refused = await _world.Post(Books.Cancelled("cancel:1", _bounty, 101));

        Assert.That((refused.Refusal.Code, refused.Refusal.Args[0]), Is.EqualTo(("ledger.insufficient", (object)$"held:{_bounty}")));
        Assert.That((await _world.Post(Books.Cancelled("cancel:2", _bounty, 100))).IsOk);
        Assert.That(await Balances(), Is.EqualTo((100L, 0L)));
    }

    [Test]
    public async Task Two_journals_of_one_transaction_see_each_other()
    {
        await _world.With((Writer writer) => writer.Write<Done>(async w =>
        {
            await Journals.Post(w, Books.Funded("bankin:1", _bounty, 100), Actor.System, default);
            var all = await Journals.Post(w, Books.Cancelled("cancel:1", _bounty, 70), Actor.System, default);
            var more = await Journals.Post(w, Books.Cancelled("cancel:2", _bounty, 31), Actor.System, default);
            Assert.That((all.IsOk, more.IsOk), Is.EqualTo((true, false)));
            return default(Done);
        }));

        Assert.That(await Balances(), Is.EqualTo((100L, 30L)));
        Assert.That(await _world.Differences(), Is.Empty);
    }

    [Test]
    public async Task Parallel_journals_take_what_is_there_and_no_more()
    {
        await _world.Post(Books.Funded("bankin:1", _bounty, 60));
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => _world.Post(Books.Cancelled($"cancel:{i}", _bounty, 1)))));

        Assert.That(results.Count(r => r.IsOk), Is.EqualTo(60));
        Assert.That(await _world.Balance(AccountName.Refund(_bounty)), Is.EqualTo(Books.Yuan(60)));
        Assert.That(await Balances(), Is.EqualTo((60L, 0L)));
    }

    [Test]
    public async Task Reversal_mirrors_exactly_and_only_once()
    {
        var funded = await _world.Post(Books.Funded("bankin:1", _bounty, 100));
        var reversed = await _world.Reverse(funded.Value.Id, "rev:1");
        var again = await _world.Reverse(funded.Value.Id, "rev:2");

        Assert.That((reversed.IsOk, again.IsOk ? null : again.Refusal.Code), Is.EqualTo((true, "ledger.reversed_before")));
        Assert.That(await Balances(), Is.EqualTo((0L, 0L)));
        Assert.That(await _world.Differences(), Is.Empty);
    }

    [Test]
    public async Task Reversal_of_money_that_has_gone_on_is_refused()
    {
        var funded = await _world.Post(Books.Funded("bankin:1", _bounty, 100));
        await _world.Post(Books.Cancelled("cancel:1", _bounty, 40));

        Assert.That((await _world.Reverse(funded.Value.Id, "rev:1")).Refusal.Code, Is.EqualTo("ledger.insufficient"));
        Assert.That(await Balances(), Is.EqualTo((100L, 60L)));
    }

    [Test]
    public async Task Draft_that_breaks_a_rule_of_bookkeeping_throws()
    {
        var held = AccountName.Held(_bounty);
        JournalDraft[] wrong =
        [
            new("", JournalType.Funded, [new(Books.Till, held, Books.Yuan(1))]),
            new("k", JournalType.Funded, []),
            new("k", JournalType.Funded, [new(Books.Till, held, Books.Yuan(0))]),
            new("k", JournalType.Funded, [new(Books.Till, held, Books.Yuan(-5))]),
            new("k", JournalType.Funded, [new(held, Books.Till, Books.Yuan(5))]),
            new("k", JournalType.Released, [new(Books.Till, held, Books.Yuan(5))]),
            new("k", JournalType.Funded, [new(new(AccountRole.Sandbox), held, Books.Yuan(5))]),
            new("k", JournalType.Funded, [new(Books.Till, held, new Money(5, Currency.XTS))]),
        ];

        foreach (var draft in wrong) Assert.That(async () => await _world.Post(draft), Throws.ArgumentException, draft.ToString());
        Assert.That(await _world.Read(db => db.Set<Journal>().CountAsync()), Is.Zero);
    }

    [TestCase("""UPDATE "Journals" SET "Note" = 'other' """)]
    [TestCase("""DELETE FROM "Journals" """)]
    [TestCase("""UPDATE "JournalLines" SET "Amount" = 1 """)]
    [TestCase("""DELETE FROM "JournalLines" """)]
    [TestCase("""UPDATE "LedgerAccounts" SET "Balance" = -1 WHERE "IsNeverNegative" """)]
    public async Task Database_refuses_to_change_what_was_booked(string sql)
    {
        await _world.Post(Books.Funded("bankin:1", _bounty, 100));

        Assert.That(async () => await _world.Read(db => db.Database.ExecuteSqlRawAsync(sql)), Throws.InstanceOf<System.Data.Common.DbException>());
        Assert.That(await Balances(), Is.EqualTo((100L, 100L)));
    }

    private async Task<(long Till, long Held)> Balances() =>
        ((await _world.Balance(Books.Till)).Minor, (await _world.Balance(AccountName.Held(_bounty))).Minor);
}
