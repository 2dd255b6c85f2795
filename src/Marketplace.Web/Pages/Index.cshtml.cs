using Marketplace.Challenges.Hall;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Data;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Pages;

/// <summary>What this is, what is new, what closes soon, and how it stands in figures.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class HomeModel(HallBook hall, StreamQueries streams, MarketplaceDb db, TimeProvider clock) : PageModel
{
    /// <summary>The kinds of public events the strip tells of. What closes soon has a list of its own.</summary>
    public const string Told = "challenge.posted challenge.extended challenge.closed challenge.no_bid challenge.cancelled notice.started notice.ended award.made challenge.started challenge.settled challenge.terminated";

    private const int Shown = 6;
    private const int EventsShown = 8;
    private static readonly HashSet<string> ToldKinds = [.. Told.Split(' ')];

    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public IReadOnlyList<HallEntry> Newest { get; private set; } = [];
    public IReadOnlyList<HallEntry> Closing { get; private set; } = [];
    public IReadOnlyList<HallEntry> Notices { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name, string? NameEn, bool IsDemo)> Centres { get; private set; } = [];
    /// <summary>Latest first, each with the challenge it is about.</summary>
    public IReadOnlyList<(LiveMessage Message, HallEntry About)> Events { get; private set; } = [];
    public int OpenNow { get; private set; }
    public int Posted { get; private set; }
    public int Awarded { get; private set; }
    public int VerifiedOrganisations { get; private set; }

    /// <summary>Sum of the bounties of open challenges in CNY, ranges by their lower end; negotiable ones count as nothing.</summary>
    public Money OpenBounties { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var entries = (await hall.Snapshot(ct)).NewestFirst;
        var open = entries.Where(e => e.PhaseAt(Now) == HallPhase.Open).ToList();
        Newest = [.. open.Take(Shown)];
        Closing = [.. open.OrderBy(e => e.DeadlineAt).Take(Shown)];
        Notices = [.. entries.Where(e => e.PhaseAt(Now) == HallPhase.Notice).Take(Shown)];
        OpenNow = open.Count;
        Posted = entries.Count(e => e.PhaseAt(Now) != HallPhase.Reference);
        Awarded = entries.Count(e => e.PhaseAt(Now) is HallPhase.Awarded or HallPhase.InProgress or HallPhase.Settled);
        OpenBounties = new(open.Where(e => e.Bounty.Currency == Currency.CNY).Sum(e => e.Bounty.From?.Minor ?? 0), Currency.CNY);
        await ReadEvents(entries, ct);
        await ReadOrganisations(ct);
    }

    private async Task ReadEvents(IReadOnlyList<HallEntry> entries, CancellationToken ct)
    {
        var latest = (await streams.Latest(Streams.Public, 4 * EventsShown, ct)).FindAll(m => ToldKinds.Contains(m.Type));
        var subjects = latest.Select(m => m.Subject.Id).ToHashSet();
        var about = entries.Where(e => subjects.Contains(e.Id)).ToDictionary(e => e.Id);
        Events = [.. latest.Where(m => about.ContainsKey(m.Subject.Id)).Take(EventsShown).Select(m => (m, about[m.Subject.Id]))];
    }

    private async Task ReadOrganisations(CancellationToken ct)
    {
        var verified = db.Set<Organisation>().AsNoTracking().Where(o => o.Verification == VerificationStatus.Verified);
        VerifiedOrganisations = await verified.CountAsync(ct);
        var centres = await verified.Where(o => o.Kind == OrganisationKind.GoiCentre).OrderBy(o => o.Name)
            .Select(o => new { o.Id, o.Name, o.NameEn, o.IsDemo }).Take(12).ToListAsync(ct);
        Centres = [.. centres.Select(o => (o.Id, o.Name, o.NameEn, o.IsDemo))];
    }
}
