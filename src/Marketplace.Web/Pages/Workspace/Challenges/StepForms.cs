using System.Globalization;
using Marketplace.Challenges;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Pages.Challenges;

namespace Marketplace.Web.Pages.Workspace.Challenges;

// Each form holds the texts of one step as they are typed. Its fields have the names of the use case's input, so that refusals find them.

/// <summary>Step 1.</summary>
public sealed class NeedForm
{
    public string? Kind { get; set; }
    public string? Category { get; set; }
    public string? NeedType { get; set; }
    public string? Title { get; set; }
    public string? TitleEn { get; set; }
    public string? PublicSummary { get; set; }
    public string? PublicSummaryEn { get; set; }
    public string? Background { get; set; }
    public string? CurrentLevel { get; set; }
    public string? Target { get; set; }
    public List<string> Leading { get; set; } = [];
    public List<string> HardCore { get; set; } = [];
    public string? IndustryCode { get; set; }

    public static NeedForm Of(NeedFields need) => new()
    {
        Kind = need.Kind.ToString(),
        Category = need.Category?.ToString(),
        NeedType = need.NeedType?.ToString(),
        Title = need.Title,
        TitleEn = need.TitleEn,
        PublicSummary = need.PublicSummary,
        PublicSummaryEn = need.PublicSummaryEn,
        Background = need.Background,
        CurrentLevel = need.CurrentLevel,
        Target = need.Target,
        Leading = [.. Industries.Leading.Where(t => need.Leading.HasFlag(t)).Select(t => t.ToString())],
        HardCore = [.. Industries.HardCore.Where(t => need.HardCore.HasFlag(t)).Select(t => t.ToString())],
        IndustryCode = need.IndustryCode,
    };

    public NeedFields Read(FormReading read) => new()
    {
        Kind = read.Choice(Kind, ChallengeKind.Enterprise, nameof(Kind)),
        Category = read.Choice<ChallengeCategory>(Category, nameof(Category)),
        NeedType = read.Choice<NeedType>(NeedType, nameof(NeedType)),
        Title = Title,
        TitleEn = TitleEn,
        PublicSummary = PublicSummary,
        PublicSummaryEn = PublicSummaryEn,
        Background = Background,
        CurrentLevel = CurrentLevel,
        Target = Target,
        Leading = read.Tags<LeadingIndustry>(Leading, nameof(Leading)),
        HardCore = read.Tags<HardCoreIndustry>(HardCore, nameof(HardCore)),
        IndustryCode = IndustryCode,
    };
}

/// <summary>Step 3. Amounts are texts such as <c>250 万元</c>.</summary>
public sealed class BountyForm
{
    public string? BountyType { get; set; }
    public string? BountyLowMinor { get; set; }
    public string? BountyHighMinor { get; set; }
    public string? Currency { get; set; }
    public string? OwnPercent { get; set; }
    public string? PublicPercent { get; set; }
    public string? GoiPercent { get; set; }
    public string? PaymentPlan { get; set; }
    public string? PeriodMonths { get; set; }

    public static BountyForm Of(BountyFields bounty, Texts texts) => new()
    {
        BountyType = bounty.BountyType.ToString(),
        BountyLowMinor = Written(bounty.BountyLowMinor, bounty.Currency, texts),
        BountyHighMinor = Written(bounty.BountyHighMinor, bounty.Currency, texts),
        Currency = bounty.Currency,
        OwnPercent = Plain(bounty.OwnPercent),
        PublicPercent = Plain(bounty.PublicPercent),
        GoiPercent = Plain(bounty.GoiPercent),
        PaymentPlan = bounty.PaymentPlan,
        PeriodMonths = bounty.PeriodMonths is { } months ? Plain(months) : null,
    };

    public BountyFields Read(FormReading read)
    {
        var type = read.Choice(BountyType, Marketplace.Challenges.BountyType.Fixed, nameof(BountyType));
        return new()
        {
            BountyType = type,
            // A field that the chosen type does not have may still hold what was typed before; it does not count.
            BountyLowMinor = type == Marketplace.Challenges.BountyType.Negotiable ? null : read.Amount(BountyLowMinor, Currency, nameof(BountyLowMinor)),
            BountyHighMinor = type == Marketplace.Challenges.BountyType.Range ? read.Amount(BountyHighMinor, Currency, nameof(BountyHighMinor)) : null,
            Currency = Currency ?? "CNY",
            OwnPercent = read.Whole(OwnPercent, 0, nameof(OwnPercent)),
            PublicPercent = read.Whole(PublicPercent, 0, nameof(PublicPercent)),
            GoiPercent = read.Whole(GoiPercent, 0, nameof(GoiPercent)),
            PaymentPlan = PaymentPlan,
            PeriodMonths = read.Whole(PeriodMonths, nameof(PeriodMonths)),
        };
    }

    private static string? Written(long? minor, string currency, Texts texts) =>
        minor is { } amount ? texts.Amount(new Money(amount, Kernel.Currency.Parse(currency))) : null;

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Step 4. The deadline is a local time of Shanghai.</summary>
public sealed class ProcedureForm
{
    public string? PresetCode { get; set; }
    public string? Mode { get; set; }
    public string? MaxWinners { get; set; }
    public string? DeadlineAt { get; set; }

    /// <summary>Names or credit codes, one a line.</summary>
    public string? InvitedIds { get; set; }
    public string? DirectedReason { get; set; }

    /// <summary>The lines that name an organisation; what the chosen mode does not have may still stand there and does not count.</summary>
    public IReadOnlyList<string> InvitedLines => Mode != nameof(AwardMode.Directed) ? [] :
        [.. (InvitedIds ?? "").Split(['\r', '\n', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    public static ProcedureForm Of(ProcedureFields procedure, IReadOnlyList<NamedOrganisation> invited) => new()
    {
        PresetCode = procedure.PresetCode,
        Mode = procedure.Mode.ToString(),
        MaxWinners = procedure.MaxWinners.ToString(CultureInfo.InvariantCulture),
        DeadlineAt = procedure.DeadlineAt is { } at ? Local(at) : null,
        InvitedIds = string.Join('\n', invited.Select(o => o.Name)),
        DirectedReason = procedure.DirectedReason,
    };

    /// <param name="stored">The form shows minutes: a deadline that was stored to the second is kept while its minute is not touched.</param>
    /// <param name="known">What the lines of the invited mean.</param>
    public ProcedureFields Read(FormReading read, DateTimeOffset? stored, IReadOnlyDictionary<string, Guid> known) => new()
    {
        PresetCode = PresetCode ?? "",
        Mode = read.Choice(Mode, AwardMode.Single, nameof(Mode)),
        MaxWinners = read.Whole(MaxWinners, 1, nameof(MaxWinners)),
        DeadlineAt = stored is { } at && DeadlineAt == Local(at) ? at : read.Moment(DeadlineAt, nameof(DeadlineAt)),
        InvitedIds = Invited(read, known),
        DirectedReason = DirectedReason,
    };

    private List<Guid> Invited(FormReading read, IReadOnlyDictionary<string, Guid> known)
    {
        read.Refusals.AddRange(InvitedLines.Where(line => !known.ContainsKey(line)).Select(line => new Refusal("challenge.invited_unknown", nameof(InvitedIds), line)));
        return [.. InvitedLines.Where(known.ContainsKey).Select(line => known[line]).Distinct()];
    }

    private static string Local(DateTimeOffset at) => ShanghaiTime.Local(at).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Step 5.</summary>
public sealed class TermsForm
{
    public string? IpRule { get; set; }
    public string? Resources { get; set; }
    public string? RiskSharing { get; set; }
    public string? AcceptanceMethod { get; set; }
    public string? TrlFrom { get; set; }
    public string? TrlTo { get; set; }

    public static TermsForm Of(TermsFields terms) => new()
    {
        IpRule = terms.IpRule?.ToString(),
        Resources = terms.Resources,
        RiskSharing = terms.RiskSharing,
        AcceptanceMethod = terms.AcceptanceMethod,
        TrlFrom = terms.TrlFrom?.ToString(CultureInfo.InvariantCulture),
        TrlTo = terms.TrlTo?.ToString(CultureInfo.InvariantCulture),
    };

    public TermsFields Read(FormReading read) => new()
    {
        IpRule = read.Choice<IpRule>(IpRule, nameof(IpRule)),
        Resources = Resources,
        RiskSharing = RiskSharing,
        AcceptanceMethod = AcceptanceMethod,
        TrlFrom = read.Whole(TrlFrom, nameof(TrlFrom)),
        TrlTo = read.Whole(TrlTo, nameof(TrlTo)),
    };
}

/// <summary>Step 6.</summary>
public sealed class ConfidentialForm
{
    public string? Secrecy { get; set; }
    public string? ConfidentialPart { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? ContactEmail { get; set; }

    public static ConfidentialForm Of(ConfidentialFields fields) => new()
    {
        Secrecy = fields.Secrecy.ToString(),
        ConfidentialPart = fields.ConfidentialPart,
        ContactName = fields.ContactName,
        ContactPhone = fields.ContactPhone,
        ContactEmail = fields.ContactEmail,
    };

    public ConfidentialFields Read(FormReading read) => new()
    {
        Secrecy = read.Choice(Secrecy, SecrecyLevel.Open, nameof(Secrecy)),
        ConfidentialPart = ConfidentialPart,
        ContactName = ContactName,
        ContactPhone = ContactPhone,
        ContactEmail = ContactEmail,
    };
}
