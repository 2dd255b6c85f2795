using System.Collections.Frozen;

namespace Marketplace.Matching;

/// <summary>Units that may stand after a number with a space between ("5 nm") and still make one term with it, the same as "5nm".</summary>
internal static class Units
{
    // Single letters are left out, degrees and per cent apart: "phase 3 a" is no current. Spelt as folded text: micro is the Greek letter.
    private static readonly FrozenSet<string> Symbols = (
        "nm \u03BCm um mm cm dm km mg kg \u03BCg ug kt ml \u03BCl ul mw kw gw tw mv kv ma \u03BCa ua hz khz mhz ghz thz pa kpa mpa gpa bar mbar " +
        "ps ns \u03BCs us ms min mol mmol ppm ppb db dbm dbi kb mb gb tb pb kbps mbps gbps tbps gops tops tflops pflops eflops qps tps rpm " +
        "wh kwh mwh gwh ah mah ev kev mev gev nf pf \u03BCf nh \u03BCh kn nm2 mm2 cm2 m2 km2 m3 cm3 mm3 lm lux cd sccm hv hrc cfu \u03C9 k\u03C9 m\u03C9").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Symbols.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<char> folded) => Lookup.Contains(folded);

    /// <summary>Length of a sign of measure at the head of a text: per cent, per mille, degrees of temperature or angle.</summary>
    public static int SignLength(ReadOnlySpan<char> folded)
    {
        if (folded.IsEmpty) return 0;
        if (folded[0] is '%' or '\u2030') return 1;
        if (folded[0] != '\u00B0') return 0;
        return folded.Length > 1 && folded[1] is 'c' or 'f' && (folded.Length == 2 || !char.IsAsciiLetterOrDigit(folded[2])) ? 2 : 1;
    }
}
