using System.Collections.Frozen;

namespace Marketplace.Matching;

/// <summary>English words that carry no subject. Chinese has no list: the frequency of a character does the same work, as measured.</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> Words = (
        "a about above after again against all also although always am among an and another any are as at be because been before being below " +
        "between both but by can cannot could did do does doing don down during each either etc every few for from further had has have having he " +
        "her here hers herself him himself his how however i if in into is it its itself just ll m may me might more most much must my myself " +
        "neither no nor not now of off often on once one only or other our ours ourselves out over own per rather re s same shall she should " +
        "since so some such t than that the their theirs them themselves then there therefore these they this those through thus to too " +
        "toward towards under until up upon us ve very via was we well were what when where whether which while who whom whose why will with " +
        "within without would yet you your yours yourself yourselves").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> lowered) => Lookup.Contains(lowered);
}
