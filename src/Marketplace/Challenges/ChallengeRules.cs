namespace Marketplace.Challenges;

/// <summary>Limits of the fields of a challenge.</summary>
public static partial class ChallengeRules
{
    /// <summary>Characters of a long text such as the background.</summary>
    public const int MaxLongText = 10_000;

    public const int MaxTitle = 200;
    public const int MaxIndicators = 40;
    public const int MaxPeriodMonths = 60;
}
