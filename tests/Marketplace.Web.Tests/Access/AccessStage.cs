using System.Text.RegularExpressions;
using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Web.Tests.Access;

/// <summary>The program with one person of every standing, and a thing of each kind for the addresses to name.</summary>
public sealed partial class AccessStage : IAsyncDisposable
{
    /// <summary>
    /// The firm's <c>publisher</c>, <c>goi-manager</c> and <c>owner</c> own what the addresses name; <c>bidder</c> and <c>team-leader</c> belong
    /// to a lab that may bid for it. The viewers of both see how their organisation stands and do nothing in its name.
    /// The <c>newcomer</c> belongs to no organisation; the <c>suspended</c> person holds a session from before.
    /// </summary>
    /// <remarks>In the order of the walk: whoever may change what the addresses name comes last.</remarks>
    public static readonly string[] Roles =
    [
        "anonymous", "suspended", "newcomer", "other-publisher", "other-bidder", "lab-viewer", "firm-viewer", "bidder", "team-leader", "expert", "broker",
        "finance", "auditor", "supervisor", "operator", "reviewer", "approver", "goi-manager", "publisher", "owner",
    ];

    private readonly Dictionary<string, Guid> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private AccessStage(WebHost host) => Host = host;

    public WebHost Host { get; }

    public static async Task<AccessStage> Create(bool kestrel = false)
    {
        var stage = new AccessStage(await WebHost.Create(kestrel: kestrel));
        await stage.Fill();
        return stage;
    }

    public Guid? Person(string role) => _people.TryGetValue(role, out var id) ? id : null;

    public async Task<Visitor> Visit(string role) => await Host.Visit(Person(role));

    /// <summary>The address that the route has for the things of this stage, or, with <paramref name="absent"/>, for things that nobody has.</summary>
    public string Address(AccessRow row, bool absent = false)
    {
        var path = Place().Replace(row.Route, place => absent ? Absent(place.Groups["name"].Value) : Named(row.Route, place.Groups["name"].Value));
        var query = row.Verb == "GET" ? Form(row).Select(f => $"{f.Key}={f.Value}") : [];
        if (row.Handler is not null) query = query.Prepend($"handler={row.Handler}");
        return string.Join('?', new[] { path, string.Join('&', query) }.Where(part => part.Length > 0));
    }

    /// <summary>Values of a form or of a query that stand for things of this stage: <c>@person</c>, <c>@membership</c> and the like.</summary>
    public Dictionary<string, string> Form(AccessRow row) =>
        row.Form.ToDictionary(f => f.Key, f => f.Value.StartsWith('@') ? _names[f.Value[1..]] : f.Value);

    // The longest beginning of a route that is named here says what its values are.
    private string Named(string route, string place)
    {
        var known = _names.Keys.Where(key => key.StartsWith('/') && key.EndsWith($" {place}", StringComparison.Ordinal) && route.StartsWith(key.Split(' ')[0], StringComparison.Ordinal));
        return known.MaxBy(key => key.Length) is { } longest ? _names[longest] : throw new InvalidOperationException($"{route}: say in AccessStage.Fill what {{{place}}} is.");
    }

    private static string Absent(string place) => place switch
    {
        "code" => "PD-JB-1999-0001",
        "status" => "404",
        "step" or "documentName" => "none",
        "token" or "name" or "path" => "no-such-thing",
        "word" => "confirm",
        "number" or "version" or "position" => "99",
        _ => Guid.CreateVersion7().ToString(),
    };

    private async Task Fill()
    {
        var services = Host.Services;
        var cast = await TestData.AddChallengeCast(services);
        foreach (var (role, actor) in new[]
        {
            ("publisher", cast.Publisher), ("owner", cast.Colleague), ("bidder", cast.Bidder), ("other-bidder", cast.OtherBidder), ("other-publisher", cast.OtherPublisher),
            ("operator", cast.Operator), ("reviewer", cast.Reviewer), ("approver", cast.Approver), ("supervisor", cast.Supervisor), ("auditor", cast.Auditor),
        }) _people[role] = actor.PersonId!.Value;
        foreach (var role in new[] { "newcomer", "suspended", "expert", "broker", "finance" }) _people[role] = (await TestData.AddPerson(services, $"{role}@example.org", role)).Id;
        await Join(
            ("goi-manager", cast.FirmId, MembershipRole.GoiManager), ("firm-viewer", cast.FirmId, MembershipRole.Viewer),
            ("team-leader", cast.LabId, MembershipRole.TeamLeader), ("lab-viewer", cast.LabId, MembershipRole.Viewer));
        await Grant(PlatformRole.Expert, PlatformRole.Broker, PlatformRole.Finance);

        await FillAward(cast);
        var open = await TestData.AddOpenChallenge(services, cast);
        var approved = await TestData.AddApproved(services, cast);
        var draft = await TestData.AddDraft(services, cast);
        var bid = await Draft(open.Id, cast.LabId, cast.Bidder);
        await Host.Drain();
        await FillThings(cast, open.Id);
        Name(
            ("/challenges/ code", open.Code!), ("/admin/challenges/ id", approved.Id), ("/workspace/challenges/ id", draft.Id), ("/workspace/challenges/ code", open.Code!),
            ("/admin/organisations/ id", cast.FirmId), ("/organisations/ id", cast.FirmId), ("/api/v1/organisations/ id", cast.FirmId), ("/api/v1/workspace/organisations/ id", cast.FirmId), ("/api/v1/admin/organisations/ id", cast.FirmId), ("/workspace/organisations/ id", cast.FirmId),
            ("/admin/people/ id", _people["newcomer"]), ("/account/ word", "confirm"), ("/account/invitations/ token", "no-such-thing"),
            ("/dev/mail/ name", "no-such-mail"), ("/errors/ status", "404"), ("/ path", "no-such-page"), ("/calendar/ token", "no-such-calendar"), ("/workspace/challenges/{id}/matches id", open.Id), ("/workspace/bids/{id}/edit id", bid),
            ("/workspace/challenges/ step", "need"), ("/api/v1/challenges/ id", draft.Id), ("/api/v1/workspace/challenges/ id", draft.Id), ("/api/v1/challenges/ code", open.Code!), ("/api/v1/challenges/{id}/questions id", open.Id), ("/api/v1/challenges/{id}/confidentiality-terms id", open.Id),
            ("/api/v1/challenges/ attachment", Guid.CreateVersion7()), ("/api/v1/admin/challenges/ id", approved.Id), ("/files/ attachment", Guid.CreateVersion7()),
            ("/openapi/ documentName", "v1"), ("/api/docs documentName", "v1"),
            ("file", "plain text"), ("person", _people["newcomer"]), ("firm", cast.FirmId), ("open", open.Code!), ("version", approved.Version));
    }

    private void Name(params (string Key, object Value)[] names)
    {
        foreach (var (key, value) in names) _names[key] = value.ToString()!;
    }

    private async Task Join(params (string Role, Guid OrganisationId, MembershipRole As)[] members)
    {
        foreach (var (role, _, _) in members) _people[role] = (await TestData.AddPerson(Host.Services, $"{role}@example.org", role)).Id;
        await Host.Read(db =>
        {
            db.AddRange(members.Select(m => new Membership { PersonId = _people[m.Role], OrganisationId = m.OrganisationId, Role = m.As, FromAt = Host.Clock.GetUtcNow() }));
            return db.SaveChangesAsync();
        });
    }

    private async Task Grant(params PlatformRole[] roles) => await Host.Read(async db =>
    {
        var now = Host.Clock.GetUtcNow();
        db.AddRange(roles.Select(role => new RoleGrant { PersonId = _people[role.ToString().ToLowerInvariant()], Role = role, FromAt = now, Reason = "test" }));
        await db.SaveChangesAsync();
        var suspended = _people["suspended"];
        return await db.Set<Person>().Where(p => p.Id == suspended).ExecuteUpdateAsync(set => set.SetProperty(p => p.SuspendedAt, now));
    });

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [GeneratedRegex(@"\{\*{0,2}(?<name>[a-zA-Z]+)[^}]*\}")]
    private static partial Regex Place();
}
