using System.Data.Common;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Demo;

/// <summary>
/// Whether the database holds demonstration data, so that every page says it. Read once and kept, since no page may cost a query
/// for it; an organisation that is registered later is looked at when its event is heard. What was loaded never goes away again.
/// </summary>
public sealed class DemoData(IServiceScopeFactory scopes) : IEventListener
{
    private static readonly string Registered = DomainEvent.TypeOf(typeof(OrganisationRegistered));

    private volatile Task<bool>? _loaded;

    public async ValueTask<bool> IsLoaded()
    {
        var loaded = _loaded ??= Any(null);
        try
        {
            return await loaded;
        }
        catch (DbException)
        {
            // The page that tells of a database out of reach must not need it; the next page asks again.
            _loaded = null;
            return false;
        }
    }

    public async Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        if (_loaded is not { } loaded || await loaded) return;
        var registered = events.Where(e => e.Type == Registered).Select(e => e.SubjectId).ToList();
        if (registered.Count > 0 && await Any(registered)) _loaded = Task.FromResult(true);
    }

    private async Task<bool> Any(List<Guid>? among)
    {
        await using var scope = scopes.CreateAsyncScope();
        var organisations = scope.ServiceProvider.GetRequiredService<MarketplaceDb>().Set<Organisation>().Where(o => o.IsDemo);
        return await (among is null ? organisations : organisations.Where(o => among.Contains(o.Id))).AnyAsync();
    }
}
