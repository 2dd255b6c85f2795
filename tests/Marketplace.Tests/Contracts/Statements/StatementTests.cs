using System.Globalization;
using System.Text;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Statements;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Ledger;
using Marketplace.TestKit;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;

namespace Marketplace.Tests.Contracts.Statements;

/// <summary>Importing a statement, matching its lines and explaining the rest belong together.</summary>
[TestFixtureSource(typeof(Databases))]
public sealed class StatementTests(DatabaseProvider provider)
{
    private const string Header = "Date,Amount,Reference,Purpose,Counterparty\n";

    [Test]
    public async Task Line_with_code_and_amount_books_the_claim_and_another_waits_in_suspense()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        _ = (await scene.Claim("40万", "B1")).Value;
        var code = (await scene.Contract()).Reference;
        var report = await scene.Take($"{Header}2026-01-05,\"400,000.00\",S1,Bounty {code} thanks,Firm\n2026-01-05,\"400,000.00\",S2,Bounty {Wrong(code)},Firm\n2026-01-06,12.50,S3,,\n");

        Assert.That((report.Import.Taken, report.Import.Matched, report.Import.Open), Is.EqualTo((3, 1, 2)));
        Assert.That(report.Open.Select(l => (l.Reference, l.Status, l.Finding)), Is.EqualTo(new[]
        {
            ("S2", BankLineStatus.Suspense, (BankLineFinding?)BankLineFinding.NoCode), ("S3", BankLineStatus.Suspense, BankLineFinding.NoCode),
        }));
        Assert.That((await scene.View(scene.Publisher))!.Funds!.Held.Minor, Is.EqualTo(40_000_000));
        Assert.That(await scene.Balance(new AccountName(AccountRole.Suspense)), Is.EqualTo(40_001_250));
        Assert.That((await world.Events()).Select(e => e.Type), Does.Contain("statement.imported").And.Contain("statement.matched").And.Contain("funding.confirmed"));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);

        // The same statement again changes nothing; a row that contradicts an earlier one is told.
        var again = await scene.Take($"{Header}2026-01-05,\"400,000.00\",S1,Bounty {code} thanks,Firm\n2026-01-05,5,s 2,x,\n");
        Assert.That((again.Import.Taken, again.Import.Repeated, again.Faults.Single().Code), Is.EqualTo((0, 1, "statement.reference_differs")));
    }

    [Test]
    public async Task Column_of_the_direction_decides_and_a_banks_lines_above_the_header_are_passed_over()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var report = await scene.Take("账户明细\n账号,6222 0001\n\n交易日期,交易金额,借贷标志,流水号,摘要\n2026-01-05,777.00,借,S1,手续费\n2026-01-05,500.00,D,S2,x\n2026-01-05,9.00,贷,S3,y\n2026-01-05,9.00,?,S4,z\n2026-01-05,-9.00,借,S5,z\n");

        Assert.That((await scene.Line("S1")).AmountMinor, Is.EqualTo(-77_700));
        Assert.That((await scene.Line("S2")).AmountMinor, Is.EqualTo(-50_000));
        Assert.That((await scene.Line("S3")).AmountMinor, Is.EqualTo(900));
        Assert.That(report.Faults.Select(f => f.Code), Is.EqualTo(new[] { "statement.direction", "statement.direction" }));
        Assert.That(await scene.Balance(new AccountName(AccountRole.Suspense)), Is.EqualTo(900), "money out is booked by no import");
        var signed = await scene.Take("日期,收入,支出,流水号,摘要\n2026-01-06,,-15.00,S6,x\n2026-01-06,,15.00,S7,x\n");
        Assert.That((signed.Import.Taken, signed.Faults.Single().Code), Is.EqualTo((1, "statement.direction")));
    }

    [TestCase(";")]
    [TestCase("\t")]
    public async Task Divider_is_that_of_the_header_whatever_stands_above_it_and_in_amounts(string divider)
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        string[] lines = ["Account statement, Bank of Somewhere, Shanghai, 2026", "", "日期;收入;支出;流水号;摘要", "2026-01-05;2,001,000.00;;S1;fee, interest, and so on"];
        var report = await scene.Take(string.Join('\n', lines).Replace(";", divider, StringComparison.Ordinal) + "\n");

        Assert.That(report.Faults, Is.Empty);
        Assert.That((await scene.Line("S1")).AmountMinor, Is.EqualTo(200_100_000));
    }

    [TestCase("a,b,c\n1,2,3\n", "statement.column_missing")]
    [TestCase(Header, "statement.no_rows")]
    [TestCase(Header + "2026-01-05,5.00,\"Q1,X\n2026-01-05,5.00,Q2,\"Y\n", "import.unreadable")]
    public async Task File_that_is_no_statement_is_refused_whole(string csv, string code)
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var refused = (await scene.Import(csv)).Refusal;
        Assert.That(refused.Code, Is.EqualTo(code));
        Assert.That(new TextCatalogue(strict: true, typeof(Texts).Assembly).For(Texts.Chinese).Refusal(refused), Is.Not.Empty);
    }

    [Test]
    public async Task Test_money_has_no_statement_and_a_line_stands_for_one_direction()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        Assert.That((await scene.Import(Header + "2026-01-05,5,S1,x,y\n", currency: "XTS")).IsOk, Is.False);
        var claim = (await scene.Claim("40万", "B1")).Value;
        _ = (await scene.Confirm(claim, "40万", "L1")).Value;
        _ = (await scene.Submit(1)).Value;
        _ = (await scene.Accept(1)).Value;
        var payout = await world.Read(db => db.Set<Payout>().Select(p => p.Id).SingleAsync());
        _ = (await scene.With((OrderPayout u) => u.Run(new(payout, "O1"), scene.Finance))).Value;
        Assert.That((await scene.With((SettlePayout u) => u.Run(new(payout, "L1"), scene.Finance))).Refusal.Code, Is.EqualTo("payout.line_used"));
    }

    [Test]
    public async Task Thousand_lines_with_a_tenth_wrong_match_nine_hundred_and_none_wrongly()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        await scene.AddClaims(1_000, fromMinor: 100_000);
        var code = (await scene.Contract()).Reference;
        var file = new StringBuilder(Header);
        for (var i = 1; i <= 1_000; i++)
        {
            // Every twentieth has a wrong amount, and as many a wrong code.
            var amount = (100_000 + i + (i % 20 == 0 ? 5_000_000 : 0)) / 100m;
            file.Append(CultureInfo.InvariantCulture, $"2026-01-05,{amount:0.00},S{i},{(i % 20 == 10 ? Wrong(code) : code)},Firm\n");
        }

        var report = await scene.Take(file.ToString());
        Assert.That((report.Import.Taken, report.Import.Matched, report.Import.Open, report.Import.Refused), Is.EqualTo((1_000, 900, 100, 0)));
        var wrong = await world.Read(db => (
            from l in db.Set<BankLine>()
            join c in db.Set<FundingClaim>() on l.ClaimId equals c.Id
            where l.AmountMinor != c.ReceivedMinor || l.Reference != c.StatementLine || c.ClaimedMinor != l.AmountMinor
            select l.Id).CountAsync());
        Assert.That(wrong, Is.Zero);
        var lines = await world.Read(db => db.Set<BankLine>().SumAsync(l => l.AmountMinor));
        Assert.That(await scene.Balance(AccountName.Bank("main")), Is.EqualTo(lines), "the ledger has what the statement has");
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    [Test]
    public async Task Payments_settle_and_return_by_their_order_number()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Funded(world.Services);
        _ = (await scene.Submit(1)).Value;
        var payout = (await scene.Accept(1)).Value;
        _ = (await scene.Order(payout, "O-77")).Value;
        var report = await scene.Take($"{Header}2026-02-01,-160000,S2,\"Payment O-77, stage 1\",Lab\n2026-02-01,-35,S3,Fee,Bank\n2026-02-03,160000,S4,Returned o-77,Lab\n");
        Assert.That((report.Import.Matched, report.Open.Single().Finding), Is.EqualTo((2, (BankLineFinding?)BankLineFinding.NoOrder)));
        Assert.That((await Payout(world, payout)).Status, Is.EqualTo(PayoutStatus.Returned));
        Assert.That((await scene.Balance(AccountName.Payable((await Payout(world, payout)).MilestoneId!.Value)), await scene.Balance(new AccountName(AccountRole.BankOut))), Is.EqualTo((16_000_000L, 0L)));

        _ = (await scene.Order(payout, "O-78")).Value;
        var other = await scene.Take($"{Header}2026-02-04,-150000,S5,Payment O-78,Lab\n");
        Assert.That(other.Open.Single().Finding, Is.EqualTo(BankLineFinding.OrderOfOtherAmount));
        Assert.That((await scene.Settle(payout, "S5")).Refusal.Code, Is.EqualTo("statement.amount_differs"), "nor by hand");
        var fee = (await scene.Line("S3")).Id;
        Assert.That((await scene.With((ExplainLine u) => u.Run(new(fee, " "), scene.Finance))).Refusal.Code, Is.EqualTo("text.required"));
        Assert.That((await scene.With((ExplainLine u) => u.Run(new(fee, "Fee"), scene.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
        _ = (await scene.With((ExplainLine u) => u.Run(new(fee, "Fee of the bank"), scene.Finance))).Value;
        Assert.That((await scene.With((ExplainLine u) => u.Run(new(fee, "Again"), scene.Finance))).Refusal.Code, Is.EqualTo("statement.line_decided"));
        Assert.That((await world.With((StatementQueries q) => q.Open(scene.Finance))).Select(l => l.Reference), Is.EqualTo(new[] { "S5" }));
    }

    [Test]
    public async Task Suspense_line_is_confirmed_by_hand_without_booking_the_money_twice()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var claim = (await scene.Claim("40万", "B1")).Value;
        _ = await scene.Take($"{Header}2026-01-05,410000,S1,no code,Firm\n");
        Assert.That((await scene.Confirm(claim, "40万", "S1")).Refusal.Code, Is.EqualTo("statement.amount_differs"));
        _ = (await scene.Confirm(claim, "41万", "S1")).Value;
        Assert.That((await scene.Balance(AccountName.Bank("main")), await scene.Balance(AccountName.Held(scene.ContractId)), await scene.Balance(new AccountName(AccountRole.Suspense))),
            Is.EqualTo((41_000_000L, 40_000_000L, 1_000_000L)));
        Assert.That((await scene.Line("S1")).Status, Is.EqualTo(BankLineStatus.Matched));

        // A line that an officer booked before its statement came is found again.
        var other = await ContractScene.Signed(world.Services, amount: "10万");
        _ = (await other.Confirm((await other.Claim("10万", "B9", file: ContractScene.Voucher(90))).Value, "10万", "S9")).Value;
        var late = await other.Take($"{Header}2026-01-07,100000,S9,x,Firm\n");
        Assert.That((late.Import.Matched, await other.Balance(AccountName.Bank("main"))), Is.EqualTo((1, 51_000_000L)));
        Assert.That(await world.With((LedgerCheck check) => check.Run(default)), Is.Empty);
    }

    [Test]
    public async Task Statement_counts_as_one_officer_where_two_are_needed_and_never_for_ones_own()
    {
        await using var world = await World.Create(provider, services => services.WithFee(0, secondOfficerFrom: 300_000));
        var scene = await ContractScene.Signed(world.Services, amount: "40万");
        var claim = (await scene.Claim("40万", "B1")).Value;
        var code = (await scene.Contract()).Reference;
        _ = await scene.Take($"{Header}2026-01-05,400000,S1,{code},Firm\n");
        Assert.That((await world.Read(db => db.Set<FundingClaim>().AsNoTracking().SingleAsync())).Status, Is.EqualTo(FundingClaimStatus.Checked));
        Assert.That((await scene.Confirm(claim, "40万", "S1")).Refusal.Code, Is.EqualTo("funding.second_officer"));
        _ = (await scene.Confirm(claim, "40万", "S1", scene.SecondFinance)).Value;
        Assert.That((await scene.Line("S1")).JournalId, Is.Not.Null);
        var line = (await scene.Line("S1")).Id;
        Assert.That((await scene.With((MatchLine u) => u.Run(new(line), scene.Publisher))).Refusal, Is.EqualTo(Refusal.NotFound));
    }

    [Test]
    public async Task Chinese_statement_in_GB18030_is_read_and_every_faulty_row_is_told()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Create(world.Services);
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        var csv = "交易日期,收入金额,支出金额,交易流水号,摘要,对方户名\n2026年1月5日,100.00,0.00,A1,货款,甲公司\n2026-13-05,1,,A2,x,\n2026-01-05,1,2,A3,x,\n2026-01-05,1e3,,A4,x,\n2026-01-05,,,A5,x,\n2026-01-05,1,,,x,\n2099-01-05,1,,A7,x,\n20260106,,7,A8,退,乙\n";
        var id = (await scene.Import(csv, encoding: gb)).Value;
        var report = (await world.With((StatementQueries q) => q.One(id, scene.Finance)))!;
        Assert.That(report.Faults.Select(f => (f.Row, f.Code)), Is.EqualTo(new[]
        {
            (3, "statement.date"), (4, "statement.both_directions"), (5, "amount.unreadable"), (6, "amount.required"), (7, "text.required"), (8, "statement.date"),
        }));
        Assert.That(report.Open.Select(l => (l.Reference, l.AmountMinor, l.Counterparty)), Is.EqualTo(new[] { ("A1", 10_000L, (string?)"甲公司"), ("A8", -700L, "乙") }));
        Assert.That(await world.With((StatementQueries q) => q.Imports(scene.Publisher)), Is.Empty);
    }

    [Test]
    public async Task File_that_is_no_statement_is_refused_as_a_whole()
    {
        await using var world = await World.Create(provider);
        var scene = await ContractScene.Create(world.Services);
        Assert.That((await scene.Import("Date,Amount,Purpose\n2026-01-05,1,x\n")).Refusal.Code, Is.EqualTo("statement.column_missing"));
        Assert.That((await scene.Import("a,b\n1,2\n", columns: new() { [StatementColumn.Date] = "Day" })).Refusal.Code, Is.EqualTo("statement.no_column"));
        Assert.That((await scene.Import(Header)).Refusal.Code, Is.EqualTo("statement.no_rows"));
        Assert.That((await scene.Import(Header, currency: "ABC")).Refusal.Field, Is.EqualTo("Currency"));
        Assert.That((await scene.Import("%PDF-1.4 nothing", name: "statement.pdf")).Refusal.Field, Is.EqualTo("File"));
        Assert.That((await scene.Import(Header + "2026-01-05,1,A1,x,\n", scene.Publisher)).Refusal, Is.EqualTo(Refusal.NotFound));
        Assert.That((await scene.With((ImportStatement u) => u.Run(new(new MemoryStream([0xFF, 0x00, 0x81]), "x.csv", "CNY", new Dictionary<StatementColumn, string?>()), scene.Finance))).Refusal.Field, Is.EqualTo("File"));
        var mapped = await scene.Import("Tag;Wert;Nummer;Zweck\n2026-01-05;1.00;A1;x\n", columns: new()
        {
            [StatementColumn.Date] = "tag", [StatementColumn.Amount] = "Wert", [StatementColumn.Reference] = "Nummer", [StatementColumn.Purpose] = "Zweck",
        });
        Assert.That(mapped.IsOk, Is.True);
    }

    // One character of the number is another one, so that the check character is wrong.
    private static string Wrong(string code) => code[..^2] + (code[^2] == '9' ? '8' : '9') + code[^1];

    private static Task<Payout> Payout(World world, Guid id) => world.Read(db => db.Set<Payout>().AsNoTracking().SingleAsync(p => p.Id == id));
}
