using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

/// <summary>A setting that cannot be used stops the start and is named, in one line.</summary>
public sealed class StartTests
{
    [TestCase("Accounts:HashesAtOnce", "0")]
    [TestCase("Accounts:PasswordIterations", "-1")]
    [TestCase("Data:Directory", "/dev/null/data")]
    [TestCase("Database:Provider", "Oracle")]
    [TestCase("DataProtection:CertificatePath", "no-such-file.pfx")]
    [TestCase("Demo:Enabled", "maybe")]
    [TestCase("Logging:Format", "Xml")]
    [TestCase("Mail:From", "nobody")]
    [TestCase("Mail:Port", "x")]
    [TestCase("Mail:Security", "Perhaps")]
    [TestCase("Proxy:Addresses", "proxy")]
    [TestCase("RateLimits:Anonymous", "many")]
    [TestCase("RateLimits:Mails", "-3")]
    [TestCase("Site:Address", "ftp://market.example.cn/")]
    [TestCase("Uploads:AtOnce", "0")]
    [TestCase("Urls", "nowhere")]
    [TestCase("Workers:Enabled", "yes, please")]
    public void Setting_that_is_wrong_stops_the_start(string setting, string value)
    {
        var wrong = Assert.CatchAsync(() => Start(Setting(setting, value)));
        Assert.That(wrong!.Message, Does.StartWith($"Setting {setting} ").And.Contain($"'{value}'").And.Not.Contain("\n"));
    }

    [TestCase("Metrics:Token", "hunter2")]
    [TestCase("Redis:ConnectionString", "cache:6379,hunter2=1")]
    [TestCase("ConnectionStrings:Marketplace", "Host=localhost;Pasword=hunter2")]
    public void Setting_that_may_hold_a_secret_is_not_repeated(string setting, string value)
    {
        var wrong = Assert.CatchAsync(() => Start(Setting(setting, value), new("Database:Provider", setting.StartsWith("Connection", StringComparison.Ordinal) ? "Postgres" : "Sqlite")));
        Assert.That(wrong!.Message, Does.StartWith($"Setting {setting} ").And.Not.Contain("hunter2"));
    }

    [TestCase("Database:Provider", "Postgres", "ConnectionStrings:Marketplace", "")]
    [TestCase("Mail:Host", "mail.example.cn", "Mail:From", "")]
    [TestCase("Mail:User", "lin", "Mail:Password", "")]
    public void Setting_that_another_one_needs_is_asked_for(string given, string value, string missing, string empty)
    {
        var wrong = Assert.CatchAsync(() => Start(Setting(given, value), new(missing, empty)));
        Assert.That(wrong!.Message, Does.StartWith($"Setting {missing} "));
    }

    [Test]
    public void Database_that_does_not_answer_is_said_without_its_password()
    {
        var wrong = Assert.CatchAsync(() => Start(Setting("Database:Provider", "Postgres"), new("ConnectionStrings:Marketplace", "Host=127.0.0.1;Port=1;Username=market;Password=hunter2;Timeout=3")));
        Assert.That(wrong!.Message, Does.StartWith("Setting ConnectionStrings:Marketplace leads to no database").And.Not.Contain("hunter2").And.Not.Contain("\n"));
    }

    [Test]
    public async Task Wrong_setting_is_all_that_the_console_says()
    {
        var (code, output, error) = await Console("--Mail:Port=x");
        Assert.That((code, output, error), Is.EqualTo((1, "", "Setting Mail:Port is 'x'; it must be a port from 1 to 65535.")));
    }

    [Test]
    public async Task Address_in_use_is_said_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        var (code, output, error) = await Console($"--Urls={url}");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.StartWith($"Setting Urls is '{url}', where it cannot listen").And.Not.Contain("\n"));
        Assert.That(output, Does.Not.Contain("   at "));
    }

    private static KeyValuePair<string, string?> Setting(string name, string value) => new(name, value);

    private static async Task Start(params KeyValuePair<string, string?>[] settings) => await (await WebHost.Create(settings: settings)).DisposeAsync();

    private static async Task<(int Code, string Output, string Error)> Console(string argument)
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-start-").FullName;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var one in new[] { typeof(Program).Assembly.Location, argument, $"--Data:Directory={folder}", "--Logging:LogLevel:Default=Warning" }) start.ArgumentList.Add(one);
        using var program = Process.Start(start)!;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        await program.WaitForExitAsync();
        var said = (program.ExitCode, (await output).Trim(), (await error).Trim());
        Directory.Delete(folder, recursive: true);
        return said;
    }
}
