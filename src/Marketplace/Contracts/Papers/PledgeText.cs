using Marketplace.Kernel;

namespace Marketplace.Contracts.Papers;

/// <summary>
/// The pledge (军令状) of the winner's leading organisation and its leader. It rests on the one that the winning bid gave; the wording is ours and
/// the same for all. It promises what the contract holds and no more, and says what follows where diligent work fails.
/// </summary>
internal static class PledgeText
{
    private static readonly string[] Promises = ["Goal", "Support", "Truth", "Report", "Failure"];

    public static string? Compose(Contract contract, ContractNames names, Texts texts)
    {
        if (contract.Leader is not { } leader) return null;
        var lines = new List<string>
        {
            texts["Contracts.Pledge.Title"],
            texts["Contracts.Pledge.Who", names.Bidder, leader, names.ChallengeCode, names.Challenge],
        };
        lines.AddRange(Promises.Select((promise, i) => $"{i + 1}. {texts["Contracts.Pledge." + promise]}"));
        lines.Add(texts["Contracts.Pledge.Given", contract.PledgedBy ?? "-", contract.BidVersion]);
        return string.Join('\n', lines) + "\n";
    }
}
