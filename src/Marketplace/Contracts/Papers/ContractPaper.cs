using Marketplace.Challenges;
using Marketplace.Contracts.Milestones;
using Marketplace.Kernel;

namespace Marketplace.Contracts.Papers;

/// <summary>
/// The contract and its pledge as papers. In Chinese the body is the very text that is signed; in English it is made of the same facts, and says
/// that the Chinese one binds. Tables repeat what the text says, for reading.
/// </summary>
internal sealed class ContractPaper(ContractView view, ContractNames names, Texts texts)
{
    private readonly Contract _contract = view.Contract;

    public bool HasPledge => _contract.Pledge is not null;

    public Paper Contract() => Sheet(texts["Contracts.Paper.Contract"],
    [
        Parties(),
        new PaperPart.Heading(texts["Contracts.Paper.Text"]),
        .. Body(),
        new PaperPart.Heading(texts["Contracts.Paper.Indicators"]),
        Indicators(),
        new PaperPart.Heading(texts["Contracts.Paper.Milestones"]),
        Milestones(),
        .. Signed(Enum.GetValues<ContractParty>()),
        .. _contract.Pledge is null ? [] : Annex(),
    ]);

    public Paper Pledge()
    {
        var lines = PledgeLines();
        return Sheet(lines[0], [.. Promised(lines), .. Signed([ContractParty.Bidder])]);
    }

    private Paper Sheet(string title, IReadOnlyList<PaperPart> parts) => new(texts.Language, title, _contract.Code, Mark(), texts["Contracts.Paper.PageOf"], parts);

    private string? Mark()
    {
        var marks = new[] { view.Row.IsDemo ? texts["Contracts.Paper.Demo"] : null, _contract.ConcludedAt is null ? texts["Contracts.Paper.Unsigned"] : null }.OfType<string>().ToList();
        return marks.Count == 0 ? null : string.Join(" · ", marks);
    }

    private PaperPart.Facts Parties()
    {
        var facts = new List<PaperFact>
        {
            new(texts["Contracts.Paper.Code"], _contract.Code),
            new(texts["Contracts.Paper.Challenge"], $"{names.ChallengeCode} {names.Challenge}"),
            new(texts["Contracts.Paper.PartyA"], WithCode(names.Publisher, names.PublisherCode)),
            new(texts["Contracts.Paper.PartyB"], WithCode(names.Bidder, names.BidderCode)),
        };
        if (_contract.Leader is { } leader) facts.Add(new(texts["Contracts.Paper.Leader"], leader));
        if (_contract.TechnicalKind is { } kind) facts.Add(new(texts["Contracts.Paper.Kind"], texts.Name(kind)));
        facts.Add(new(texts["Contracts.Paper.Amount"], $"{texts.Amount(_contract.Amount!.Value)} ({_contract.Currency.Code})"));
        if (_contract.ConcludedAt is { } concluded) facts.Add(new(texts["Contracts.Paper.Concluded"], texts.Moment(concluded)));
        if (_contract.RegistrationNumber is { } number) facts.Add(new(texts["Contracts.Paper.Registration"], $"{number} ({texts.Day(_contract.RegisteredOn!.Value)})"));
        return new PaperPart.Facts(facts);
    }

    private string WithCode(string name, string? code) => code is null ? name : texts["Contracts.Paper.WithCode", name, code];

    private IEnumerable<PaperPart> Body()
    {
        yield return new PaperPart.Note(texts["Contracts.Paper.TextNote"]);
        var whole = texts.IsChinese ? _contract.Text! : ContractText.Compose(_contract, names, texts);
        var pledge = texts.IsChinese ? _contract.Pledge : PledgeText.Compose(_contract, names, texts);
        var body = pledge is { Length: > 0 } && whole.EndsWith(pledge, StringComparison.Ordinal) ? whole[..^pledge.Length] : whole;
        foreach (var line in Lines(body)) yield return new PaperPart.Paragraph(line);
        if (pledge is not null) yield return new PaperPart.Note(texts["Contracts.Paper.PledgeNote"]);
    }

    private PaperPart.Table Indicators() => new(
        [
            new(texts["Contracts.Paper.Number"], 8), new(texts["Contracts.Paper.Indicator"], 30), new(texts["Contracts.Paper.Requirement"], 24),
            new(texts["Contracts.Paper.Method"], 26), new(texts["Contracts.Paper.Mandatory"], 12),
        ],
        [.. _contract.Indicators.OrderBy(i => i.Position).Select(i => (IReadOnlyList<string>)
            [$"{i.Position}", i.Name, IndicatorRequirement.Of(i), i.TestMethod, texts[i.Mandatory ? "Contracts.Paper.Yes" : "Contracts.Paper.No"]])]);

    private PaperPart.Table Milestones() => new(
        [
            new(texts["Contracts.Paper.Number"], 8), new(texts["Contracts.Paper.Milestone"], 24), new(texts["Contracts.Paper.Deliverable"], 30),
            new(texts["Contracts.Paper.Due"], 18), new(texts["Contracts.Paper.Amount"], 20, IsNumber: true),
        ],
        [.. _contract.Milestones.OrderBy(m => m.Position).Select(m => (IReadOnlyList<string>)[$"{m.Position}", m.Title, m.Deliverable, Due(m), $"{texts.Amount(new Money(m.AmountMinor, _contract.Currency))} ({m.Percent}%)"])]);

    private string Due(Milestone milestone) => milestone.DueOn is { } due ? texts.Day(due) : texts["Contracts.Paper.Month", milestone.Month];

    private IEnumerable<PaperPart> Annex()
    {
        var lines = PledgeLines();
        return [new PaperPart.Annex(lines[0]), .. Promised(lines), .. Signed([ContractParty.Bidder])];
    }

    private string[] PledgeLines() => Lines(texts.IsChinese ? _contract.Pledge! : PledgeText.Compose(_contract, names, texts)!);

    private IEnumerable<PaperPart> Promised(string[] lines)
    {
        if (!texts.IsChinese) yield return new PaperPart.Note(texts["Contracts.Paper.TextNote"]);
        foreach (var line in lines.Skip(1)) yield return new PaperPart.Paragraph(line);
    }

    private IEnumerable<PaperPart> Signed(IEnumerable<ContractParty> parties)
    {
        yield return new PaperPart.Heading(texts["Contracts.Paper.Signatures"]);
        yield return new PaperPart.Table(
            [new(texts["Contracts.Paper.Party"], 14), new(texts["Contracts.Paper.Organisation"], 34), new(texts["Contracts.Paper.Signer"], 20), new(texts["Contracts.Paper.SignedAt"], 32)],
            [.. parties.Select(Signature)]);
        yield return new PaperPart.Note(texts["Contracts.Paper.Hash", _contract.TextSha256]);
    }

    private IReadOnlyList<string> Signature(ContractParty party)
    {
        var given = _contract.Standing.FirstOrDefault(s => s.Party == party);
        var organisation = party == ContractParty.Publisher ? names.Publisher : names.Bidder;
        return [texts.Name(party), organisation, given?.TypedName ?? "", given is null ? texts["Contracts.Paper.NotSigned"] : texts["Contracts.Paper.Zoned", given.SignedAt]];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
