using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Access;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Demo;

/// <summary>While demonstration data is loaded every page says so. The pages are the rows of <c>access.txt</c>, so that a new one is asked too.</summary>
public sealed class DemoMarkTests
{
    [Test]
    public async Task Every_page_carries_the_mark_once_something_invented_is_there_and_none_before()
    {
        await using var stage = await AccessStage.Create();
        var before = await Marks(stage);
        await RegisterInvented(stage.Host);
        var after = await Marks(stage);

        Assert.That(after, Has.Count.AtLeast(60));
        Assert.That(after.Keys, Is.EquivalentTo(before.Keys));
        Assert.That(before.Where(page => page.Value > 0).Select(page => page.Key), Is.Empty, "before");
        Assert.That(after.Where(page => page.Value != 1).Select(page => page.Key), Is.Empty, "after");
    }

    [Test]
    public async Task Page_of_another_node_carries_the_mark_too()
    {
        await using var first = await WebHost.Create();
        await using var second = await first.AnotherNode();
        using var visitor = await second.Visit();
        Assert.That((await visitor.Open("/challenges")).Document.QuerySelector(".demo-line"), Is.Null);
        await RegisterInvented(first);
        await second.Drain();
        Assert.That((await visitor.Open("/challenges")).Document.QuerySelector(".demo-line"), Is.Not.Null);
    }

    /// <summary>How many marks each page shows that answers those who reach it.</summary>
    private static async Task<Dictionary<string, int>> Marks(AccessStage stage)
    {
        var marks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in AccessTable.Read(File.ReadAllLines(Repository.At("tests", "Marketplace.Web.Tests", "Access", "access.txt"))).Values)
        {
            if (row.Verb != "GET" || row.Handler is not null || row.IsForPrograms) continue;
            using var visitor = await stage.Visit(row.Who.Count == 0 ? "anonymous" : AccessStage.Roles.Last(row.Who.Contains));
            using var answer = await visitor.Client.GetAsync(new Uri(stage.Address(row), UriKind.Relative));
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = await Page.Read(answer);
            marks[row.Key] = page.Document.QuerySelectorAll("body > .demo-line .demo-mark").Length;
        }

        return marks;
    }

    private static async Task RegisterInvented(WebHost host)
    {
        var person = await TestData.AddPerson(host.Services, "invented@example.org", "Invented");
        var actor = new Actor(person.Id, "Invented", new HashSet<PlatformRole>(), []);
        var content = new OrganisationContent { Name = "虚构研究院", Country = "CN", CreditCode = "91310115MA1K001700", Region = Region.Pudong };
        var registered = await host.With((RegisterOrganisation u) => u.Run(new(OrganisationKind.Institute, content, IsDemo: true), actor));
        Assert.That(registered.IsOk, Is.True, registered.IsOk ? null : registered.Refusal.Code);
        await host.Drain();
    }
}
