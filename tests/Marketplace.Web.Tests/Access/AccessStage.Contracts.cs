using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Papers;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Statements;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Web.Tests.Access;

public sealed partial class AccessStage
{
    /// <summary>A contract that waits to be drafted, and one whose first milestone is accepted and waits to be paid.</summary>
    private async Task FillContracts(ChallengeCast cast)
    {
        var working = await Contract(cast);
        _ = (await Host.With((DraftContract use) => use.Run(new(working, 0, null, IpRule.Joint, TechnicalKind.Development, 12, [new("Sample", "Ten samples", 6, 50), new("Line", "A line", 12, 50)]), cast.Publisher))).Value;
        foreach (var side in new[] { cast.Publisher, cast.Bidder })
        {
            var text = await Host.Read(db => db.Set<Contract>().Where(c => c.Id == working).Select(c => c.TextSha256).SingleAsync());
            _ = (await Host.With((SignContract use) => use.Run(new(working, text, side.Name, "Bank of Tests", "6222 0001"), side))).Value;
        }

        var claim = (await Host.With((ClaimFunding use) => use.Run(new(working, new MemoryStream(ContractScene.Voucher(1)), "voucher.pdf", "20万", "B1"), cast.Publisher))).Value;
        var finance = (await Host.Services.GetRequiredService<Actors>().Load(_people["finance"]))!;
        _ = (await Host.With((ConfirmFunding use) => use.Run(new(claim, "S1", "20万", "20万"), finance))).Value;
        var milestone = await Host.Read(db => db.Set<Milestone>().Where(m => m.ContractId == working && m.Position == 1).Select(m => m.Id).SingleAsync());
        _ = (await Host.With((SubmitEvidence use) => use.Run(new(working, milestone, "Ten samples", new MemoryStream(ContractScene.Voucher(2)), "report.pdf"), cast.Bidder))).Value;
        var payout = (await Host.With((AcceptMilestone use) => use.Run(new(working, milestone, [new(1, IndicatorVerdict.Met, "0.8 ppb")]), cast.Publisher))).Value;
        var import = (await Host.With((ImportStatement use) => use.Run(
            new(new MemoryStream("Date,Amount,Reference,Purpose\n2026-01-05,-5,F1,Fee\n"u8.ToArray()), "statement.csv", "CNY", new Dictionary<StatementColumn, string?>()), finance))).Value;
        await Host.Drain();
        var line = await Host.Read(db => db.Set<BankLine>().Where(l => l.ImportId == import).Select(l => l.Id).SingleAsync());
        var file = await Host.Read(db => db.Set<Milestone>().Where(m => m.Id == milestone).Select(m => m.EvidenceFileId).SingleAsync());
        // Last, because a draft that nobody signs for a month lapses.
        var drafting = await Contract(cast);
        Name(
            ("/workspace/contracts/ id", drafting), ("/workspace/contracts/{id}/milestones id", working), ("/workspace/contracts/{id}/milestones position", 2),
            ("/workspace/contracts/{id}/ending id", working), ("/workspace/contracts/{id}/changes id", working), ("/workspace/contracts/{id}/papers id", working), ("/workspace/contracts/{id}/papers file", "contract.docx"), ("/workspace/contracts/{id}/files id", working), ("/workspace/contracts/{id}/files fileId", file!.Value), ("/admin/money/statements id", import), ("line", line), ("claim", claim), ("contract", working), ("payout", payout));
    }

    /// <summary>A challenge of its own whose award is final.</summary>
    private async Task<Guid> Contract(ChallengeCast cast)
    {
        var challenge = await TestData.AddOpenChallenge(Host.Services, cast);
        var bid = await Submit(challenge.Id, cast.LabId, cast.Bidder);
        Host.Clock.Advance(TimeSpan.FromDays(61));
        await Host.RunJobs();
        foreach (var officer in new[] { cast.Operator, cast.Approver }) _ = (await Host.With((OpenBids use) => use.Run(new(challenge.Id), officer))).Value;
        var award = (await Host.With((ProposeAward use) => use.Run(new(challenge.Id, "The only route.", [new(bid, AwardOutcome.Winner, Rank: 1, Amount: "20万")]), cast.Publisher))).Value;
        _ = (await Host.With((ConfirmAward use) => use.Run(new(challenge.Id, award), cast.Colleague))).Value;
        Host.Clock.Advance(TimeSpan.FromDays(20));
        await Host.RunJobs();
        await Host.Drain();
        return await Host.Read(db => db.Set<Contract>().Where(c => c.ChallengeId == challenge.Id).Select(c => c.Id).SingleAsync());
    }
}
