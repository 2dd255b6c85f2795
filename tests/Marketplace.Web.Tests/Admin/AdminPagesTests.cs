using System.Net;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Admin;

/// <summary>The administration: who gets in, and what an officer does there.</summary>
public sealed class AdminPagesTests
{
    private WebHost _host = null!;
    private ChallengeCast _cast = null!;

    [SetUp]
    public async Task Start()
    {
        _host = await WebHost.Create();
        _cast = await TestData.AddChallengeCast(_host.Services);
    }

    [TearDown]
    public async Task Stop() => await _host.DisposeAsync();

    [Test]
    public async Task Pages_are_absent_for_members_and_open_for_officers_of_the_duty()
    {
        string[] pages = ["/admin", "/admin/organisations", $"/admin/organisations/{_cast.FirmId}", "/admin/people", $"/admin/people/{_cast.Bidder.PersonId}", "/admin/events", "/admin/system"];
        using var member = await _host.Visit(_cast.Publisher.PersonId);
        using var auditor = await _host.Visit(_cast.Auditor.PersonId, "zh-CN");
        foreach (var page in pages)
        {
            Assert.That((await member.Open(page)).Status, Is.EqualTo(HttpStatusCode.NotFound), page);
            Assert.That((await auditor.Open(page)).Status, Is.EqualTo(HttpStatusCode.OK), page);
        }

        using var anonymous = await _host.Visit();
        Assert.That((await anonymous.Open("/admin")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Decide_rejects_with_a_reason_and_keeps_what_was_typed_without_one()
    {
        await _host.Read(db => db.Set<Organisation>().Where(o => o.Id == _cast.FirmId).ExecuteUpdateAsync(s => s.SetProperty(o => o.Verification, VerificationStatus.Submitted)));
        using var officer = await _host.Visit(_cast.Reviewer.PersonId);
        var page = await officer.Open($"/admin/organisations/{_cast.FirmId}");
        var refused = await officer.Submit(page, "form#decide", Values(("Form.Action", "Reject"), ("Form.Reason", " ")));
        Assert.That(refused.Document.QuerySelector("input[value=Reject]")?.HasAttribute("checked"), Is.True);
        Assert.That(refused.Document.QuerySelectorAll(".error-summary a").Select(a => a.GetAttribute("href")), Is.EqualTo(new[] { "#Form_Reason" }));
        var done = await officer.Submit(refused, "form#decide", Values(("Form.Action", "Reject"), ("Form.Reason", "Name differs from the licence")));
        Assert.That(done.Text, Does.Contain("Name differs from the licence"));
        Assert.That((await _host.Events())[^1].Type, Is.EqualTo("organisation.rejected"));
    }

    [Test]
    public async Task Challenge_of_the_officers_own_organisation_comes_with_the_reason_instead_of_the_moves()
    {
        var draft = await TestData.AddDraft(_host.Services, _cast);
        _ = (await _host.With((SubmitChallenge u) => u.Run(new(draft.Id), _cast.Publisher))).Value;
        await Join(_cast.Reviewer, _cast.FirmId);
        using var officer = await _host.Visit(_cast.Reviewer.PersonId);
        var page = await officer.Open($"/admin/challenges/{draft.Id}");
        Assert.That(page.Document.QuerySelectorAll("form#approve button, form#return button"), Is.Empty);
        Assert.That(page.Document.QuerySelector("form#approve .note")?.TextContent, Does.Contain("You belong to the publisher"));
    }

    [Test]
    public async Task Group_is_set_by_name_with_its_grounds_and_kept_as_typed_where_nobody_has_the_name()
    {
        using var officer = await _host.Visit(_cast.Operator.PersonId);
        var page = await officer.Open($"/admin/organisations/{_cast.LabId}");
        var refused = await officer.Submit(page, "form#group", Values(("Group.Head", "Nobody Ltd."), ("Group.Reason", "Shareholding")));
        Assert.That(refused.Document.QuerySelector("input[name='Group.Head']")!.GetAttribute("value"), Is.EqualTo("Nobody Ltd."));
        var saved = await officer.Submit(refused, "form#group", Values(("Group.Head", "Lingang Precision Co.")));
        Assert.That(saved.Document.QuerySelector("#group-panel a")?.GetAttribute("href"), Is.EqualTo($"/admin/organisations/{_cast.FirmId}"), saved.Text);
        Assert.That((await _host.Events())[^1], Has.Property("Type").EqualTo("organisation.grouped").And.Property("Reason").EqualTo("Shareholding"));

        using var auditor = await _host.Visit(_cast.Auditor.PersonId);
        Assert.That((await auditor.Open($"/admin/organisations/{_cast.LabId}")).Document.QuerySelector("form#group"), Is.Null);
    }

    [Test]
    public async Task Operator_extends_a_deadline_and_other_officers_read_why_they_do_not()
    {
        var open = await TestData.AddOpenChallenge(_host.Services, _cast);
        using var reviewer = await _host.Visit(_cast.Reviewer.PersonId);
        Assert.That((await reviewer.Open($"/admin/challenges/{open.Id}")).Document.QuerySelector("form#extend"), Is.Null);
        using var officer = await _host.Visit(_cast.Operator.PersonId);
        var page = await officer.Open($"/admin/challenges/{open.Id}");
        var refused = await officer.Submit(page, "form#extend", Values(("DeadlineAt", "2026-05-03T18:00"), ("Reason", " ")));
        Assert.That(refused.Document.QuerySelector("form#extend input[name=DeadlineAt]")!.GetAttribute("value"), Is.EqualTo("2026-05-03T18:00"));
        Assert.That(refused.Document.QuerySelector("form#extend .has-error textarea"), Is.Not.Null, refused.Text);
        var extended = await officer.Submit(refused, "form#extend", Values(("Reason", "Samples came late.")));
        Assert.That(extended.Text, Does.Contain("2026-05-03 18:00"));
        Assert.That((await _host.Events())[^1], Has.Property("Type").EqualTo("challenge.extended").And.Property("Reason").EqualTo("Samples came late."));
    }

    [Test]
    public async Task Grant_and_revoke_ask_for_a_reason_and_are_the_approvers()
    {
        using var approver = await _host.Visit(_cast.Approver.PersonId);
        var page = await approver.Open($"/admin/people/{_cast.Bidder.PersonId}");
        var granted = await approver.Submit(page, "form#grant-form", Values(("Form.Role", "Expert"), ("Form.UntilAt", "2026-12-31"), ("Form.Reason", "Letter 12 of 2026")));
        Assert.That(granted.Text, Does.Contain("Letter 12 of 2026"));
        Assert.That(await _host.Read(db => db.Set<RoleGrant>().Where(g => g.Role == PlatformRole.Expert).Select(g => g.UntilAt).SingleAsync()), Is.EqualTo(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.FromHours(8))));
        var revoked = await approver.Submit(granted, "form#revoke-form", Values(("Act.Role", "Expert"), ("Act.Reason", "Left the pool")));
        Assert.That((await _host.Events())[^1].Type, Is.EqualTo("role.revoked"), revoked.Text);

        using var auditor = await _host.Visit(_cast.Auditor.PersonId);
        Assert.That((await auditor.Open($"/admin/people/{_cast.Bidder.PersonId}")).Document.QuerySelector("form#grant-form"), Is.Null);
    }

    [Test]
    public async Task Suspend_ends_the_session_at_the_next_request()
    {
        using var bidder = await _host.Visit(_cast.Bidder.PersonId);
        Assert.That((await bidder.Open("/workspace/organisations")).Address.AbsolutePath, Is.EqualTo("/workspace/organisations"));
        using var supervisor = await _host.Visit(_cast.Supervisor.PersonId);
        var page = await supervisor.Open($"/admin/people/{_cast.Bidder.PersonId}");
        await supervisor.Submit(page, "form#suspend-form", Values(("Act.Reason", "Integrity case 3")));
        Assert.That((await bidder.Open("/workspace/organisations")).Address.AbsolutePath, Is.EqualTo("/account/sign-in"));
    }

    [Test]
    public async Task Event_log_searches_and_checks_the_chain()
    {
        var posted = await TestData.AddOpenChallenge(_host.Services, _cast);
        using var auditor = await _host.Visit(_cast.Auditor.PersonId);
        var found = await auditor.Open($"/admin/events?subject={posted.Code}&type=challenge.posted");
        Assert.That(found.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        var odd = await auditor.Open("/admin/events?from=9999-99-99&to=x&before=%EF%BF%BE&type=%27--");
        Assert.That(odd.Status, Is.EqualTo(HttpStatusCode.OK));
        var check = await auditor.Submit(found, "form#check");
        Assert.That(check.Document.QuerySelector(".note.is-good"), Is.Not.Null, check.Text);
    }

    private Task<int> Join(Actor person, Guid organisationId) => _host.Read(db =>
    {
        db.Add(new Membership { PersonId = person.PersonId!.Value, OrganisationId = organisationId, Role = MembershipRole.Viewer, FromAt = _host.Clock.GetUtcNow() });
        return db.SaveChangesAsync();
    });

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);
}
