using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marketplace.TestKit.Stripe;

/// <summary>A request that the stand-in has taken, in the order of arrival.</summary>
/// <param name="Replayed">Answered from what was kept under its key; nothing was done.</param>
public sealed record TakenRequest(string Method, string Path, IReadOnlyDictionary<string, string> Parameters, string? Key, int Status, bool Replayed);

/// <summary>What goes wrong with a call.</summary>
public enum StripeFault
{
    /// <summary>It is carried out, and the connection breaks before the answer.</summary>
    DropAfter = 1,
    /// <summary>It is carried out, and the answer is an error of the server.</summary>
    ErrorAfter,
    /// <summary>It is carried out, and the answer comes later than anybody waits.</summary>
    Slow,
    /// <summary>Nothing is carried out: the server could not.</summary>
    ErrorBefore,
}

/// <summary>
/// Stands in for Stripe on a free loopback port: what our program uses of it, with the rules that bite. Unknown parameters are refused,
/// idempotency keys are honoured for a day and errors of carried-out calls are repeated, a transfer needs an active payee and a charge
/// with enough left, and whatever happens is an event. Every request is recorded.
/// </summary>
public sealed partial class StripeStandIn : IAsyncDisposable
{
    public const string Key = "sk_test_standin0123456789";
    public const string Secret = "whsec_standin0123456789abcdef";

    private readonly WebApplication _app;
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<TakenRequest> _requests = new();
    private readonly Dictionary<string, (string Fingerprint, DateTimeOffset At, int Status, string Body)> _kept = [];
    private readonly Queue<(string Path, StripeFault Fault)> _faults = new();
    private int _number;

    private StripeStandIn(WebApplication app, TimeProvider clock) => (_app, Clock) = (app, clock);

    /// <summary>Decides how old keys and events are.</summary>
    public TimeProvider Clock { get; set; }

    public Uri Address => new(_app.Urls.First());

    /// <summary>Settings that point the product here.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Stripe:SecretKey", Key), new("Stripe:WebhookSecret", Secret), new("Stripe:ApiBase", Address.ToString())];

    public IReadOnlyList<TakenRequest> Requests => [.. _requests];

    public IEnumerable<TakenRequest> Posts => Requests.Where(r => r.Method == "POST");

    public static async Task<StripeStandIn> Start(TimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var standIn = new StripeStandIn(app, clock);
        app.Run(standIn.Serve);
        await app.StartAsync();
        return standIn;
    }

    /// <summary>The next so many calls whose path begins so go wrong.</summary>
    public void Fail(string path, StripeFault fault, int times = 1)
    {
        lock (_lock)
        {
            for (var i = 0; i < times; i++) _faults.Enqueue((path, fault));
        }
    }

    /// <summary>Whatever was still to go wrong does not.</summary>
    public void Recover()
    {
        lock (_lock) _faults.Clear();
        IsShort = false;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task Serve(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (path.StartsWith("/pay/", StringComparison.Ordinal))
        {
            await ServePage(context, path["/pay/".Length..]);
            return;
        }

        // Browsers ask for more than a program does, such as for an icon.
        if (!path.StartsWith("/v", StringComparison.Ordinal))
        {
            context.Response.StatusCode = 404;
            return;
        }

        var parameters = await Parameters(context.Request);
        var key = context.Request.Headers["Idempotency-Key"].FirstOrDefault();
        var fault = context.Request.Method == "POST" ? NextFault(path) : null;
        var (status, body, replayed) = fault == StripeFault.ErrorBefore
            ? (500, Error("api_error", null, "Stand-in fault"), false)
            : Answer(context.Request, path, parameters, key);
        _requests.Enqueue(new TakenRequest(context.Request.Method, path, parameters, key, status, replayed));
        await Send(context, status, body, replayed, fault);
    }

    private static async Task Send(HttpContext context, int status, string body, bool replayed, StripeFault? fault)
    {
        if (fault == StripeFault.DropAfter)
        {
            context.Abort();
            return;
        }

        // Longer than any client of a test waits; the client's end ends it.
        if (fault == StripeFault.Slow) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        context.Response.StatusCode = fault == StripeFault.ErrorAfter ? 500 : status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["Request-Id"] = "req_standin";
        if (replayed) context.Response.Headers["Idempotent-Replayed"] = "true";
        await context.Response.WriteAsync(fault == StripeFault.ErrorAfter ? Error("api_error", null, "Stand-in fault") : body);
    }

    private (int Status, string Body, bool Replayed) Answer(HttpRequest request, string path, Dictionary<string, string> parameters, string? key)
    {
        lock (_lock)
        {
            if (request.Headers.Authorization != $"Bearer {Key}") return (401, Error("invalid_request_error", null, "Invalid API key"), false);
            if (StripeParameters.EndpointOf(request.Method, path) is not { } endpoint) return (404, Error("invalid_request_error", null, $"Unrecognized request URL ({request.Method}: {path})"), false);
            if (StripeParameters.Unknown(endpoint, parameters.Keys) is { } unknown) return (400, Error("invalid_request_error", "parameter_unknown", $"Received unknown parameter: {unknown}"), false);
            if (request.Method != "POST" || key is null) return With(Execute(endpoint, path, parameters), false);
            var fingerprint = path + "\n" + string.Join('&', parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"));
            if (_kept.TryGetValue(key, out var kept) && Clock.GetUtcNow() - kept.At < TimeSpan.FromHours(24))
            {
                return kept.Fingerprint == fingerprint ? (kept.Status, kept.Body, true) : (400, Error("idempotency_error", "idempotency_error", "Keys for idempotent requests can only be used with the same parameters"), false);
            }

            var (status, body) = Execute(endpoint, path, parameters);
            // What was refused before it was carried out is not kept; errors of carried-out calls are.
            if (status != 404) _kept[key] = (fingerprint, Clock.GetUtcNow(), status, body);
            return (status, body, false);
        }
    }

    private static (int, string, bool) With((int Status, string Body) answer, bool replayed) => (answer.Status, answer.Body, replayed);

    private StripeFault? NextFault(string path)
    {
        lock (_lock)
        {
            if (_faults.Count == 0 || !path.StartsWith(_faults.Peek().Path, StringComparison.Ordinal)) return null;
            return _faults.Dequeue().Fault;
        }
    }

    private static async Task<Dictionary<string, string>> Parameters(HttpRequest request)
    {
        var found = request.Query.ToDictionary(p => p.Key, p => p.Value.ToString());
        if (request.Method != "POST") return found;
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        if (request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true) Flatten(JsonNode.Parse(body)!.AsObject(), "", found);
        else foreach (var (name, value) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(body)) found[name] = value.ToString();
        return found;
    }

    private static void Flatten(JsonObject node, string prefix, Dictionary<string, string> found)
    {
        foreach (var (name, value) in node)
        {
            if (value is JsonObject inner) Flatten(inner, $"{prefix}{name}.", found);
            else found[prefix + name] = value is JsonArray array ? string.Join(',', array.Select(a => a!.ToString())) : value?.ToString() ?? "";
        }
    }

    private static string Error(string type, string? code, string message) =>
        JsonSerializer.Serialize(new { error = new { type, code, message } });

    private string NewId(string prefix) => $"{prefix}_standin{++_number:D6}";

    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();
}
