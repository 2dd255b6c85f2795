using Marketplace.Contracts.Cards;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Marketplace.TestKit;
using Marketplace.TestKit.Stripe;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Cards;

/// <summary>Opening the account that is paid, and asking how far it is.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class PayeeTests(DatabaseProvider provider)
{
    [Test]
    public async Task Account_is_opened_once_and_every_click_gets_a_page_of_its_own()
    {
        await using var stage = await CardStage.Create(provider);
        var lab = stage.Scene.Contract.Bids.Labs[0].OrganisationId;
        stage.StandIn.Fail("/v2/core/accounts", StripeFault.DropAfter);
        Assert.That((await Begin(stage, lab)).Refusal.Code, Is.EqualTo("card.unreachable"));
        var (first, second) = ((await Begin(stage, lab)).Value, (await Begin(stage, lab)).Value);
        Assert.That(first, Is.Not.EqualTo(second));
        Assert.That(stage.StandIn.All("v2.core.account"), Has.Count.EqualTo(1));
        Assert.That((await stage.World.Events()).Count(e => e.Type == "payee.begun"), Is.EqualTo(1));
        var kept = await stage.World.Read(db => db.Set<Payee>().AsNoTracking().SingleAsync());
        Assert.That(kept.Account, Does.StartWith("acct_"));
    }

    [Test]
    public async Task Only_owners_of_a_verified_organisation_open_it()
    {
        await using var stage = await CardStage.Create(provider);
        var lab = stage.Scene.Contract.Bids.Labs[0].OrganisationId;
        Assert.That((await Begin(stage, lab, stage.Scene.Contract.Bidder)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await Begin(stage, stage.Scene.Contract.Bids.PublisherId)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await stage.World.With((AskPayee u) => u.Run(new(lab), stage.Scene.LabOwner))).Refusal, Is.EqualTo(Refusal.NotFound), "there is none yet");
        Assert.That(stage.StandIn.Requests, Is.Empty);
    }

    [Test]
    public async Task Asking_learns_the_state_and_what_changed_is_an_event()
    {
        await using var stage = await CardStage.Create(provider);
        await stage.Scene.OpenPayee(active: false);
        var lab = stage.Scene.Contract.Bids.Labs[0].OrganisationId;
        Assert.That((await stage.World.With((AskPayee u) => u.Run(new(lab), stage.Scene.LabOwner))).Value, Is.EqualTo(PayeeState.Restricted));
        stage.StandIn.Become(stage.Scene.Account);
        Assert.That((await stage.World.With((AskPayee u) => u.Run(new(lab), stage.Scene.LabOwner))).Value, Is.EqualTo(PayeeState.Active));
        Assert.That((await stage.World.Events()).Count(e => e.Type == "payee.changed"), Is.EqualTo(2));
    }

    private static Task<Result<Uri>> Begin(CardStage stage, Guid organisation, Actor? by = null) =>
        stage.World.With((BeginPayee u) => u.Run(new(organisation), by ?? stage.Scene.LabOwner));
}
