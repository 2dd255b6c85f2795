using System.Globalization;
using Marketplace.Challenges.Views;
using Marketplace.Events;
using Marketplace.Web.Pages.Challenges;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Look;

/// <summary>
/// Public pages for visitors who are not signed in come from the output cache. It is asked before
/// the sign-in is read, the dearest step of a cached answer, so that whoever brings a session is kept out by the cookie's name, valid or
/// not; the framework's own rule keeps out answers that set a cookie. Pages are kept apart by language and thrown away when anything
/// public changes.
/// </summary>
public static class PublicPages
{
    public const string Policy = "PublicPages";
    public const string Tag = "public";

    public static IServiceCollection AddPublicPages(this IServiceCollection services)
    {
        services.AddOutputCache(options => options.AddPolicy(Policy, policy => policy
            .AddPolicy<VisitorsAlone>()
            .Tag(Tag)
            // Countdown and phases move with the clock; the page's script keeps the seconds.
            .Expire(TimeSpan.FromSeconds(30))
            .SetVaryByQuery("*")
            .VaryByValue(context => new KeyValuePair<string, string>("made-after", context.RequestServices.GetRequiredService<PublicPageEviction>().Changes))
            .VaryByValue(_ => new KeyValuePair<string, string>("language", CultureInfo.CurrentUICulture.Name))));
        services.AddHostedService(provider => provider.GetRequiredService<ViewCounter>());
        return services.AddListener<PublicPageEviction>();
    }
}

/// <summary>Keeps requests out of the cache that bring a session, or a notice that only an answer of their own can show.</summary>
internal sealed class VisitorsAlone : IOutputCachePolicy
{
    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var cookies = context.HttpContext.Request.Cookies;
        if (cookies.ContainsKey(SecurityModule.Session) || cookies.ContainsKey(SecurityModule.Notice)) context.EnableOutputCaching = false;
        return ValueTask.CompletedTask;
    }

    /// <summary>Counts the page of a challenge that was opened; one that is made anew counts by itself.</summary>
    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) && request.RouteValues is { } values && values["page"] is DetailsModel.PageName && values["code"] is string code)
        {
            context.HttpContext.RequestServices.GetRequiredService<ViewCounter>().Opened(code.ToUpperInvariant(), []);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;
}

/// <summary>Throws the cached public pages away as soon as an event that they may show was committed.</summary>
public sealed class PublicPageEviction(IOutputCacheStore store) : IEventListener
{
    private static readonly HashSet<string> Shown = ["challenge", "organisation", "award", "notice", "contract"];
    private long _changes;

    /// <summary>
    /// Part of every key: a page that was begun before a change and is stored after it lies under a key that nobody asks for any more,
    /// and who comes after the change does not wait for such a page either.
    /// </summary>
    public string Changes => Interlocked.Read(ref _changes).ToString(CultureInfo.InvariantCulture);

    public async Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        if (!events.Any(e => Shown.Contains(e.SubjectKind))) return;
        Interlocked.Increment(ref _changes);
        await store.EvictByTagAsync(PublicPages.Tag, ct);
    }
}
