using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Web.Tests.Contracts;

/// <summary>The whole program beside a stand-in for the provider, with a contract in US dollars that both sides have signed.</summary>
internal sealed class CardHost : IAsyncDisposable
{
    private CardHost(WebHost host, StripeStandIn standIn, CardScene scene) => (Host, StandIn, Scene) = (host, standIn, scene);

    public WebHost Host { get; }
    public StripeStandIn StandIn { get; }
    public CardScene Scene { get; }
    public string Contract => $"/workspace/contracts/{Scene.Contract.ContractId}";
    public string Payee => $"/workspace/organisations/{Scene.Contract.Bids.Labs[0].OrganisationId}/payee";

    public static async Task<CardHost> Create(bool kestrel = false, bool workers = false, Action<IServiceCollection>? configure = null)
    {
        var standIn = await StripeStandIn.Start(TimeProvider.System);
        var host = await WebHost.Create(kestrel: kestrel, workers: workers, settings: standIn.Settings, configure: configure);
        standIn.Clock = host.Clock;
        var scene = await CardScene.Signed(host.Services, standIn, host.RunJobs, host.RunJobs);
        return new CardHost(host, standIn, scene);
    }

    public Task<Visitor> Visit(Actor actor) => Host.Visit(actor.PersonId);

    /// <summary>Tells every event so far.</summary>
    public async Task Tell()
    {
        using var site = Host.CreateClient();
        foreach (var body in StandIn.Events) await StandIn.Deliver(site, body, StandIn.Sign(body));
        await Host.RunJobs();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await StandIn.DisposeAsync();
    }
}
