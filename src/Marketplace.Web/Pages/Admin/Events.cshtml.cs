using System.Globalization;
using System.Text.Json;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Operations;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Marketplace.Web.Pages.Organisations;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Admin;

/// <summary>The event log with its search, the check of its chain, and the deliveries that got stuck.</summary>
public sealed class EventsModel(EventLog log, DeliveryQueries deliveries, RetryDelivery retry, LogCursor cursor, CurrentActor current, Texts texts) : PageModel
{
    public AdminNav Nav { get; private set; } = null!;

    public EventFilter Filter { get; private set; } = new();

    public LogPage Log { get; private set; } = new([], null);

    public IReadOnlyList<ParkedDelivery> Parked { get; private set; } = [];

    public ChainFinding? Chain { get; private set; }

    public bool MayRetry => Permissions.Allows(Deed.RetryDelivery, current.Actor);

    public IEnumerable<IGrouping<string, string>> Types =>
        EventJson.KnownTypes.Order(StringComparer.Ordinal).GroupBy(type => type[..type.IndexOf('.', StringComparison.Ordinal)]);

    public async Task<IActionResult> OnGetAsync(string? saved, CancellationToken ct)
    {
        if (!EventLog.MayRead(current.Actor)) return NotFound();
        await Load(ct);
        if (saved == "retried") Nav = Nav with { Saved = texts["Admin.Saved.retried"] };
        return Page();
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        Chain = await log.CheckChain(current.Actor, ct);
        if (Chain is null) return NotFound();
        await Load(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostRetryAsync(string? line, string? subscriber, CancellationToken ct)
    {
        if (cursor.Read(line) is not { } seq) return NotFound();
        var answer = await retry.Run(new(seq, subscriber), current.Actor, ct);
        if (answer.IsOk) return Redirect("/admin/events?saved=retried");
        if (answer.Refusal == Refusal.NotFound) return NotFound();
        ModelState.AddRefusals(texts, answer.Refusals);
        await Load(ct);
        return Page();
    }

    /// <summary>What an event carries, as names and values.</summary>
    public static IEnumerable<(string Name, string Value)> Details(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject().Select(p => (p.Name, p.Value.ToString()))];
    }

    public string TypeName(string type) => texts.Has("Admin.Event." + type) ? texts["Admin.Event." + type] : type;

    public string KindName(string kind) => texts.Has("Admin.Kind." + kind) ? texts["Admin.Kind." + kind] : kind;

    private async Task Load(CancellationToken ct)
    {
        Nav = new(current.Actor, "events");
        Filter = Asked();
        Log = await log.Find(Filter, current.Actor, ct);
        Parked = await deliveries.Parked(current.Actor, ct);
    }

    private EventFilter Asked() => new(Text("type"), Text("subject"), Text("actor"), Day("from"), Day("to"), Request.Query["before"]);

    private string? Text(string name) => DirectoryAddress.Text(Request.Query[name], EventFilter.MaxText);

    private DateOnly? Day(string name) =>
        DateOnly.TryParseExact(Request.Query[name], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 9000 ? day : null;
}
