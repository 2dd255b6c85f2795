namespace Marketplace.Contracts;

/// <summary>Usual ways to pay a bounty: at the start of work, at the middle, at acceptance. A publisher begins with one and changes it freely.</summary>
public enum PaymentTemplate { ThirtyFortyThirty = 1, FortyThirtyThirty, Half, AllAtTheEnd }

public static class PaymentTemplates
{
    /// <summary>Percents, in the order of payment.</summary>
    public static IReadOnlyList<int> Percents(PaymentTemplate template) => template switch
    {
        PaymentTemplate.ThirtyFortyThirty => [30, 40, 30],
        PaymentTemplate.FortyThirtyThirty => [40, 30, 30],
        PaymentTemplate.Half => [50, 50],
        PaymentTemplate.AllAtTheEnd => [100],
        _ => throw new ArgumentOutOfRangeException(nameof(template), template, "Unknown template."),
    };
}
