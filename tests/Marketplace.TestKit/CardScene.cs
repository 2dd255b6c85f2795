using Marketplace.Challenges;
using Marketplace.Contracts.Cards;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Payments;
using Marketplace.TestKit.Stripe;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.TestKit;

/// <summary>A contract in US dollars whose money goes by card, on a stand-in for the provider; and short words for what happens to it.</summary>
public sealed class CardScene(ContractScene contract, StripeStandIn standIn, Func<Task> poll, Func<Task> work)
{
    public ContractScene Contract => contract;
    public StripeStandIn StandIn => standIn;
    public Actor LabOwner { get; private set; } = null!;
    public string Account { get; private set; } = "";

    /// <summary>Signed by both sides, nothing paid.</summary>
    public static async Task<CardScene> Signed(IServiceProvider services, StripeStandIn standIn, Func<Task> poll, Func<Task> work, string amount = "1000", Currency? currency = null)
    {
        var scene = new CardScene(await ContractScene.Signed(services, amount: amount, currency: currency ?? Currency.USD), standIn, poll, work);
        scene.LabOwner = await scene.Contract.Bids.AddMember(scene.Contract.Bids.Labs[0].OrganisationId, MembershipRole.Owner);
        return scene;
    }

    public Task<Result<Uri>> Start(Actor? by = null) => contract.With((StartCardPayment u) => u.Run(new(contract.ContractId), by ?? contract.Publisher));

    /// <summary>The publisher goes to the page and pays; the payment's id. Nothing is told yet.</summary>
    public async Task<string> PayIn(long? amount = null)
    {
        var page = (await Start()).Value;
        return standIn.Pay(page.AbsolutePath[(page.AbsolutePath.LastIndexOf('/') + 1)..], amount);
    }

    /// <summary>Paid, told and booked.</summary>
    public async Task<string> Fund()
    {
        var payment = await PayIn();
        await Hear();
        return payment;
    }

    /// <summary>The laboratory's account at the provider; ready to be paid where asked.</summary>
    public async Task OpenPayee(bool active = true)
    {
        _ = (await contract.With((BeginPayee u) => u.Run(new(contract.Bids.Labs[0].OrganisationId), LabOwner))).Value;
        Account = standIn.All("v2.core.account")[^1]["id"]!.ToString();
        if (active) standIn.Become(Account);
    }

    /// <summary>Handed in and accepted: the money is released and a transfer planned.</summary>
    public async Task<Guid> Accept(int position)
    {
        _ = (await contract.Submit(position)).Value;
        return (await contract.Accept(position)).Value;
    }

    /// <summary>The events are asked for and handled.</summary>
    public Task Hear() => poll();

    /// <summary>The worker runs once.</summary>
    public Task Work() => work();

    public Task<PaymentOp> Op(OpKind kind) => contract.Read(db => db.Set<PaymentOp>().AsNoTracking().Where(o => o.Kind == kind).OrderByDescending(o => o.PlannedAt).ThenByDescending(o => o.Id).FirstAsync());

    public Task<List<RailNotice>> Notices() => contract.Read(db => db.Set<RailNotice>().AsNoTracking().ToListAsync());
}
