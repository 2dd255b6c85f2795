using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Challenges;
using Marketplace.Data.Sqlite;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Demo;

/// <summary>What somebody sees who starts the program on a fresh machine, as <c>dotnet run</c> does: an empty folder, Development, nothing set but the place.</summary>
public sealed partial class StartedProgramTests
{
    /// <summary>A busy machine is slow; what never comes still fails.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private string _folder = null!;

    [SetUp]
    public void Start() => _folder = Directory.CreateTempSubdirectory("marketplace-fresh-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Start_prints_address_and_sign_ins_and_loads_the_demonstration_once()
    {
        var first = await Run();
        Assert.That(first.Said, Does.Contain("The demonstration is loaded"));
        Assert.That(Regex.Matches(first.Said, "Demonstration sign-in: [^ ]+@demo.example / pudong-open-2026"), Has.Count.EqualTo(14), "one line for each");
        Assert.That((first.Status, first.Home), Is.EqualTo((HttpStatusCode.OK, true)), "the home page answers, with the mark of the demonstration");
        Assert.That(first.Organisations, Is.GreaterThanOrEqualTo(100));
        Assert.That(first.Challenges, Is.GreaterThan(60));

        var second = await Run();
        Assert.That(second.Said, Does.Contain("Demonstration sign-in: ").And.Not.Contain("demonstration data, once"));
        Assert.That((second.Status, second.People, second.Organisations, second.Challenges), Is.EqualTo((HttpStatusCode.OK, first.People, first.Organisations, first.Challenges)));
    }

    private async Task<(string Said, HttpStatusCode Status, bool Home, int People, int Organisations, int Challenges)> Run()
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = _folder };
        // "dotnet run" starts a web program in its project's folder, where its settings lie.
        foreach (var one in new[] { typeof(Program).Assembly.Location, $"--contentRoot={Path.Combine(Repository.Root, "src", "Marketplace.Web")}", "--Urls=http://127.0.0.1:0", $"--Data:Directory={_folder}" }) start.ArgumentList.Add(one);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var program = Process.Start(start)!;
        try
        {
            var (said, address) = await Listen(program.StandardOutput);
            // A console that nobody reads fills up, and the program waits for it.
            _ = program.StandardOutput.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = address, Timeout = Patience };
            using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
            var home = await answer.Content.ReadAsStringAsync();
            var (people, organisations, challenges) = await Count();
            return (said, answer.StatusCode, home.Contains("demo-mark", StringComparison.Ordinal), people, organisations, challenges);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    /// <summary>Reads what the console says up to the last of the sign-ins.</summary>
    private static async Task<(string Said, Uri Address)> Listen(StreamReader console)
    {
        using var patience = new CancellationTokenSource(Patience);
        var said = new List<string>();
        while (await console.ReadLineAsync(patience.Token) is { } line)
        {
            said.Add(line);
            if (line.Contains("auditor@demo.example", StringComparison.Ordinal)) break;
        }

        var all = string.Join('\n', said);
        var address = Address().Match(all);
        Assert.That(address.Success, Is.True, all);
        return (all, new Uri(address.Groups[1].Value));
    }

    private async Task<(int People, int Organisations, int Challenges)> Count()
    {
        var options = new DbContextOptionsBuilder<SqliteMarketplaceDb>().UseSqlite($"Data Source={Path.Combine(_folder, "marketplace.db")};Pooling=False").Options;
        await using var db = new SqliteMarketplaceDb(options);
        return (await db.Set<Person>().CountAsync(p => p.IsDemo), await db.Set<Organisation>().CountAsync(), await db.Set<Challenge>().CountAsync());
    }

    [GeneratedRegex(@"The marketplace is at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Address();
}
