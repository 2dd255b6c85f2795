using System.Net;
using System.Net.WebSockets;
using Marketplace.TestKit;
using Marketplace.Web.Live;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Live;

public sealed class OwnOriginTests
{
    [TestCase("https", "market.example", "https://market.example", true)]
    [TestCase("https", "market.example", "https://MARKET.example", true)]
    [TestCase("http", "market.example:5080", "http://market.example:5080", true)]
    [TestCase("http", "market.example", "https://market.example", true, Description = "TLS ends at a proxy")]
    [TestCase("https", "market.example", "http://market.example", false)]
    [TestCase("https", "market.example", "https://market.example:8443", false)]
    [TestCase("https", "market.example", "https://evil.example", false)]
    [TestCase("https", "market.example", "https://market.example.evil.example", false)]
    [TestCase("https", "market.example", "https://evil-market.example", false)]
    [TestCase("https", "market.example", "null", false)]
    [TestCase("https", "market.example", "", false)]
    public void Origin_of_a_request_is_allowed_only_where_it_is_this_site(string scheme, string host, string origin, bool allowed)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host, request.Headers.Origin) = (scheme, new HostString(host), origin);
        Assert.That(OwnOrigin.Allows(request), Is.EqualTo(allowed));
    }

    [Test]
    public async Task Socket_from_another_site_is_refused_and_from_this_one_opened()
    {
        await using var stage = await LiveStage.Create(workers: false);
        Assert.That(await Open(stage.Host, "https://evil.example"), Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await Open(stage.Host, stage.Host.Address.GetLeftPart(UriPartial.Authority)), Is.EqualTo(HttpStatusCode.SwitchingProtocols));
    }

    [Test]
    public async Task Negotiation_from_another_site_is_refused()
    {
        await using var stage = await LiveStage.Create(workers: false);
        using var visitor = await stage.Host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Post, LiveHub.Path + "/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", "https://evil.example");
        Assert.That((await visitor.Client.SendAsync(request)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    private static async Task<HttpStatusCode> Open(WebHost host, string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;
        try
        {
            await socket.ConnectAsync(new UriBuilder(host.Address) { Scheme = "ws", Path = LiveHub.Path }.Uri, CancellationToken.None);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
