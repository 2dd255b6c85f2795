using System.Diagnostics;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

public sealed class StartTests
{
    [TestCase("RateLimits:Anonymous", "many")]
    [TestCase("Mail:Port", "x")]
    [TestCase("Accounts:PasswordIterations", "-1")]
    [TestCase("Proxy:Addresses", "proxy")]
    public void Setting_that_is_wrong_stops_the_start(string setting, string value)
    {
        var wrong = Assert.CatchAsync(async () => await (await WebHost.Create(settings: [new(setting, value)])).DisposeAsync());
        Assert.That(wrong!.ToString(), Does.Contain($"Setting {setting} ").And.Contain($"'{value}'"));
    }

    [Test]
    public async Task Setting_that_is_wrong_is_said_in_one_line_at_the_console()
    {
        var folder = Directory.CreateTempSubdirectory("marketplace-start-").FullName;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in new[] { typeof(Program).Assembly.Location, "--Mail:Port=x", $"--Data:Directory={folder}" }) start.ArgumentList.Add(argument);
        using var program = Process.Start(start)!;
        var said = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();

        Assert.That((program.ExitCode, said.Trim()), Is.EqualTo((1, "Setting Mail:Port is 'x'; it must be a port from 1 to 65535.")));
        Directory.Delete(folder, recursive: true);
    }
}
