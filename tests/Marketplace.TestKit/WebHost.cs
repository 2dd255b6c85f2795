using System.Net;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.TestKit;

/// <summary>The whole program with its doors, on a database of its own and a clock that stands until it is moved.</summary>
public sealed class WebHost : WebApplicationFactory<Program>
{
    private readonly TestDatabase _database;
    private readonly Dictionary<string, string?> _settings;
    private readonly Action<IServiceCollection>? _configure;
    private readonly WebHost? _first;

    private WebHost(TestDatabase database, Dictionary<string, string?> settings, Action<IServiceCollection>? configure, WebHost? first = null)
    {
        (_database, _settings, _configure, _first) = (database, settings, configure, first);
        Clock = first?.Clock ?? new(World.Start);
    }

    public FakeTimeProvider Clock { get; }

    public TestDatabase Database => _database;

    /// <param name="kestrel">Listens on a free loopback port (see <see cref="Address"/>), for browsers and hub connections.</param>
    /// <param name="workers">Runs outbox and jobs in the background; otherwise a test calls <see cref="Drain"/> and <see cref="RunJobs"/>.</param>
    public static async Task<WebHost> Create(
        DatabaseProvider? provider = null, bool kestrel = false, bool workers = false,
        IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.Create(provider ?? Databases.Usual);
        var all = new Dictionary<string, string?>([.. database.Settings, .. TestData.QuickSettings])
        {
            ["Workers:Enabled"] = workers ? "true" : "false",
            ["Demo:Enabled"] = "false",
        };
        foreach (var (key, value) in settings ?? []) all[key] = value;
        return await Start(new WebHost(database, all, configure), kestrel, workers);
    }

    /// <summary>Another node of this site: the same database, files, settings and clock, in a program of its own. Dispose it before the first.</summary>
    public Task<WebHost> AnotherNode(bool workers = false)
    {
        var settings = new Dictionary<string, string?>(_settings) { ["Workers:Enabled"] = workers ? "true" : "false" };
        return Start(new WebHost(_database, settings, _configure, this), kestrel: true, workers);
    }

    /// <summary>Where the program listens, with <c>kestrel: true</c>.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>A visitor with cookies of its own; signed in where a person is named.</summary>
    public async Task<Visitor> Visit(Guid? personId = null, string culture = "en")
    {
        var cookies = new CookieContainer();
        var client = CreateDefaultClient(new CookieHandler(cookies));
        client.BaseAddress = ClientOptions.BaseAddress;
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(culture);
        if (personId is { } id) cookies.Add(client.BaseAddress, new Cookie("session", await SessionCookie(id), "/"));
        return new Visitor(client, cookies);
    }

    /// <summary>The cookie that the real sign-in would set, made by the program's own services without hashing a password.</summary>
    public async Task<string> SessionCookie(Guid personId)
    {
        await using var scope = Services.CreateAsyncScope();
        var person = await scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Set<Person>().SingleAsync(p => p.Id == personId);
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person);
        principal.Identities.First().AddClaim(new(Sessions.IdClaim, Guid.CreateVersion7().ToString("D")));
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        // The hub closes connections whose sign-in ended by the machine's clock, whatever ours says: the end is far from both.
        var properties = new AuthenticationProperties { IssuedUtc = Clock.GetUtcNow(), ExpiresUtc = Clock.GetUtcNow().AddYears(100) };
        return options.TicketDataFormat.Protect(new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme));
    }

    public async Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> Read<T>(Func<MarketplaceDb, Task<T>> read) => With(read);

    public Task<List<EventRow>> Events() => Read(db => db.Set<EventRow>().AsNoTracking().OrderBy(e => e.Seq).ToListAsync());

    /// <summary>Lets every subscriber and every listener of this process catch up.</summary>
    public async Task Drain()
    {
        await Services.GetRequiredService<EventTail>().CatchUp();
        await Services.GetRequiredService<OutboxWorker>().Drain();
        await Services.GetRequiredService<EventTail>().CatchUp();
    }

    public Task RunJobs() => Services.GetRequiredService<JobRunner>().RunAll();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // "Testing" is neither Development (no demonstration, no development pages) nor Production (no https redirect).
        builder.UseEnvironment("Testing");
        // Scripts and styles from the source tree, as "dotnet run" serves them.
        builder.UseStaticWebAssets();
        // As in Development: a service that outlives what it holds stops the start.
        builder.UseDefaultServiceProvider(options => (options.ValidateScopes, options.ValidateOnBuild) = (true, true));
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        builder.ConfigureServices(services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
            _configure?.Invoke(services);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_first is null) await _database.DisposeAsync();
    }

    private static async Task<WebHost> Start(WebHost host, bool kestrel, bool workers)
    {
        if (kestrel) host.UseKestrel(0);
        host.StartServer();
        if (!workers) await host.Services.GetRequiredService<EventTail>().CatchUp();
        return host;
    }

    private sealed class CookieHandler(CookieContainer cookies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var header = cookies.GetCookieHeader(request.RequestUri!);
            if (header.Length > 0) request.Headers.Add("Cookie", header);
            var response = await base.SendAsync(request, cancellationToken);
            if (!response.Headers.TryGetValues("Set-Cookie", out var values)) return response;
            foreach (var value in values) cookies.SetCookies(request.RequestUri!, value);
            return response;
        }
    }
}
