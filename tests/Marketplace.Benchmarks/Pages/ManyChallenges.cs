using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.TestKit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Pages;

/// <summary>A data folder whose database holds many published challenges: one made through the use cases, the rest its copies with other codes, times and tags.</summary>
public static class ManyChallenges
{
    public const string Address = "reader@example.org";
    public const string Password = "benchmark-password-2026";

    // What differs between the copies; @n is the number of the copy.
    private static readonly Dictionary<string, string> Differing = new(StringComparer.Ordinal)
    {
        ["Id"] = "printf('01900000-0000-7000-8000-%012X', n)",
        ["Code"] = "printf('PD-JB-2025-%06d', n)",
        ["Title"] = "Title || ' ' || n",
        ["PostedAt"] = "PostedAt - n * 6000000000",
        ["DeadlineAt"] = "DeadlineAt - (n % 90) * 864000000000",
        ["Leading"] = "1 << (n % 3)",
        ["HardCore"] = "1 << (n % 6)",
        ["Kind"] = "1 + n % 2",
        ["Bounty_LowMinor"] = "10000000 * (1 + n % 200)",
    };

    public static async Task Fill(string folder, int count)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Directory", folder), .. TestData.QuickSettings]).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        services.AddMarketplace(configuration);
        await using var built = services.BuildServiceProvider();
        await using (var scope = built.CreateAsyncScope()) await Migrator.Migrate(scope.ServiceProvider.GetRequiredService<MarketplaceDb>());
        var cast = await TestData.AddChallengeCast(built);
        await TestData.AddOpenChallenge(built, cast);
        await Copy(built, count - 1);
        await GivePassword(built, cast.Bidder.PersonId!.Value);
    }

    private static async Task Copy(ServiceProvider services, int copies)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        await CopyTable(db, "Challenges", copies, Differing, "Code IS NOT NULL");
        Dictionary<string, string> indicators = new(StringComparer.Ordinal)
        {
            ["Id"] = "printf('01900000-0000-7000-9000-%012X', n)", ["ChallengeId"] = Differing["Id"],
        };
        await CopyTable(db, "Indicators", copies, indicators, "1");
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static async Task CopyTable(MarketplaceDb db, string table, int copies, Dictionary<string, string> differing, string which)
    {
        var columns = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})").ToListAsync();
        var names = string.Join(", ", columns.Select(c => $"\"{c}\""));
        var values = string.Join(", ", columns.Select(c => differing.GetValueOrDefault(c, $"\"{c}\"")));
        var sql = $"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {copies}) INSERT INTO \"{table}\" ({names}) SELECT {values} FROM copies, (SELECT * FROM \"{table}\" WHERE {which} LIMIT 1)";
        await db.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task GivePassword(ServiceProvider services, Guid personId)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDb>();
        var person = await db.Set<Person>().SingleAsync(p => p.Id == personId);
        (person.UserName, person.Email) = (Address, Address);
        (person.NormalizedUserName, person.NormalizedEmail) = (Address.ToUpperInvariant(), Address.ToUpperInvariant());
        person.PasswordHash = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Person>>().HashPassword(person, Password);
        await db.SaveChangesAsync();
    }
}
