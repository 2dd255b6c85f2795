using System.Text;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.TestKit;

public sealed partial class ContractScene
{
    private static readonly Dictionary<StatementColumn, string?> UsualColumns = [];

    public Task<Result<Guid>> Import(string csv, Actor? by = null, Encoding? encoding = null, string name = "statement.csv", string currency = "CNY", Dictionary<StatementColumn, string?>? columns = null) =>
        With((ImportStatement u) => u.Run(new(new MemoryStream((encoding ?? Encoding.UTF8).GetBytes(csv)), name, currency, columns ?? UsualColumns), by ?? Finance));

    /// <summary>Imported, and every line looked at.</summary>
    public async Task<ImportReport> Take(string csv, Actor? by = null)
    {
        var id = (await Import(csv, by)).Value;
        await Drain();
        return (await With((StatementQueries q) => q.One(id, Finance)))!;
    }

    public Task<BankLine> Line(string reference) => Read(db => db.Set<BankLine>().AsNoTracking().SingleAsync(l => l.Reference == reference));

    /// <summary>Claims of one contract beyond what a publisher may hand in at once; their vouchers are one file.</summary>
    public async Task AddClaims(int count, long fromMinor)
    {
        _ = (await Claim("1", "FIRST")).Value;
        await Read(async db =>
        {
            var first = await db.Set<FundingClaim>().AsNoTracking().SingleAsync(c => c.BankReference == "FIRST");
            db.AddRange(Enumerable.Range(1, count).Select(i => new FundingClaim
            {
                ContractId = ContractId, FileId = first.FileId, Sha256 = $"{i:x64}", Currency = first.Currency, ClaimedMinor = fromMinor + i, BankReference = $"V{i}",
                ClaimedById = first.ClaimedById, ClaimedAt = first.ClaimedAt,
            }));
            return await db.SaveChangesAsync();
        });
    }
}
