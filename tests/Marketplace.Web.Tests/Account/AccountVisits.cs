using Marketplace.TestKit;

namespace Marketplace.Web.Tests.Account;

/// <summary>What visitors of the account pages do again and again.</summary>
internal static class AccountVisits
{
    /// <summary>Fills in the sign-in form that stands at the path, or that the path leads to.</summary>
    public static async Task<Page> SignIn(this Visitor visitor, string password = TestData.Password, string email = "lin@example.org", string path = "/account/sign-in") =>
        await visitor.Submit(await visitor.Open(path), "form#sign-in", Values(("Form.Email", email), ("Form.Password", password)));

    public static Dictionary<string, string> Values(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    /// <summary>Opens the link of the newest mail.</summary>
    public static async Task<Page> OpenMailedLink(this Visitor visitor, WebHost host)
    {
        await host.Drain();
        return await visitor.Open(TestData.LinkIn((await TestData.Mails(host.Services))[0]));
    }
}
