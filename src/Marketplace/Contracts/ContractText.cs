using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Challenges;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Papers;
using Marketplace.Kernel;

namespace Marketplace.Contracts;

/// <summary>Names and title as they stand in the text.</summary>
internal sealed record ContractNames(string Challenge, string ChallengeCode, string Publisher, string? PublisherCode, string Bidder, string? BidderCode, ProcedurePreset? Preset = null);

/// <summary>
/// The text that both sign, always in Chinese, made of nothing but the contract's facts in a fixed order, lines ended by a line feed:
/// the same facts give the same text and the same SHA-256.
/// </summary>
internal static class ContractText
{
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public static string Compose(Contract contract, ContractNames names, Texts chinese)
    {
        var lines = new List<string>
        {
            contract.Changes == 0 ? chinese["Contracts.Text.Title", contract.Code, contract.Draft] : chinese["Contracts.Text.TitleChanged", contract.Code, contract.Changes],
            chinese["Contracts.Text.Challenge", names.ChallengeCode, names.Challenge],
            chinese["Contracts.Text.Publisher", names.Publisher, names.PublisherCode ?? "-"],
            chinese["Contracts.Text.Bidder", names.Bidder, names.BidderCode ?? "-"],
            chinese["Contracts.Text.Bid", contract.BidId.ToString("D"), contract.BidVersion, contract.BidSha256],
            chinese["Contracts.Text.Amount", AmountText.FormatPlain(contract.Amount!.Value), contract.Currency.Code],
            chinese["Contracts.Text.Fee", Percent(contract.FeeBasisPoints)],
            chinese["Contracts.Text.Period", contract.PeriodMonths],
            chinese["Contracts.Text.Ip", contract.IpRule],
        };
        if (contract.TechnicalKind is { } kind) lines.Add(chinese["Contracts.Text.Kind", kind]);
        lines.Add(chinese["Contracts.Text.Indicators"]);
        lines.AddRange(contract.Indicators.OrderBy(i => i.Position).Select(i => Indicator(i, chinese)));
        lines.Add(chinese["Contracts.Text.Milestones"]);
        lines.AddRange(contract.Milestones.OrderBy(m => m.Position).Select(m => Milestone(contract, m, chinese)));
        lines.Add(chinese["Contracts.Text.Acceptance"]);
        if (contract.SilenceDays is { } days) lines.Add(chinese["Contracts.Text.Silence", days]);
        lines.AddRange([chinese["Contracts.Text.Money"], chinese["Contracts.Text.Unclaimed"]]);
        return string.Join('\n', lines) + "\n" + PledgeText.Compose(contract, names, chinese);
    }

    private static string Indicator(ContractIndicator i, Texts chinese) =>
        chinese[i.Mandatory ? "Contracts.Text.IndicatorMandatory" : "Contracts.Text.Indicator", i.Position, i.Name, IndicatorRequirement.Of(i), i.TestMethod];

    // A changed contract names days: whether a month was moved once or twice is of no use to a reader.
    private static string Milestone(Contract contract, Milestone m, Texts chinese)
    {
        object when = contract.Changes > 0 && m.DueOn is { } due ? due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : m.Month;
        return chinese[contract.Changes > 0 ? "Contracts.Text.MilestoneDue" : "Contracts.Text.Milestone",
            m.Position, m.Title, when, AmountText.FormatPlain(new Money(m.AmountMinor, contract.Currency)), m.Percent, m.Deliverable];
    }

    private static string Percent(int basisPoints) => (basisPoints / 100m).ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>What an indicator asks for, in one line: ≥ 40 MPa.</summary>
public static class IndicatorRequirement
{
    public static string Of(ContractIndicator i) => i.Comparator switch
    {
        Comparator.Statement => i.Statement ?? "",
        Comparator.Between => $"{Number(i.Value)} – {Number(i.ValueTo)} {i.Unit}",
        Comparator.AtLeast => $"≥ {Number(i.Value)} {i.Unit}",
        Comparator.AtMost => $"≤ {Number(i.Value)} {i.Unit}",
        Comparator.Equal => $"= {Number(i.Value)} {i.Unit}",
        _ => throw new ArgumentOutOfRangeException(nameof(i), i.Comparator, "Unknown comparator."),
    };

    private static string Number(decimal? value) => value?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "";
}
