using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.TestKit;

namespace Marketplace.Tests.Awards;

/// <summary>A challenge whose bids are opened, and proposals for it.</summary>
internal sealed record Opened(World World, BidScene Scene, IReadOnlyList<BidReceipt> Bids)
{
    public static async Task<Opened> Create(World world, int labs = 2, ChallengeKind kind = ChallengeKind.Enterprise, string preset = "open",
        AwardMode mode = AwardMode.Single, int maxWinners = 1)
    {
        var scene = await BidScene.Create(world.Services, labs, preset, kind, mode, maxWinners);
        var bids = new List<BidReceipt>();
        foreach (var lab in scene.Labs) bids.Add(await scene.Bid(lab));
        world.Clock.SetUtcNow(scene.DeadlineAt);
        await world.RunJobs();
        await scene.OpenByTwo();
        return new Opened(world, scene, bids);
    }

    /// <summary>The first bid wins, every other one is told why not.</summary>
    public ProposeAward.Input FirstWins(string amount = "120万") => new(Scene.ChallengeId, "The best route",
    [
        new(Bids[0].BidId, AwardOutcome.Winner, 1, amount),
        .. Bids.Skip(1).Select(b => new ProposeAward.Line(b.BidId, AwardOutcome.NotAwarded, Strengths: "A strong team", Shortfalls: "No sample yet")),
    ]);

    public Task<Result<Guid>> Propose(ProposeAward.Input input, Actor? by = null) => World.With((ProposeAward u) => u.Run(input, by ?? Scene.Publisher));

    public Task<Result<string>> Confirm(Guid awardId, Actor? by = null) =>
        World.With((ConfirmAward u) => u.Run(new ConfirmAward.Input(Scene.ChallengeId, awardId), by ?? Scene.SecondPublisher));
}
