using System.Text.RegularExpressions;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Tests.Architecture;

/// <summary>A lower feature never knows a higher one. Each rule has a twin that shows it biting.</summary>
public sealed partial class LadderTests
{
    /// <summary>From the bottom to the top; features on one step may know each other.</summary>
    internal static readonly string[][] Ladder =
    [
        ["Kernel"], ["Accounts", "Events", "Jobs", "Data", "Files", "Mail"], ["Organisations"], ["Matching"], ["Ledger"], ["Payments"],
        ["Challenges"], ["Bids"], ["Reviews"], ["Awards"], ["Contracts"], ["Records", "Import"], ["Support"], ["Notifications"], ["OpenData"], ["Operations"],
    ];

    [Test]
    public void Source_files_know_only_what_stands_below_them()
    {
        var offences = Repository.Sources("src", "Marketplace")
            .SelectMany(file => Offences(Feature(file), File.ReadAllText(file)).Select(o => $"{Path.GetFileName(file)}: {o}"));
        Assert.That(offences, Is.Empty);
    }

    [Test]
    public void Every_feature_folder_stands_on_the_ladder()
    {
        var folders = Directory.GetDirectories(Repository.At("src", "Marketplace")).Select(Path.GetFileName).Except(["bin", "obj", "Resources"]);
        Assert.That(folders, Is.SubsetOf(Ladder.SelectMany(step => step)));
    }

    [Test]
    public void Rules_know_no_doors()
    {
        var offences = Repository.Sources("src", "Marketplace").Where(file => KnowsDoors(File.ReadAllText(file))).Select(Path.GetFileName);
        Assert.That(offences, Is.Empty);
    }

    [Test]
    public void Offence_upwards_is_found()
    {
        Assert.That(Offences("Challenges", "using Marketplace.Bids;"), Is.Not.Empty);
        Assert.That(Offences("Kernel", "var x = Marketplace.Data.Writer;"), Is.Not.Empty);
        Assert.That(Offences("Bids", "using Marketplace.Challenges;\nusing Marketplace.Kernel;"), Is.Empty);
    }

    [Test]
    public void Offence_of_a_door_is_found()
    {
        Assert.That(KnowsDoors("using Microsoft.AspNetCore.Http;"), Is.True);
        Assert.That(KnowsDoors("using Marketplace.Web.Live;"), Is.True);
        Assert.That(KnowsDoors("using Microsoft.AspNetCore.Identity;"), Is.False);
        Assert.That(KnowsDoors("using Microsoft.AspNetCore.DataProtection;"), Is.False, "the key ring is shared by web and command line and opens no door");
    }

    private static IEnumerable<string> Offences(string feature, string text)
    {
        var mine = Step(feature);
        return Mentioned().Matches(text).Select(m => m.Groups[1].Value).Distinct().Where(other => Step(other) > mine).Select(other => $"{feature} knows {other}");
    }

    private static bool KnowsDoors(string text) =>
        text.Contains("Marketplace.Web", StringComparison.Ordinal) || AspNet().IsMatch(text);

    // Data wires every feature's maps by reflection and the module file wires all: files at the root stand above the ladder.
    private static int Step(string feature) => Array.FindIndex(Ladder, step => step.Contains(feature)) is >= 0 and var step ? step : int.MaxValue;

    private static string Feature(string file)
    {
        var parts = Path.GetRelativePath(Repository.At("src", "Marketplace"), file).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : "";
    }

    [GeneratedRegex(@"\bMarketplace\.(Kernel|Accounts|Events|Jobs|Data|Files|Mail|Organisations|Matching|Ledger|Payments|Challenges|Bids|Reviews|Awards|Contracts|Records|Import|Support|Notifications|OpenData|Operations)\b")]
    private static partial Regex Mentioned();

    [GeneratedRegex(@"Microsoft\.AspNetCore\.(?!Identity|DataProtection)")]
    private static partial Regex AspNet();
}
