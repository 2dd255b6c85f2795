using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Tests.Api;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>Whatever the wizard asks is typed in once and read back wherever it should stand, markup in it included.</summary>
public sealed partial class EveryFieldTests
{
    private const string Lab = "Institute of Fine Optics";
    private static readonly string[] Steps = ["need", "indicators", "bounty", "procedure", "terms", "confidential"];

    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
    }

    [TearDown]
    public async Task End() => await _host.DisposeAsync();

    [Test]
    public void Fields_of_the_wizard_are_all_typed_here() =>
        Assert.That(WizardFields.Racing.Concat(WizardFields.Directed(Lab, _cast.LabId)).Select(f => RowNumber().Replace(f.Name, "[]")).Distinct(), Is.EquivalentTo(WizardFields.OfTheForms));

    [TestCase("<p>{0}</p>", 2)]
    [TestCase("<input value=\"{0}\">", 1)]
    [TestCase("<p>&lt;script>alert(1)&lt;/script></p>", 0)]
    public async Task Markup_that_a_page_lets_through_is_found(string shown, int acting)
    {
        using var answer = new HttpResponseMessage { Content = new StringContent(string.Format(CultureInfo.InvariantCulture, shown, Hostile.Text)), RequestMessage = new(HttpMethod.Get, "http://localhost/") };
        Assert.That(Hostile.Acting(await Page.Read(answer)), Has.Count.EqualTo(acting));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Fields_that_are_typed_are_read_on_check_review_and_public_page_and_by_programs(bool directed)
    {
        var feeding = await TestData.AddProfiledLab(_host.Services, "Resin Institute", ["Metal removal"], ["Metal removal from resins"]);
        await TestData.TellVerified(_host.Services, feeding.Id);
        var fields = directed ? WizardFields.Directed(Lab, _cast.LabId) : WizardFields.Racing;
        using var publisher = await _host.Visit(_cast.Publisher.PersonId);
        var id = await Write(publisher, fields);

        var check = await publisher.Open($"/workspace/challenges/{id}/check");
        Assert.That(check.Document.QuerySelector("#missing"), Is.Null, check.Text);
        AssertShown(fields, check);
        using var program = await ApiCaller.Create(_host, _cast.Publisher);
        AssertAnswered(fields, (await program.Get($"/api/v1/workspace/challenges/{id}")).Json["content"]!);

        var code = await Post(publisher, check, fields);
        var told = fields.Where(f => f.Public).ToList();
        using var anybody = await _host.Visit();
        using var chinese = await _host.Visit(culture: "zh-CN");
        var page = await anybody.Open($"/challenges/{code}");
        AssertShown(told, page, await chinese.Open($"/challenges/{code}"));
        AssertAnswered(told, (await program.Get($"/api/v1/challenges/{code}")).Json);
        var everybodys = page.Text + (await program.Get($"/api/v1/challenges/{code}")).Text;
        foreach (var secret in fields.Where(f => f.Step == "confidential" && f.Leaf != "Secrecy")) Assert.That(everybodys, Does.Not.Contain(secret.Typed.Split('<')[0].Trim()), secret.Name);
        Assert.That(page.Document.QuerySelector("#standing .bounty-large")!.TextContent, directed ? Is.EqualTo("Negotiable") : Does.Contain("2,000,000").And.Contain("3,000,000"));
        Assert.That(page.Text, Does.Contain("Own funds 50%").And.Contain("Public funds 30%").And.Contain("GOI centre 20%"));
        await AssertListed(directed ? null : feeding, told.Single(f => f.Leaf == "TitleEn").Typed);
    }

    /// <param name="lab">Whom it was found for, where it was posted to all.</param>
    private async Task AssertListed(ProfiledLab? lab, string title)
    {
        string[] addresses = ["/challenges", "/challenges?view=cards", "/", .. lab is null ? Array.Empty<string>() : ["/workspace"]];
        using var reader = await _host.Visit(lab?.MemberId);
        foreach (var address in addresses)
        {
            var list = await reader.Open(address);
            Assert.That(list.Text, Does.Contain(title), address);
            Assert.That(Hostile.Acting(list), Is.Empty, address);
        }
    }

    private static async Task<Guid> Write(Visitor publisher, IReadOnlyList<WizardField> fields)
    {
        var page = await publisher.Submit(await publisher.Open("/workspace/challenges/new"), "form#new", [new("Title", "x")]);
        var id = Guid.Parse(page.Address.AbsolutePath.Split('/')[3]);
        foreach (var step in Steps)
        {
            var at = await publisher.Open($"/workspace/challenges/{id}/edit/{step}");
            page = await publisher.Submit(at, "form#step", fields.Where(f => f.Step == step).Select(f => KeyValuePair.Create(f.Name, f.Typed)));
            Assert.That(page.Document.QuerySelector(".error-summary")?.TextContent, Is.Null, step);
            var again = await publisher.Open(at.Address.AbsolutePath);
            Assert.That(Hostile.Acting(again), Is.Empty, step);
        }

        return id;
    }

    private async Task<string> Post(Visitor publisher, Page check, IReadOnlyList<WizardField> fields)
    {
        var sent = await publisher.Submit(check, "form#submit");
        var id = Guid.Parse(sent.Address.AbsolutePath.Split('/')[3]);
        using var officer = await _host.Visit(_cast.Reviewer.PersonId);
        AssertShown([.. fields.Where(f => f.Step != "confidential")], await officer.Open($"/admin/challenges/{id}"));
        _ = (await _host.With((ApproveChallenge u) => u.Run(new(id), _cast.Reviewer))).Value;
        _ = (await _host.With((PostChallenge u) => u.Run(new(id), _cast.Approver))).Value;
        await _host.Drain();
        return (await _host.With((ChallengeQueries q) => q.Dossier(id, _cast.Publisher)))!.Challenge.Code!;
    }

    private static void AssertShown(IReadOnlyList<WizardField> fields, params Page[] pages)
    {
        var text = string.Join('\n', pages.Select(p => p.Text));
        var values = pages.SelectMany(p => p.Document.QuerySelectorAll("dd, td")).Select(v => v.TextContent.Replace(Hostile.Text, "", StringComparison.Ordinal)).ToList();
        var missing = fields.Where(f => f.OnPage.All(char.IsAsciiDigit) ? !values.Exists(v => Regex.IsMatch(v, $@"(?<![\d.,]){f.OnPage}(?![\d.,])")) : !text.Contains(f.OnPage, StringComparison.Ordinal));
        Assert.That(missing.Select(f => $"{f.Name}: {f.OnPage}"), Is.Empty, text);
        Assert.That(pages.SelectMany(Hostile.Acting), Is.Empty);
    }

    private static void AssertAnswered(IReadOnlyList<WizardField> fields, JsonNode answer)
    {
        // The public answer has its money in an object of its own, with shorter names.
        var missing = fields.Where(f => !JsonValues.Named(answer, f.Leaf).Concat(JsonValues.Named(answer, f.Leaf.Replace("Bounty", "", StringComparison.Ordinal))).Contains(f.InAnswer)
            && !(f.Leaf == "InvitedIds" && JsonValues.Named(answer, "id").Contains(f.InAnswer)) && !(f.Leaf == "DirectedReason" && JsonValues.Named(answer, "reason").Contains(f.InAnswer)));
        Assert.That(missing.Select(f => $"{f.Name}: {f.InAnswer}"), Is.Empty, answer.ToJsonString());
    }

    [GeneratedRegex(@"\[\d\]")]
    private static partial Regex RowNumber();
}
