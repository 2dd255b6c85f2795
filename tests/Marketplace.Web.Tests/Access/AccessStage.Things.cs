using Marketplace.Challenges;
using Marketplace.Challenges.Matches;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;

namespace Marketplace.Web.Tests.Access;

public sealed partial class AccessStage
{
    /// <summary>Small things that forms name: a question, a match, a member, an invitation, an outcome.</summary>
    private async Task FillThings(ChallengeCast cast, Guid openId)
    {
        var now = Host.Clock.GetUtcNow();
        var match = new Match { ChallengeId = openId, OrganisationId = cast.LabId, Reasons = new MatchReasons([], [], []).ToJson(), FoundAt = now, RefreshedAt = now };
        var outcome = new Outcome { OrganisationId = cast.FirmId, Kind = OutcomeKind.Paper, Title = "A paper", Source = "typed", AddedAt = now };
        var spare = await TestData.AddPerson(Host.Services, "spare@example.org", "spare");
        var membership = new Membership { PersonId = spare.Id, OrganisationId = cast.FirmId, Role = MembershipRole.Viewer, FromAt = now };
        var other = await TestData.AddPerson(Host.Services, "spare2@example.org", "spare 2");
        var second = new Membership { PersonId = other.Id, OrganisationId = cast.FirmId, Role = MembershipRole.Viewer, FromAt = now };
        await Host.Read(async db =>
        {
            if (db.Set<Match>().FirstOrDefault(m => m.ChallengeId == openId && m.OrganisationId == cast.LabId) is { } found) match = found;
            else db.Add(match);
            db.AddRange(outcome, membership, second);
            return await db.SaveChangesAsync();
        });
        var question = (await Host.With((AskQuestion use) => use.Run(new(openId, "Which resin?", cast.LabId), cast.Bidder))).Value;
        Name(
            ("question", question), ("/api/v1/challenges/ question", question),
            ("invitation", await Invited(cast, "invited@example.org")), ("/api/v1/invitations/ invitation", await Invited(cast, "other@example.org")),
            ("/api/v1/memberships/ membership", second.Id), ("/api/v1/inbox/ id", Guid.CreateVersion7()), ("/api/v1/workspace/matches/ id", match.Id), ("/api/v1/challenges/{id}/matches id", openId), ("/api/v1/admin/people/ id", _people["newcomer"]),
            ("/workspace/matches/ id", match.Id), ("outcome", outcome.Id), ("membership", membership.Id));
    }
    private async Task<Guid> Invited(ChallengeCast cast, string address) =>
        (await Host.With((InviteMember use) => use.Run(new(cast.FirmId, address, MembershipRole.Viewer), cast.Colleague))).Value;
}
