using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Account;

public sealed class SignInPageTests
{
    [Test]
    public async Task Right_password_begins_a_session_and_goes_where_the_visitor_wanted()
    {
        await using var host = await WebHost.Create();
        await TestData.AddPerson(host.Services, password: TestData.Password);
        using var visitor = await host.Visit();
        await SignIn(visitor, TestData.Password, "/account/sign-in?returnUrl=%2Ftime");

        Assert.That(visitor.Cookies.GetCookies(host.Address)["session"], Is.Not.Null);
        Assert.That((await host.Events()).Select(e => e.Type), Is.EqualTo(new[] { "person.signed_in" }));
    }

    [Test]
    public async Task Wrong_password_and_unknown_address_read_the_same()
    {
        await using var host = await WebHost.Create();
        await TestData.AddPerson(host.Services, password: TestData.Password);
        using var visitor = await host.Visit();
        var wrong = await SignIn(visitor, "not this password");
        var unknown = await SignIn(visitor, "not this password", email: "nobody@example.org");

        Assert.That(wrong.Text, Is.EqualTo(unknown.Text).And.Not.Empty);
        Assert.That((wrong.Status, visitor.Cookies.GetCookies(host.Address)["session"]), Is.EqualTo((HttpStatusCode.OK, (Cookie?)null)));
    }

    [Test]
    public async Task New_security_stamp_ends_the_session_at_the_next_request()
    {
        await using var host = await WebHost.Create();
        var person = await TestData.AddPerson(host.Services, password: TestData.Password);
        using var visitor = await host.Visit();
        await SignIn(visitor, TestData.Password);
        Assert.That((await visitor.Client.GetAsync("/account/sign-in")).StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

        await host.With(async (Microsoft.AspNetCore.Identity.UserManager<Marketplace.Accounts.Person> people) =>
            await people.UpdateSecurityStampAsync((await people.FindByIdAsync(person.Id.ToString()))!));
        host.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.That((await visitor.Client.GetAsync("/account/sign-in")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    private static async Task<Page> SignIn(Visitor visitor, string password, string path = "/account/sign-in", string email = "lin@example.org")
    {
        var page = await visitor.Open(path);
        return await visitor.Submit(page, "form#sign-in", new Dictionary<string, string> { ["Form.Email"] = email, ["Form.Password"] = password });
    }
}
