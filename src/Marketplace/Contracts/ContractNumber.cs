using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Payments;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Contracts;

/// <summary>The number of a contract within its year.</summary>
internal sealed record ContractNumber(int Year, int Number)
{
    public string Code => string.Create(CultureInfo.InvariantCulture, $"PD-HT-{Year}-{Number:D4}");

    /// <summary>For the purpose of a transfer: short, without dashes, and checked.</summary>
    public string Reference => PaymentReference.Make(string.Create(CultureInfo.InvariantCulture, $"HT{Year}{Number:D4}"));

    /// <summary>The last one of the year; only inside the one transaction that writes, so that there are no gaps and no duplicates.</summary>
    public static async Task<ContractNumber> Last(Writing w, CancellationToken ct)
    {
        var year = ShanghaiTime.DayOf(w.Now).Year;
        return new ContractNumber(year, await w.Db.Set<Contract>().Where(c => c.Year == year).MaxAsync(c => (int?)c.Number, ct) ?? 0);
    }

    public ContractNumber Next => this with { Number = Number + 1 };
}

/// <summary>What a contract is born with.</summary>
internal sealed record ContractBirth(
    ContractNumber Number, Guid ChallengeId, Guid AwardId, Guid PublisherId, Guid BidderId, Guid BidId, int BidVersion, string BidSha256, Currency Currency, DateTimeOffset At);
