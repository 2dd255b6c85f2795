using Marketplace.Awards;
using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Papers;
using Marketplace.Contracts.Payouts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Jobs;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.TestKit;

/// <summary>An award that is final, the contract that it began, and short words for everything up to the last payment.</summary>
public sealed partial class ContractScene(BidScene bids, IServiceProvider services)
{
    /// <summary>A finding for each of the scene's two indicators.</summary>
    public static readonly IReadOnlyList<AcceptMilestone.Finding> AllMet =
        [new(1, IndicatorVerdict.Met, "41 MPa", "GB/T 1", "Laboratory of Joints"), new(2, IndicatorVerdict.Met, "4 %", "X-ray")];

    private int _files;

    public BidScene Bids => bids;
    public Guid ContractId { get; private set; }
    public Actor Publisher => bids.Publisher;
    public Actor Bidder => bids.Labs[0].Actor;
    public Actor Finance { get; private set; } = null!;
    public Actor SecondFinance { get; private set; } = null!;

    public static async Task<ContractScene> Create(IServiceProvider services, ChallengeKind kind = ChallengeKind.Enterprise, string amount = "120万", Currency? currency = null)
    {
        var scene = new ContractScene(await BidScene.Create(services, 1, kind == ChallengeKind.Government ? "government" : "open", kind, currency: currency), services);
        scene.Finance = await scene.Bids.AddOfficer(PlatformRole.Finance);
        scene.SecondFinance = await scene.Bids.AddOfficer(PlatformRole.Finance);
        await scene.MakeAward(amount);
        await scene.Drain();
        scene.ContractId = await scene.Begun();
        return scene;
    }

    /// <summary>Drafted and signed by both sides.</summary>
    public static async Task<ContractScene> Signed(IServiceProvider services, ChallengeKind kind = ChallengeKind.Enterprise, string amount = "120万", Currency? currency = null)
    {
        var scene = await Create(services, kind, amount, currency);
        _ = (await scene.Draft()).Value;
        _ = (await scene.Sign(scene.Publisher)).Value;
        _ = (await scene.Sign(scene.Bidder)).Value;
        return scene;
    }

    /// <summary>Signed, and the whole amount held.</summary>
    public static async Task<ContractScene> Funded(IServiceProvider services, ChallengeKind kind = ChallengeKind.Enterprise, string amount = "40万")
    {
        var scene = await Signed(services, kind, amount);
        _ = (await scene.Confirm((await scene.Claim(amount, "B1")).Value, amount, "S1")).Value;
        return scene;
    }

    public Task<Result<int>> Draft(int seen = 0, Actor? by = null, params int[] percents) => With((DraftContract u) =>
        u.Run(new(ContractId, seen, null, IpRule.Joint, TechnicalKind.Development, 12, [.. (percents.Length == 0 ? [40, 60] : percents).Select((p, i) => new DraftContract.Line($"Stage {i + 1}", $"Report {i + 1}", i + 1, p))]), by ?? Publisher));

    public async Task<Result<bool>> Sign(Actor by, string? sha256 = null)
    {
        var hash = sha256 ?? (await Contract()).TextSha256;
        return await With((SignContract u) => u.Run(new(ContractId, hash, by.Name, "Bank of Tests", "6222 0000 1234"), by));
    }

    public Task<Result<Guid>> Claim(string amount, string number, Actor? by = null, byte[]? file = null) => With((ClaimFunding u) =>
        u.Run(new(ContractId, new MemoryStream(file ?? Voucher(++_files)), "voucher.pdf", amount, number), by ?? Publisher));

    public Task<Result<FundingClaimStatus>> Confirm(Guid claim, string amount, string line, Actor? by = null) =>
        With((ConfirmFunding u) => u.Run(new(claim, line, amount, amount), by ?? Finance));

    public async Task<Result<Done>> Submit(int position, Actor? by = null)
    {
        var id = await MilestoneId(position);
        return await With((SubmitEvidence u) => u.Run(new(ContractId, id, "Ten samples were made."), by ?? Bidder));
    }

    public async Task<Result<Guid>> Accept(int position, Actor? by = null, IReadOnlyList<AcceptMilestone.Finding>? findings = null)
    {
        var id = await MilestoneId(position);
        return await With((AcceptMilestone u) => u.Run(new(ContractId, id, findings ?? AllMet), by ?? Publisher));
    }

    public async Task<Result<MilestoneStatus>> Reject(int position, string reason = "Not yet", Actor? by = null)
    {
        var id = await MilestoneId(position);
        return await With((RejectMilestone u) => u.Run(new(ContractId, id, reason), by ?? Publisher));
    }

    public Task<Result<Done>> Order(Guid payout, string number, Actor? by = null) => With((OrderPayout u) => u.Run(new(payout, number), by ?? Finance));

    public Task<Result<Done>> Settle(Guid payout, string line, Actor? by = null) => With((SettlePayout u) => u.Run(new(payout, line), by ?? Finance));

    public Task<Result<Done>> Return(Guid payout, string number, Actor? by = null) => With((ReturnPayout u) => u.Run(new(payout, number, "Account closed"), by ?? Finance));

    /// <summary>Handed in, accepted, ordered and on the statement.</summary>
    public async Task PayOut(int position)
    {
        _ = (await Submit(position)).Value;
        var payout = (await Accept(position)).Value;
        _ = (await Order(payout, $"O{position}")).Value;
        _ = (await Settle(payout, $"L{position}")).Value;
    }

    public Task<Contract> Contract() => Read(db => db.Set<Contract>().AsNoTracking().Include(c => c.Milestones).Include(c => c.Indicators).Include(c => c.Signatures).SingleAsync(c => c.Id == ContractId));

    public async Task<ContractView?> View(Actor by) => await With((ContractQueries q) => q.One(ContractId, by));

    public Task<T> With<TService, T>(Func<TService, Task<T>> call) where TService : notnull => bids.With(call);

    public Task<T> Read<T>(Func<MarketplaceDb, Task<T>> read) => With(read);

    /// <summary>The smallest PDF that is one, another each time.</summary>
    public static byte[] Voucher(int number) => System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4\n% voucher {number}\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    // Where workers run in the background, one of them may just be at it.
    private async Task<Guid> Begun()
    {
        for (var tries = 0; ; tries++)
        {
            var found = await Read(db => db.Set<Contract>().Where(c => c.ChallengeId == bids.ChallengeId).Select(c => (Guid?)c.Id).SingleOrDefaultAsync());
            if (found is { } id) return id;
            if (tries == 200) throw new InvalidOperationException("No contract began.");
            await Task.Delay(50);
        }
    }

    private async Task<Guid> MilestoneId(int position) => (await Contract()).Milestones.Single(m => m.Position == position).Id;

    private async Task MakeAward(string amount)
    {
        var bid = await bids.Bid(bids.Labs[0]);
        var clock = (FakeTimeProvider)services.GetRequiredService<TimeProvider>();
        clock.SetUtcNow(bids.DeadlineAt);
        await RunJobs();
        await bids.OpenByTwo();
        var award = (await With((ProposeAward u) => u.Run(new(bids.ChallengeId, "The best route", [new(bid.BidId, AwardOutcome.Winner, 1, amount)]), Publisher))).Value;
        var code = (await With((ConfirmAward u) => u.Run(new(bids.ChallengeId, award), bids.Approver))).Value;
        clock.SetUtcNow((await With((NoticeQueries q) => q.One(code)))!.Notice.EndsAt);
        await RunJobs();
    }

    private Task RunJobs() => services.GetRequiredService<JobRunner>().RunAll();

    private async Task Drain()
    {
        await services.GetRequiredService<EventTail>().CatchUp();
        await services.GetRequiredService<OutboxWorker>().Drain();
        await services.GetRequiredService<EventTail>().CatchUp();
    }
}
