using System.Globalization;
using Marketplace.Challenges;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>Step 2: the table of indicators, with what is handed over and who may bid.</summary>
public sealed class IndicatorForm
{
    public List<IndicatorRow> Indicators { get; set; } = [];
    public string? Deliverables { get; set; }
    public string? BidderRequirements { get; set; }

    public static IndicatorForm Of(IndicatorFields fields) => new()
    {
        Indicators = [.. fields.Indicators.Select(IndicatorRow.Of).DefaultIfEmpty(new IndicatorRow())],
        Deliverables = fields.Deliverables,
        BidderRequirements = fields.BidderRequirements,
    };

    public IndicatorFields Read(FormReading read) => new()
    {
        Indicators = [.. Indicators.Take(ChallengeRules.MaxIndicators + 1).Select((row, i) => row.Read(read, $"Indicators[{i.ToString(CultureInfo.InvariantCulture)}]."))],
        Deliverables = Deliverables,
        BidderRequirements = BidderRequirements,
    };
}

/// <summary>One indicator as it is typed.</summary>
public sealed class IndicatorRow
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public string? Comparator { get; set; }
    public string? Value { get; set; }
    public string? ValueTo { get; set; }
    public string? Statement { get; set; }
    public string? Unit { get; set; }
    public string? Baseline { get; set; }
    public string? TestMethod { get; set; }
    public string? Weight { get; set; }
    public bool Mandatory { get; set; }

    public static IndicatorRow Of(IndicatorInput row) => new()
    {
        Id = row.Id?.ToString(),
        Name = row.Name,
        Comparator = row.Comparator.ToString(),
        Value = Plain(row.Value),
        ValueTo = Plain(row.ValueTo),
        Statement = row.Statement,
        Unit = row.Unit,
        Baseline = row.Baseline,
        TestMethod = row.TestMethod,
        Weight = row.Weight == 0 ? null : row.Weight.ToString(CultureInfo.InvariantCulture),
        Mandatory = row.Mandatory,
    };

    public IndicatorInput Read(FormReading read, string at)
    {
        var comparator = read.Choice(Comparator, Marketplace.Challenges.Comparator.AtLeast, at + nameof(Comparator));
        // What the chosen requirement does not have may still hold what was typed before; it does not count.
        var isNumber = comparator != Marketplace.Challenges.Comparator.Statement;
        return new()
        {
            Id = Guid.TryParse(Id, out var id) ? id : null,
            Name = Name,
            Comparator = comparator,
            Value = isNumber ? read.Number(Value, at + nameof(Value)) : null,
            ValueTo = comparator == Marketplace.Challenges.Comparator.Between ? read.Number(ValueTo, at + nameof(ValueTo)) : null,
            Statement = isNumber ? null : Statement,
            Unit = isNumber ? Unit : null,
            Baseline = Baseline,
            TestMethod = TestMethod,
            Weight = read.Whole(Weight, 0, at + nameof(Weight)),
            Mandatory = Mandatory,
        };
    }

    // Without the zeros that the database keeps behind the point.
    private static string? Plain(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture);
}
