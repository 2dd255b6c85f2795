using System.Reflection;
using Marketplace.TestKit;
using Marketplace.Web.Pages.Workspace.Challenges;

namespace Marketplace.Web.Tests.Workspace;

/// <summary>One field of the wizard: what is typed into it, and what pages and programs read afterwards.</summary>
/// <param name="Page">In English; null where it reads as it was typed.</param>
/// <param name="Answer">In the API's answers; null where it stands there as it was typed.</param>
/// <param name="Public">Whether everybody reads it; what the others read besides, is for the publisher alone.</param>
internal sealed record WizardField(string Name, string Typed, string? Page = null, string? Answer = null, bool Public = true)
{
    public string Step => Name.Split('.')[0].ToLowerInvariant();
    public string Leaf => Name[(Name.LastIndexOf('.') + 1)..];
    public string OnPage => Page ?? Typed;
    public string InAnswer => Answer ?? Typed;
}

/// <summary>Two challenges that together fill every field: parallel teams for a range of money, and a directed award to be agreed.</summary>
internal static class WizardFields
{
    private static readonly (string Prefix, Type Form)[] Forms =
    [
        ("Need.", typeof(NeedForm)), ("Indicators.", typeof(IndicatorForm)), ("Indicators.Indicators[].", typeof(IndicatorRow)), ("Bounty.", typeof(BountyForm)),
        ("Procedure.", typeof(ProcedureForm)), ("Terms.", typeof(TermsForm)), ("Confidential.", typeof(ConfidentialForm)),
    ];

    /// <summary>Every field that the forms have, whoever added it.</summary>
    public static IEnumerable<string> OfTheForms => Forms
        .SelectMany(f => f.Form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => f.Prefix + p.Name))
        // The rows are a table of their own, and a row's id is the program's.
        .Except(["Indicators.Indicators", "Indicators.Indicators[].Id"]);

    public static IReadOnlyList<WizardField> Racing { get; } =
    [
        .. Common, new("Bounty.BountyType", "Range", Public: false), new("Bounty.Currency", "EUR", "€"), new("Bounty.BountyLowMinor", "２,000,000", "€2,000,000", "200000000"), new("Bounty.BountyHighMinor", "3,000,000", "€3,000,000", "300000000"),
        new("Procedure.PresetCode", "racing", "Horse racing", Public: false), new("Procedure.Mode", "HorseRacing", "Parallel teams (horse racing)"), new("Procedure.MaxWinners", "3"),
    ];

    /// <param name="invited">The organisation that alone may bid.</param>
    public static IReadOnlyList<WizardField> Directed(string invited, Guid id) =>
    [
        .. Common, new("Bounty.BountyType", "Negotiable"),
        new("Procedure.PresetCode", "open", "Open", Public: false), new("Procedure.Mode", "Directed", "Directed"), new("Procedure.MaxWinners", "1"),
        new("Procedure.InvitedIds", invited, Answer: id.ToString()), new("Procedure.DirectedReason", Text("One furnace")),
    ];

    private static IReadOnlyList<WizardField> Common =>
    [
        new("Need.Title", Text("去除金属")), new("Need.TitleEn", Text("Metal removal")), new("Need.Kind", "Enterprise", "Enterprise list"), new("Need.Category", "Demonstration"),
        new("Need.NeedType", "ScenarioValidation", "Scenario validation"), new("Need.PublicSummary", Text("摘要")), new("Need.PublicSummaryEn", Text("Summary")),
        new("Need.Background", Text("Background")), new("Need.CurrentLevel", Text("Today")), new("Need.Target", Text("Target")),
        new("Need.Leading", "IntegratedCircuits", "Integrated circuits"), new("Need.Leading", "Biomedicine"),
        new("Need.HardCore", "ChinaChip", "China Chip"), new("Need.HardCore", "SmartManufacturing", "Smart Manufacturing"), new("Need.IndustryCode", "c2669", "C2669", "C2669"),
        .. Rows,
        new("Indicators.Deliverables", Text("Report")), new("Indicators.BidderRequirements", Text("Clean room")),
        new("Bounty.OwnPercent", "50", "50"), new("Bounty.PublicPercent", "30", "30"), new("Bounty.GoiPercent", "20", "20"),
        new("Bounty.PaymentPlan", Text("30 / 70")), new("Bounty.PeriodMonths", "17", "17 months"),
        new("Procedure.DeadlineAt", "2026-04-20T18:00", "2026-04-20 18:00", "2026-04-20T10:00:00+00:00"),
        new("Terms.IpRule", "Negotiated", "To be negotiated"), new("Terms.Resources", Text("Wafers")), new("Terms.RiskSharing", Text("Insured")), new("Terms.AcceptanceMethod", Text("Laboratory")),
        new("Terms.TrlFrom", "4"), new("Terms.TrlTo", "8"),
        new("Confidential.Secrecy", "Confidential", "With a confidential part", Public: false), new("Confidential.ConfidentialPart", Text("Nanhui recipe"), Public: false), new("Confidential.ContactName", Text("Yelin Zhu"), Public: false),
        new("Confidential.ContactPhone", "021-5555 0101", Public: false), new("Confidential.ContactEmail", "lin.yue@example.org", Public: false),
    ];

    private static IEnumerable<WizardField> Rows =>
    [
        .. Row(0, ("Name", Text("Purity"), null), ("Comparator", "AtMost", "≤ 1.5"), ("Value", "1.5", "1.5 <b>ppb"), ("Unit", "<b>ppb", null), ("Baseline", Text("Now 9"), null), ("TestMethod", Text("ICP"), null), ("Weight", "50", "50%"), ("Mandatory", "true", "andatory")),
        .. Row(1, ("Name", "Oven", null), ("Comparator", "Between", "180.5 – 220.5 °C"), ("Value", "180.5", null), ("ValueTo", "220.5", null), ("Unit", "°C", null), ("TestMethod", "Probe", null), ("Weight", "30", "30%")),
        .. Row(2, ("Name", "Safety", null), ("Comparator", "Statement", "No solvent <i>at all"), ("Statement", "No solvent <i>at all", null), ("TestMethod", "Audit", null), ("Weight", "20", "20%")),
    ];

    private static IEnumerable<WizardField> Row(int at, params (string Name, string Typed, string? Page)[] fields) =>
        fields.Select(f => new WizardField($"Indicators.Indicators[{at}].{f.Name}", f.Typed, f.Page));

    private static string Text(string words) => $"{words} {Hostile.Text}";
}
