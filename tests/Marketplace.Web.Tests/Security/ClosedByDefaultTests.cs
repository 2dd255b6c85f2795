using System.Net;
using Marketplace.TestKit;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

public sealed class ClosedByDefaultTests
{
    [Test]
    public async Task Unknown_page_anonymous_is_not_served()
    {
        await using var host = await WebHost.Create();
        using var visitor = await host.Visit();
        var response = await visitor.Client.GetAsync("/no-such-page");
        Assert.That(response.StatusCode, Is.AnyOf(HttpStatusCode.NotFound, HttpStatusCode.Redirect));
    }
}
