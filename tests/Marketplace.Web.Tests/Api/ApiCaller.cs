using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Kernel;
using Marketplace.TestKit;

namespace Marketplace.Web.Tests.Api;

/// <summary>A program that calls the API: signed in by cookie, with the antiforgery token that it asked for.</summary>
internal sealed class ApiCaller(Visitor visitor, string header, string token) : IDisposable
{
    public HttpClient Client => visitor.Client;

    public static async Task<ApiCaller> Create(WebHost host, Actor actor)
    {
        var visitor = await host.Visit(actor.PersonId);
        var given = JsonNode.Parse(await visitor.Client.GetStringAsync(new Uri("/api/v1/antiforgery", UriKind.Relative)))!;
        return new(visitor, given["header"]!.GetValue<string>(), given["token"]!.GetValue<string>());
    }

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path, null);

    public async Task<ApiAnswer> Send(HttpMethod method, string path, string? json, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        return await Send(request);
    }

    public async Task<ApiAnswer> Upload(string path, byte[] bytes, string name, bool confidential = false)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(bytes), "file", name },
            { new StringContent(confidential ? "true" : "false"), "confidential" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        return await Send(request);
    }

    public void Dispose() => visitor.Dispose();

    private async Task<ApiAnswer> Send(HttpRequestMessage request)
    {
        request.Headers.Add(header, token);
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text, response.Headers.ETag?.Tag, response.Content.Headers.ContentType?.MediaType);
    }
}

internal sealed partial record ApiAnswer(HttpStatusCode Status, string Text, string? ETag, string? MediaType)
{
    /// <summary>The text without the number of the request, which is different in every answer.</summary>
    public string Said => TraceId().Replace(Text, "");

    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => Text.StartsWith('{') ? Json["code"]?.GetValue<string>() : null;

    [GeneratedRegex(",\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
