using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>The rules on a real database beside a stand-in for the provider, with one clock for both.</summary>
internal sealed class CardStage : IAsyncDisposable
{
    private CardStage(World world, StripeStandIn standIn) => (World, StandIn) = (world, standIn);

    public World World { get; }
    public StripeStandIn StandIn { get; }
    public CardScene Scene { get; private set; } = null!;

    /// <param name="patience">How long a call may take.</param>
    public static async Task<CardStage> Create(DatabaseProvider provider, string amount = "1000", int feeBasisPoints = 0, TimeSpan? patience = null, Currency? currency = null)
    {
        var clock = new FakeTimeProvider(World.Start);
        var standIn = await StripeStandIn.Start(clock);
        var world = await World.Create(provider, services =>
        {
            services.WithFee(feeBasisPoints);
            if (patience is not null) services.Replace(ServiceDescriptor.Singleton(p => new CardRail(p.GetRequiredService<Marketplace.Payments.Rails.Stripe.StripeSettings>(), patience)));
        }, standIn.Settings, clock);
        var stage = new CardStage(world, standIn);
        stage.Scene = await CardScene.Signed(world.Services, standIn, stage.Hear, stage.Work, amount, currency);
        return stage;
    }

    public Task Work() => Run<RunOperations>();

    /// <summary>The worker runs, and again after each wait, so many times.</summary>
    public async Task WorkOn(int turns, TimeSpan each)
    {
        for (var i = 0; i < turns; i++)
        {
            await Work();
            World.Clock.Advance(each);
        }
    }

    public async Task Hear()
    {
        await Run<PollNotices>();
        await Run<HandleNotices>();
    }

    public async Task<long> Balance(AccountName account, Currency? currency = null) => (await World.With((LedgerQueries q) => q.Balance(account, currency ?? Currency.USD, default))).Minor;

    public Task<List<LedgerDifference>> Differences() => World.With((LedgerCheck check) => check.Run(default));

    public int Transfers => StandIn.All("transfer").Count;

    public async ValueTask DisposeAsync()
    {
        await World.DisposeAsync();
        await StandIn.DisposeAsync();
    }

    private Task<bool> Run<T>() where T : class, Jobs.IJob => World.With(async (T job) =>
    {
        await job.Run(default);
        return true;
    });
}
