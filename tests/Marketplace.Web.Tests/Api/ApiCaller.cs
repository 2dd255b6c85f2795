using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Kernel;
using Marketplace.TestKit;

namespace Marketplace.Web.Tests.Api;

/// <summary>A program that calls the API: by the session's cookie with the antiforgery token that it asked for, or by a key.</summary>
internal sealed class ApiCaller(HttpClient client, string? header = null, string? token = null) : IDisposable
{
    public HttpClient Client => client;

    public static async Task<ApiCaller> Create(WebHost host, Actor actor)
    {
        var visitor = await host.Visit(actor.PersonId);
        var given = JsonNode.Parse(await visitor.Client.GetStringAsync(new Uri("/api/v1/antiforgery", UriKind.Relative)))!;
        return new(visitor.Client, given["header"]!.GetValue<string>(), given["token"]!.GetValue<string>());
    }

    public static ApiCaller WithKey(WebHost host, string key)
    {
        var client = host.CreateDefaultClient();
        client.BaseAddress = host.Address;
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        return new(client);
    }

    public Task<ApiAnswer> Get(string path) => Send(HttpMethod.Get, path, null);

    public async Task<ApiAnswer> Send(HttpMethod method, string path, string? json, string? ifMatch = null, string? once = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(ifMatch));
        return await Send(request, once);
    }

    public async Task<ApiAnswer> SendContent(HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        return await Send(request, null);
    }

    public async Task<ApiAnswer> Upload(string path, byte[] bytes, string name, bool confidential = false, string? once = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(bytes), "file", name },
            { new StringContent(confidential ? "true" : "false"), "confidential" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        return await Send(request, once);
    }

    public void Dispose() => client.Dispose();

    public async Task<ApiAnswer> Send(HttpRequestMessage request, string? once = null)
    {
        if (header is not null) request.Headers.Add(header, token);
        if (once is not null) request.Headers.Add("Idempotency-Key", once);
        using var response = await client.SendAsync(request);
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
