using System.Diagnostics;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

/// <summary>Our scripts keep the types that their comments state (<c>npm run check</c>).</summary>
public sealed class ScriptCheckTests
{
    [Test]
    public async Task Scripts_pass_the_type_check()
    {
        var (code, output) = await Check("tsconfig.json");
        Assert.That(code, Is.Zero, output);
    }

    [Test]
    public async Task Wrong_type_in_a_script_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("script-check");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "wrong.js"), "/** @type {number} */\nexport const size = 'large';\n");
        var settings = Path.Combine(folder.FullName, "tsconfig.json");
        await File.WriteAllTextAsync(settings, $$"""{ "extends": "{{Repository.At("tsconfig.json").Replace('\\', '/')}}", "include": ["*.js"] }""");
        var (code, output) = await Check(settings);
        folder.Delete(recursive: true);
        Assert.That(code, Is.Not.Zero);
        Assert.That(output, Does.Contain("TS2322"));
    }

    private static async Task<(int Code, string Output)> Check(string settings)
    {
        using var process = Process.Start(new ProcessStartInfo("node", [Repository.At("node_modules", "typescript", "bin", "tsc"), "--project", settings])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
