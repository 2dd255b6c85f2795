using Marketplace.Challenges;
using Marketplace.Contracts;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Web.Demo;

/// <summary>
/// The contract of an awarded challenge: drafted, signed by both sides, and paid in by the word of the publisher, so that both sides find a
/// contract at work and a finance officer finds a payment to check.
/// </summary>
internal sealed class DemoContract(DemoStage stage, DemoChallenge challenge, Guid challengeId)
{
    /// <summary>What the publisher's bank gave out: a document by its form, and of no bank.</summary>
    private static readonly byte[] Voucher = "%PDF-1.4\n% Demonstration data: no bank has given this out.\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray();

    private string Winner => challenge.Bids.First(b => b.Result == "awarded").Lab;

    public IEnumerable<DemoStep> Plan(DateTimeOffset awarded) =>
    [
        new(awarded.AddDays(2), Draft),
        new(awarded.AddDays(3), () => Sign(challenge.Publisher)),
        new(awarded.AddDays(3).AddHours(4), () => Sign(Winner)),
        new(awarded.AddDays(5), PayIn),
    ];

    private async Task Draft()
    {
        // The contract begins when the award has been heard of.
        await stage.Drain();
        var publisher = await stage.Person(challenge.Publisher);
        var texts = DemoBids.Texts;
        var half = Math.Max(1, challenge.PeriodMonths / 2);
        var contract = await Contract();
        await stage.Run<DraftContract, int>(u => u.Run(new(contract.Id, contract.Draft, null, IpRule.Joint, TechnicalKind.Development, challenge.PeriodMonths,
            [new(texts.FirstMilestone, texts.FirstDeliverable, half, 40), new(texts.SecondMilestone, texts.SecondDeliverable, challenge.PeriodMonths, 60)]), publisher));
    }

    private async Task Sign(string organisation)
    {
        var signer = await stage.Person(organisation);
        var contract = await Contract();
        await stage.Run<SignContract, bool>(u => u.Run(new(contract.Id, contract.TextSha256, signer.Name, DemoBids.Texts.Bank, "6222 0000 0000 0001"), signer));
    }

    private async Task PayIn()
    {
        var publisher = await stage.Person(challenge.Publisher);
        var contract = await Contract();
        var amount = TextOf(contract.Amount!.Value);
        await stage.Run<ClaimFunding, Guid>(u => u.Run(new(contract.Id, new MemoryStream(Voucher), "voucher.pdf", amount, "DEMO-2026-0001"), publisher));
    }

    private static string TextOf(Money amount) => (amount.Minor / 100).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Task<Contract> Contract() => stage.Read(db => db.Set<Contract>().AsNoTracking().SingleAsync(c => c.ChallengeId == challengeId));
}
