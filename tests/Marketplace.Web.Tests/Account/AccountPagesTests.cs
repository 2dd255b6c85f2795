using System.Net;
using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using static Marketplace.Web.Tests.Account.AccountVisits;

namespace Marketplace.Web.Tests.Account;

public sealed class AccountPagesTests
{
    private WebHost _host = null!;
    private Visitor _visitor = null!;
    private Person _lin = null!;

    [SetUp]
    public async Task Begin()
    {
        _host = await WebHost.Create();
        _lin = await TestData.AddPerson(_host.Services, password: TestData.Password);
        _visitor = await _host.Visit();
        await _visitor.SignIn();
    }

    [TearDown]
    public async Task End()
    {
        _visitor.Dispose();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Name_and_language_are_saved_and_the_page_speaks_it()
    {
        var page = await _visitor.Submit(await _visitor.Open("/account"), "form#person", Values(("Form.Name", "\u6797\u6708"), ("Form.Culture", "zh-CN")));

        Assert.That((page.Document.DocumentElement.GetAttribute("lang"), page.Document.QuerySelector("#Form_Name")!.GetAttribute("value")), Is.EqualTo(("zh-CN", "\u6797\u6708")));
    }

    [Test]
    public async Task Name_that_cannot_be_saved_stays_in_the_form_beside_its_error()
    {
        var page = await _visitor.Submit(await _visitor.Open("/account"), "form#person", Values(("Form.Name", new string('x', 101)), ("Form.Culture", "en")));

        Assert.That(page.Document.QuerySelector("#Form_Name")!.GetAttribute("value"), Has.Length.EqualTo(101));
        Assert.That(page.Document.QuerySelector("#Form_Name-error")!.TextContent, Does.Contain("100"));
    }

    [Test]
    public async Task Password_change_keeps_this_session_and_ends_the_others()
    {
        using var other = await _host.Visit();
        await other.SignIn();
        var wrong = await _visitor.Submit(await _visitor.Open("/account/password"), "form#password", Values(("Form.Current", "no"), ("Form.Password", "seven mild lanterns")));
        var done = await _visitor.Submit(wrong, "form#password", Values(("Form.Current", TestData.Password), ("Form.Password", "seven mild lanterns")));

        Assert.That(wrong.Document.QuerySelector("#Form_Current-error"), Is.Not.Null);
        Assert.That((done.Address.AbsolutePath, (await _visitor.Open("/account")).Address.AbsolutePath), Is.EqualTo(("/account", "/account")));
        Assert.That((await other.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Sign_out_everywhere_keeps_this_session_and_ends_the_others()
    {
        using var other = await _host.Visit();
        await other.SignIn();
        var page = await _visitor.Submit(await _visitor.Open("/account"), "form#everywhere");

        Assert.That((page.Status, page.Address.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/account")));
        Assert.That((await other.Open("/account")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Two_step_verification_is_turned_on_asked_for_and_passed_with_a_recovery_code()
    {
        var offered = await _visitor.Submit(await _visitor.Open("/account/two-step"), "form#start");
        var wrong = await _visitor.Submit(offered, "form#confirm", Values(("Code", "000000")));
        var on = await _visitor.Submit(wrong, "form#confirm", Values(("Code", await CodeNow())));
        var codes = on.Document.QuerySelectorAll(".recovery-codes code").Select(c => c.TextContent).ToList();
        using var elsewhere = await _host.Visit();
        var asked = await elsewhere.SignIn(path: "/account");
        var refused = await elsewhere.Submit(asked, "form#sign-in-code", Values(("Code", "123456")));
        var recovery = await elsewhere.Open(refused.Document.QuerySelector("p.aside a")!.GetAttribute("href")!);
        var inside = await elsewhere.Submit(recovery, "form#sign-in-code", Values(("Code", codes[0])));

        Assert.That(offered.Document.QuerySelector("img.qr")!.GetAttribute("src"), Does.StartWith("data:image/png;base64,"));
        Assert.That(wrong.Document.QuerySelector(".secret")!.TextContent, Is.EqualTo(offered.Document.QuerySelector(".secret")!.TextContent), "what was scanned stays good");
        Assert.That(codes, Has.Count.EqualTo(8));
        Assert.That((asked.Address.AbsolutePath, refused.Document.QuerySelector("#Code-error") is null, inside.Address.AbsolutePath), Is.EqualTo(("/account/sign-in/code", false, "/account")));
        Assert.That(inside.Text, Does.Contain("7 recovery codes left"));
        Assert.That((await _visitor.Open("/account/two-step")).Document.QuerySelectorAll(".recovery-codes"), Is.Empty, "codes are shown once");
    }

    [Test]
    public async Task Second_step_without_the_first_leads_back_to_it()
    {
        using var visitor = await _host.Visit();
        Assert.That((await visitor.Open("/account/sign-in/code")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [TestCase("/account/two-step")]
    [TestCase("/account/passkeys")]
    public async Task Older_session_proves_itself_before_it_changes_how_one_signs_in(string path)
    {
        Assert.That((await _visitor.Open(path)).Address.AbsolutePath, Is.EqualTo(path));
        _host.Clock.Advance(TimeSpan.FromMinutes(31));
        var asked = await _visitor.Open(path);
        var proven = await _visitor.SignIn(path: path);

        Assert.That((asked.Address.AbsolutePath, proven.Address.AbsolutePath), Is.EqualTo(("/account/sign-in", path)));
    }

    [Test]
    public async Task Organisation_to_speak_for_is_chosen_among_ones_own()
    {
        var (first, second, foreign) = await AddOrganisations();
        var page = await _visitor.Submit(await _visitor.Open("/account"), "form#acting-for", button: $"button[value='{second}']");
        var chosen = page.Document.QuerySelectorAll("#acting-for button").Select(b => b.GetAttribute("value"));
        var forged = await _visitor.Submit(page, "form#acting-for", Values(("organisation", foreign.ToString())));

        Assert.That(chosen, Is.EqualTo(new[] { first.ToString() }), "the other one can be chosen now");
        Assert.That(forged.Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Every_account_page_speaks_both_languages_without_a_script()
    {
        foreach (var path in new[] { "/account", "/account/password", "/account/two-step", "/account/passkeys" })
        {
            foreach (var culture in new[] { "zh-CN", "en" })
            {
                var page = await _visitor.Open($"{path}?culture={culture}");
                Assert.That((page.Status, page.Document.DocumentElement.GetAttribute("lang"), page.Text.Length > 20), Is.EqualTo((HttpStatusCode.OK, culture, true)), path);
            }
        }
    }

    private Task<string> CodeNow() => _host.Read(async db =>
        TimeCodes.Code(_host.Services.GetRequiredService<AuthenticatorSecrets>().Open(await db.Set<Authenticator>().SingleAsync()), TimeCodes.StepAt(_host.Clock.GetUtcNow())));

    private Task<(Guid First, Guid Second, Guid Foreign)> AddOrganisations() => _host.Read(async db =>
    {
        var now = _host.Clock.GetUtcNow();
        var all = new[] { "Alpha", "Beta", "Gamma" }.Select(name => new Organisation { Kind = OrganisationKind.Firm, Name = name, RegisteredAt = now }).ToArray();
        db.AddRange(all);
        db.Add(new Membership { PersonId = _lin.Id, OrganisationId = all[0].Id, Role = MembershipRole.Owner, FromAt = now.AddDays(-2) });
        db.Add(new Membership { PersonId = _lin.Id, OrganisationId = all[1].Id, Role = MembershipRole.Bidder, FromAt = now.AddDays(-1) });
        await db.SaveChangesAsync();
        _host.Services.GetRequiredService<Actors>().ForgetAll();
        return (all[0].Id, all[1].Id, all[2].Id);
    });
}
