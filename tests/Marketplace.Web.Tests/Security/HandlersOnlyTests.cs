using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

/// <summary>Methods and handlers that a page does not have: refused in our words, and no fault of ours.</summary>
public sealed class HandlersOnlyTests
{
    [TestCase("PUT", "/challenges", 405)]
    [TestCase("DELETE", "/", 405)]
    [TestCase("PATCH", "/organisations", 405)]
    [TestCase("TRACE", "/challenges", 405)]
    [TestCase("FOO", "/notices", 405)]
    public async Task Method_or_handler_that_is_not_there_is_refused(string method, string path, int status)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await visitor.Client.SendAsync(request);

        Assert.That((int)answer.StatusCode, Is.EqualTo(status).Or.EqualTo((int)HttpStatusCode.BadRequest), "without a token a page may refuse for that first");
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<h1>").And.Not.Contain("Shared.Error"));
    }

    [TestCase("/challenges", HttpStatusCode.MethodNotAllowed)]
    [TestCase("/organisations", HttpStatusCode.MethodNotAllowed)]
    public async Task Form_sent_where_nothing_takes_it_is_refused(string path, HttpStatusCode status)
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var token = (await visitor.Open("/account/sign-in")).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var answer = await visitor.Client.PostAsync(new Uri(path, UriKind.Relative), content);

        Assert.That(answer.StatusCode, Is.EqualTo(status));
    }
}
