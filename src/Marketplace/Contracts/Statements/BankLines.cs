using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts.Statements;

/// <summary>Where an officer types the number of a line, the imported statement has its say.</summary>
internal static class BankLines
{
    /// <summary>Null where no imported statement has the number.</summary>
    public static Task<BankLine?> Find(MarketplaceDb db, string reference, CancellationToken ct) =>
        db.Set<BankLine>().FirstOrDefaultAsync(l => l.Account == BankAccounts.Main.Owner && l.Reference == reference, ct);

    /// <param name="minor">With the sign of the statement.</param>
    /// <param name="claimId">The claim that may have the line already, where its first officer was the statement.</param>
    public static Refusal? Disagreement(BankLine? line, long minor, Currency currency, Guid? claimId)
    {
        if (line is null) return null;
        if (line.AmountMinor != minor || line.Currency != currency) return new Refusal("statement.amount_differs");
        var isTaken = line.Status is BankLineStatus.Explained || (line.Status == BankLineStatus.Matched && (claimId is null || line.ClaimId != claimId));
        return isTaken ? new Refusal("statement.line_decided") : null;
    }
}
