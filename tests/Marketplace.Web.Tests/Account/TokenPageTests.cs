using Marketplace.Accounts;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Account;

/// <summary>Keys for programs, by their page.</summary>
public sealed class TokenPageTests
{
    [Test]
    public async Task Key_is_made_shown_once_listed_and_revoked()
    {
        await using var host = await WebHost.Create();
        var person = await TestData.AddPerson(host.Services);
        using var visitor = await host.Visit(person.Id);
        var refused = await visitor.Submit(await visitor.Open("/account/tokens"), "form#make", [new("Form.Name", " ")]);
        Assert.That(refused.Document.QuerySelector(".error-summary a[href='#Form_Name']"), Is.Not.Null, refused.Text);

        var made = await visitor.Submit(refused, "form#make", [new("Form.Name", "Research <office>"), new("Form.Scope", "Write")]);
        var key = made.Document.QuerySelector("#new-token code")!.TextContent;
        Assert.That(await host.With((AccessTokenQueries q) => q.Use(key, default)), Is.Not.Null);
        var again = await visitor.Submit(refused, "form#make", [new("Form.Name", "Research <office>"), new("Form.Scope", "Write")]);
        Assert.That(again.Document.QuerySelector("#new-token"), Is.Null, "sent twice it makes one");
        var list = await visitor.Open("/account/tokens");
        Assert.That(list.Html, Does.Not.Contain(key));
        Assert.That(list.Document.QuerySelectorAll("#tokens tbody tr"), Has.Length.EqualTo(1));

        var revoked = await visitor.Submit(list, "#tokens form");
        Assert.That(revoked.Document.QuerySelector("#tokens form"), Is.Null, revoked.Text);
        Assert.That(await host.With((AccessTokenQueries q) => q.Use(key, default)), Is.Null);
    }

    [Test]
    public async Task Page_asks_for_a_fresh_sign_in()
    {
        await using var host = await WebHost.Create();
        var person = await TestData.AddPerson(host.Services);
        using var visitor = await host.Visit(person.Id);
        host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That((await visitor.Open("/account/tokens")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }
}
