namespace Marketplace.Benchmarks.Live;

/// <summary>
/// Laboratories of four topics, a hundred of each, among many others, and a challenge for each topic. A profile shares its topic's
/// words with the challenge and has words of its own, as titles of papers do.
/// </summary>
internal static class MatchingLabs
{
    public const int Topics = 4;

    private const int LabsOfTopic = 100, OutcomesOfLab = 6, MethodsAsked = 6, OwnWords = 4;

    private static readonly (string Matter, string[] Methods)[] TopicWords =
    [
        ("silicon carbide epitaxy", ["dislocation mapping", "defect conversion", "hot wall reactors", "wafer bow", "nitrogen doping", "step bunching", "carrier lifetime", "trench filling"]),
        ("antibody drug conjugates", ["linker chemistry", "payload release", "site specific coupling", "aggregation control", "tumour uptake", "plasma stability", "cysteine engineering", "viscosity reduction"]),
        ("robot joint torque sensing", ["force calibration", "strain gauges", "harmonic gears", "temperature drift", "friction models", "collision detection", "cross talk compensation", "fatigue life"]),
        ("speech recognition in noise", ["echo cancelling", "microphone arrays", "dialect adaptation", "beam forming", "speaker separation", "language models", "keyword spotting", "latency budgets"]),
    ];

    private static readonly string[] OtherMatters =
    [
        "photoresist resins", "solid state electrolytes", "turbine blades", "membrane proteins", "vehicle radar", "data lineage", "ultrafast lasers", "microfluidic chips",
        "gallium oxide", "lipid nanoparticles", "carbon fibre", "quantum dots", "wind bearings", "hydrogen valves", "satellite antennas", "retinal images",
    ];

    private static readonly string[] Syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za"];

    public static (string[] Fields, string[] Outcomes) Profile(int lab)
    {
        var topic = lab / LabsOfTopic;
        var matter = topic < Topics ? TopicWords[topic].Matter : OtherMatters[lab % OtherMatters.Length];
        var methods = topic < Topics ? TopicWords[topic].Methods : TopicWords[lab % Topics].Methods;
        return ([$"{matter} {Own(lab, 90)}"], [.. Enumerable.Range(0, OutcomesOfLab).Select(o => Outcome(matter, methods[(lab + o) % methods.Length], lab, o))]);
    }

    public static (string Title, string Summary) Challenge(int topic)
    {
        var (matter, methods) = TopicWords[topic];
        return ($"{matter} with {methods[0]}", $"We look for {matter}: {string.Join(", ", methods.Take(MethodsAsked))}.");
    }

    private static string Outcome(string matter, string method, int lab, int outcome) =>
        $"{method} for {matter}, {string.Join(' ', Enumerable.Range(0, OwnWords).Select(i => Own(lab, outcome + (10 * i))))}";

    // A word that hardly anybody else uses.
    private static string Own(int lab, int place)
    {
        var number = (uint)((lab * 97) + place) * 2654435761u;
        return string.Concat(Enumerable.Range(0, 4).Select(i => Syllables[(int)((number >> (4 * i + 8)) & 15)]));
    }
}
