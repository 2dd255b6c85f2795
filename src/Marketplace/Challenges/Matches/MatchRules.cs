namespace Marketplace.Challenges.Matches;

/// <summary>How many matches are kept and told, and from which score on.</summary>
public static class MatchRules
{
    /// <summary>Counts changes of the engine or of these rules; stored with every match, so that old scores are known as such.</summary>
    public const int EngineVersion = 1;

    /// <summary>
    /// Laboratories told of one challenge. More than anybody would ask, few enough that being told means something; and the
    /// rows and messages of one posting stay within a tenth of a second.
    /// </summary>
    public const int MostLabs = 60;

    /// <summary>Open challenges found for one profile when it is verified or changed.</summary>
    public const int MostChallenges = 40;

    /// <summary>
    /// The least score (2S - hub, see the engine) of a match that is kept. Scores of good matches lie between 0.1 and 0.4;
    /// below this what is shared is mostly general words.
    /// </summary>
    public const double LeastScore = 0.03;

    /// <summary>From this similarity on a match is called close, or very close; only for the word beside it.</summary>
    public const double Close = 0.10, VeryClose = 0.18;

    /// <summary>Shared terms and outcomes that are kept as the reason.</summary>
    public const int MostTerms = 8, MostOutcomes = 3, MostFields = 4;
}
