using System.Net;
using System.Text.Json;
using Marketplace.Events;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Operations;

public sealed class ReadinessTests
{
    [Test]
    public async Task Healthy_program_is_alive_and_ready()
    {
        await using var host = await WebHost.Create(workers: true);
        var (status, parts) = await Ready(host);

        Assert.That((await Ask(host, "/healthz")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(parts.Values, Is.All.EqualTo("ok"));
        Assert.That(parts.Keys, Is.EquivalentTo(new[] { "database", "migrations", "workers", "keys", "serving" }));
    }

    [Test]
    public async Task Node_without_workers_is_ready_and_says_so()
    {
        await using var host = await WebHost.Create();
        var (status, parts) = await Ready(host);
        Assert.That((status, parts["workers"]), Is.EqualTo((HttpStatusCode.OK, "ok: outbox and jobs run in another process")));
    }

    [Test]
    public async Task Worker_that_ended_is_named()
    {
        await using var host = await WebHost.Create(workers: true);
        await host.Services.GetRequiredService<OutboxWorker>().StopAsync(default);
        var (status, parts) = await Ready(host);
        Assert.That((status, parts["workers"], parts["database"]), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "failed: OutboxWorker", "ok")));
    }

    [Test]
    public async Task Migration_that_is_missing_is_noticed()
    {
        await using var host = await WebHost.Create();
        await host.Read(db => db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsHistory\""));
        var (status, parts) = await Ready(host);
        Assert.That((status, parts["migrations"], parts["database"]), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "failed", "ok")));
    }

    [Test]
    public async Task Key_that_cannot_be_read_is_noticed_without_a_word_about_it()
    {
        await using var host = await WebHost.Create();
        await Ask(host, "/account/sign-in");
        var keys = Directory.GetFiles(Path.Combine(host.Database.Directory, "keys"));
        foreach (var key in keys) await File.WriteAllTextAsync(key, "<key");
        using var answer = await Ask(host, "/readyz");
        var said = await answer.Content.ReadAsStringAsync();

        Assert.That(keys, Is.Not.Empty);
        Assert.That((answer.StatusCode, Parts(said)["keys"]), Is.EqualTo((HttpStatusCode.ServiceUnavailable, "failed")));
        Assert.That(said, Does.Not.Contain(host.Database.Directory).And.Not.Contain("xml").IgnoreCase);
    }

    [Test]
    public async Task Database_that_is_gone_is_noticed_while_the_program_stays_alive()
    {
        await using var host = await WebHost.Create();
        host.Database.Break();
        using var ready = await Ask(host, "/readyz");
        using var alive = await Ask(host, "/healthz");

        Assert.That((ready.StatusCode, alive.StatusCode), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK)));
        Assert.That(Parts(await ready.Content.ReadAsStringAsync())["database"], Is.EqualTo("failed"));
    }

    [Test]
    public async Task Stop_lets_what_is_under_way_end_and_takes_nothing_new()
    {
        await using var host = await WebHost.Create(kestrel: true, workers: true);
        using var visitor = await host.Visit();
        using var slow = new SlowForm();
        var answer = visitor.Client.PostAsync("/account/sign-in", slow);
        await slow.Begun;
        var stop = host.Services.GetRequiredService<IHost>().StopAsync();
        await Stopping(host);
        var (status, parts) = await Report(host);
        slow.Finish();

        Assert.That((status, parts), Is.EqualTo((HealthStatus.Unhealthy, "stopping")));
        Assert.That((await answer).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest), "the form has no token, and was answered");
        await stop;
        Assert.That(async () => await visitor.Client.GetAsync("/healthz"), Throws.InstanceOf<HttpRequestException>());
    }

    private static Task Stopping(WebHost host)
    {
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task;
    }

    private static async Task<(HealthStatus Status, string? Serving)> Report(WebHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return (report.Status, report.Entries["serving"].Description);
    }

    private static async Task<HttpResponseMessage> Ask(WebHost host, string path)
    {
        using var visitor = await host.Visit();
        return await visitor.Client.GetAsync(path);
    }

    private static async Task<(HttpStatusCode Status, Dictionary<string, string> Parts)> Ready(WebHost host)
    {
        using var answer = await Ask(host, "/readyz");
        return (answer.StatusCode, Parts(await answer.Content.ReadAsStringAsync()));
    }

    private static Dictionary<string, string> Parts(string json) => JsonDocument.Parse(json).RootElement.GetProperty("parts").Deserialize<Dictionary<string, string>>()!;

    /// <summary>A form whose end is sent only when told.</summary>
    private sealed class SlowForm : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(), _finish = new();

        public Task Begun => _begun.Task;

        public void Finish() => _finish.SetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("Form.Email=lin"u8.ToArray());
            await stream.FlushAsync();
            _begun.SetResult();
            await _finish.Task;
            await stream.WriteAsync("%40example.org"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length)
        {
            Headers.ContentType = new("application/x-www-form-urlencoded");
            length = 0;
            return false;
        }
    }
}
