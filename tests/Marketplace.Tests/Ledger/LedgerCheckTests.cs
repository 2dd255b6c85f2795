using FsCheck;
using FsCheck.Fluent;
using Marketplace.Data;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Ledger;

[TestFixtureSource(typeof(Databases))]
public sealed class LedgerCheckTests(DatabaseProvider provider)
{
    [Test]
    public async Task Balance_changed_past_the_program_is_found()
    {
        await using var world = await World.Create(provider);
        var bounty = Guid.CreateVersion7();
        await world.Post(Books.Funded("bankin:1", bounty, 100));
        await world.Read(db => db.Database.ExecuteSqlRawAsync("""UPDATE "LedgerAccounts" SET "Balance" = 7 WHERE "Path" = 'bank:main' """));

        Assert.That(await world.Differences(), Is.EqualTo(new[]
        {
            new LedgerDifference(LedgerFault.BalanceDiffers, "bank:main CNY", 100, 7),
            new LedgerDifference(LedgerFault.NotZero, "CNY", 0, -93),
        }));
    }

    [Test]
    public async Task Line_forged_past_the_program_is_found()
    {
        await using var world = await World.Create(provider);
        var bounty = Guid.CreateVersion7();
        await world.Post(Books.Funded("bankin:1", bounty, 100));
        await world.Read(db => db.Database.ExecuteSqlRawAsync("""
            INSERT INTO "JournalLines" ("JournalId", "Number", "DebitId", "CreditId", "Currency", "Amount")
            SELECT "JournalId", 2, "DebitId", "CreditId", 'USD', 5 FROM "JournalLines"
            """));
        var differences = await world.Differences();

        Assert.That(differences.Select(d => d.Fault), Is.EqualTo(new[] { LedgerFault.BalanceDiffers, LedgerFault.BalanceDiffers, LedgerFault.CurrenciesMixed }));
    }

    [Test]
    public async Task Journal_without_lines_is_found()
    {
        await using var world = await World.Create(provider);
        await world.Read(db =>
        {
            db.Add(new Journal { Key = "empty", Type = JournalType.Funded, EffectiveAt = World.Start, CreatedAt = World.Start });
            return db.SaveChangesAsync();
        });

        Assert.That((await world.Differences()).Single(), Is.EqualTo(new LedgerDifference(LedgerFault.EmptyJournal, "empty", 1, 0)));
    }
}

/// <summary>Any sequence of bookings over a few bounties: the sum stays zero, kept balances are the rebuilt ones, nothing goes below zero.</summary>
public sealed class LedgerPropertyTests
{
    [FsCheck.NUnit.Property(MaxTest = 20)]
    public FsCheck.Property Any_sequence_of_journals_keeps_the_books() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, 3), Gen.Zip(Gen.Choose(0, 2), Gen.Choose(1, 500))).ArrayOf(30).ToArbitrary(),
        steps => Play(steps).GetAwaiter().GetResult());

    private static async Task<bool> Play((int Kind, (int Bounty, int Minor) What)[] steps)
    {
        await using var world = await World.Create();
        var bounties = Enumerable.Range(0, 3).Select(_ => Guid.CreateVersion7()).ToArray();
        var posted = new List<Guid>();
        for (var i = 0; i < steps.Length; i++)
        {
            var (kind, (bounty, minor)) = steps[i];
            var result = kind switch
            {
                0 => await world.Post(Books.Funded($"k:{i}", bounties[bounty], minor)),
                1 => await world.Post(Books.Cancelled($"k:{i}", bounties[bounty], minor)),
                2 => await world.Post(Books.Refunded($"k:{i}", bounties[bounty], minor)),
                _ => posted.Count == 0 ? await world.Post(Books.Funded($"k:{i}", bounties[bounty], minor)) : await world.Reverse(posted[minor % posted.Count], $"k:{i}"),
            };
            if (result.IsOk && result.Value.ReversesId is null) posted.Add(result.Value.Id);
        }

        var accounts = await world.Read(db => db.Set<LedgerAccount>().AsNoTracking().ToListAsync());
        return (await world.Differences()).Count == 0 && accounts.All(a => !a.IsNeverNegative || a.Balance >= 0);
    }
}
