namespace Marketplace.Challenges.Matches;

/// <summary>How near a challenge is, in a word: a cosine in percent would promise more than it says.</summary>
public enum Closeness { Related = 1, Close, VeryClose }

/// <summary>The word for a similarity.</summary>
public static class ClosenessOf
{
    public static Closeness Fit(double fit) => fit switch
    {
        >= MatchRules.VeryClose => Closeness.VeryClose,
        >= MatchRules.Close => Closeness.Close,
        _ => Closeness.Related,
    };
}
