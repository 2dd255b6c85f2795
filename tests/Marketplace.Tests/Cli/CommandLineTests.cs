using System.Globalization;
using Marketplace.Accounts;
using Marketplace.Cli;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Cli;

[SetUICulture("en")]
public sealed class CommandLineTests
{
    [Test]
    public async Task CreateAdmin_new_person_gets_the_duty_and_a_link_that_opens_the_account()
    {
        await using var world = await World.Create();
        var (code, output, error) = await Run(world, "create-admin", "--email", "zhou@example.org", "--name=Zhou Min", "--role", "admin_reviewer");

        Assert.That((code, error), Is.EqualTo((0, "")));
        var person = await world.Read(db => db.Set<Person>().SingleAsync());
        var grant = await world.Read(db => db.Set<RoleGrant>().SingleAsync());
        Assert.That((grant.PersonId, grant.Role, person.PasswordHash), Is.EqualTo((person.Id, PlatformRole.AdminReviewer, (string?)null)));
        Assert.That((await world.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.registered", "role.granted" }));
        Assert.That(output, Does.Contain($"/account/confirm?person={person.Id}&token="));
    }

    [Test]
    public async Task CreateAdmin_link_of_the_shell_is_taken_by_the_program()
    {
        await using var world = await World.Create();
        var (_, output, _) = await Run(world, "create-admin", "--email", "zhou@example.org", "--name", "Zhou Min");
        var query = System.Web.HttpUtility.ParseQueryString(new Uri(output.Split('\n').Last(l => l.Contains("/account/confirm", StringComparison.Ordinal)).Trim()).Query);
        // The shell runs on the machine's clock, and a link from the future is no good.
        world.Clock.SetUtcNow(TimeProvider.System.GetUtcNow().AddMinutes(1));
        var answer = await world.With((ChoosePassword choose) =>
            choose.Run(new(MailedLinkUse.Confirm, Guid.Parse(query["person"]!), query["token"], "seven mild lanterns"), default));

        Assert.That(answer.IsOk, Is.True);
    }

    [Test]
    public async Task CreateAdmin_known_person_gets_the_duty_once_and_keeps_the_sign_in()
    {
        await using var world = await World.Create();
        await TestData.AddPerson(world.Services, "zhou@example.org", "Zhou Min");
        for (var i = 0; i < 2; i++) await Run(world, "create-admin", "--email", "ZHOU@example.org", "--name", "Other");

        Assert.That(await world.Read(db => db.Set<RoleGrant>().CountAsync()), Is.EqualTo(1));
        Assert.That(await world.Read(db => db.Set<Person>().Select(p => p.DisplayName).SingleAsync()), Is.EqualTo("Zhou Min"));
    }

    [TestCase("create-admin --email nonsense --name Zhou")]
    [TestCase("create-admin --email zhou@example.org --name Zhou --role king")]
    [TestCase("create-admin --email zhou@example.org --name Zhou --role 3")]
    public async Task Refused_command_ends_with_1_and_a_reason(string arguments)
    {
        await using var world = await World.Create();
        var (code, output, error) = await Run(world, arguments.Split(' '));
        Assert.That((code, output, error.Length > 10), Is.EqualTo((1, "", true)));
        Assert.That(await world.Events(), Is.Empty);
    }

    [TestCase("")]
    [TestCase("create-king")]
    [TestCase("create-admin")]
    [TestCase("create-admin --email a@b.cn")]
    [TestCase("create-admin --email --name Zhou")]
    [TestCase("create-admin --email a@b.cn --name Zhou --name Min")]
    [TestCase("create-admin --email a@b.cn --name Zhou --password x")]
    [TestCase("create-admin Zhou")]
    [TestCase("migrate --email a@b.cn")]
    public async Task Wrong_usage_ends_with_2_and_says_so_on_the_error_stream(string arguments)
    {
        await using var world = await World.Create();
        var (code, output, error) = await Run(world, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That((code, output, error.Length > 10), Is.EqualTo((2, "", true)));
    }

    [TestCase("--help")]
    [TestCase("create-admin --help")]
    [TestCase("migrate -h")]
    public async Task Help_ends_with_0_and_leaves_no_text_missing(string arguments)
    {
        foreach (var culture in new[] { "en", "zh-CN" })
        {
            CultureInfo.CurrentUICulture = new CultureInfo(culture);
            using var output = new StringWriter();
            var code = await CommandLine.Run(arguments.Split(' '), output, TextWriter.Null);
            Assert.That((code, output.ToString().Contains("Cli.", StringComparison.Ordinal)), Is.EqualTo((0, false)));
        }
    }

    [Test]
    public async Task Migrate_new_file_is_brought_up_to_date_once()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-cli-").FullName;
        KeyValuePair<string, string?>[] settings = [new("Data:Directory", folder), new("ConnectionStrings:Marketplace", $"Data Source={folder}/new.db;Pooling=False")];
        using var first = new StringWriter();
        using var second = new StringWriter();
        var codes = (await CommandLine.Run(["migrate"], first, TextWriter.Null, settings), await CommandLine.Run(["migrate"], second, TextWriter.Null, settings));

        Assert.That(codes, Is.EqualTo((0, 0)));
        Assert.That((first.ToString().Contains("Initial", StringComparison.Ordinal), second.ToString().Contains("up to date.", StringComparison.Ordinal)), Is.EqualTo((true, true)));
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task VerifyAudit_whole_log_holds_and_a_changed_line_is_named()
    {
        await using var world = await World.Create();
        for (var i = 0; i < 3; i++) await world.With((RegisterPerson register) => register.Run(new($"lin{i}@example.org", "Lin", "en"), default));
        var whole = await Run(world, "verify-audit");
        await world.Read(db => db.Set<EventRow>().Where(e => e.Seq == 2).ExecuteUpdateAsync(set => set.SetProperty(e => e.ActorName, "Somebody else")));
        var changed = await Run(world, "verify-audit");

        Assert.That((whole.Code, whole.Output.Contains('3', StringComparison.Ordinal)), Is.EqualTo((0, true)));
        Assert.That((changed.Code, changed.Error.Contains("line 2", StringComparison.Ordinal)), Is.EqualTo((1, true)));
    }

    [Test]
    public async Task VerifyAudit_finds_a_cut_end_by_the_seal_of_an_earlier_call()
    {
        await using var world = await World.Create();
        for (var i = 0; i < 3; i++) await world.With((RegisterPerson register) => register.Run(new($"lin{i}@example.org", "Lin", "en"), default));
        var seal = (await Run(world, "verify-audit")).Output.Trim().Split(' ')[^1];
        await world.With((RegisterPerson register) => register.Run(new("more@example.org", "Lin", "en"), default));
        var grown = await Run(world, "verify-audit", "--seal", seal);
        await world.Read(db => db.Set<EventRow>().Where(e => e.Seq >= 3).ExecuteDeleteAsync());
        var cut = await Run(world, "verify-audit", "--seal", seal);

        Assert.That((grown.Code, cut.Code), Is.EqualTo((0, 1)), grown.Error);
        Assert.That(cut.Error, Does.Contain("missing").Or.Contain(seal));
    }

    [Test]
    public async Task Wrong_setting_ends_with_1_and_one_line()
    {
        using var error = new StringWriter();
        var code = await CommandLine.Run(["migrate"], TextWriter.Null, error, [new("Database:Provider", "Oracle"), new("Data:Directory", Path.GetTempPath())]);
        Assert.That((code, error.ToString().Trim().Split('\n').Length, error.ToString().Contains("Database:Provider", StringComparison.Ordinal)), Is.EqualTo((1, 1, true)));
    }

    private static async Task<(int Code, string Output, string Error)> Run(World world, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.Run(arguments, output, error, world.Database.Settings);
        return (code, output.ToString(), error.ToString());
    }
}
