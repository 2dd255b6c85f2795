using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Challenges;

/// <summary>
/// The rules in numbers of one procedure. A challenge pins code and version, so a new version never changes what is running.
/// Days are calendar days unless the name says working days. Sources of the values: minimum open time 15 days and question cut-off
/// follow Prozorro's open procedure, shortened for enterprise lists; the notice of 5 working days follows the notices of
/// Shanghai's science commission; all of them are defaults that the operator may change by adding a version.
/// </summary>
/// <param name="AcceptanceDays">
/// Days after which a publisher who says nothing about a milestone has accepted it; twenty are ours, two thirds of a month for a test of
/// what was delivered. Null where silence never counts, as before the second version.
/// </param>
/// <param name="SigningDays">Days from the final award in which both sides sign, or the offer passes on; thirty are ours. Null where it never does.</param>
public sealed record ProcedurePreset(
    string Code, int Version, int MinOpenDays, int MaxOpenDays, int QuestionCutOffDays, int AnswerWorkingDays,
    int ExtensionDays, int MaxExtensions, int MinBids, int NoticeWorkingDays,
    IReadOnlyList<AwardMode> Modes, IReadOnlyList<ChallengeKind> Kinds, int? AcceptanceDays = null, int? SigningDays = null)
{
    /// <summary>The first instant at which no question is taken any more.</summary>
    public DateTimeOffset? QuestionsUntil(DateTimeOffset? deadline) => deadline?.AddDays(-QuestionCutOffDays);

    /// <summary>The earliest deadline of a challenge that is posted now.</summary>
    public DateTimeOffset EarliestDeadline(DateTimeOffset now) => now.AddDays(MinOpenDays);

    public DateTimeOffset LatestDeadline(DateTimeOffset now) => now.AddDays(MaxOpenDays);
}

/// <summary>All versions of all procedures, from the data file. A published version is never edited: a change is a new version.</summary>
public static class ProcedurePresets
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };
    private static readonly IReadOnlyList<ProcedurePreset> Versions = Read();

    /// <summary>The newest version of each procedure, for the form.</summary>
    public static IReadOnlyList<ProcedurePreset> Newest { get; } =
        [.. Versions.GroupBy(p => p.Code).Select(g => g.MaxBy(p => p.Version)!)];

    /// <summary>The version that a challenge submitted now pins; null where no procedure has this code.</summary>
    public static ProcedurePreset? NewestOf(string code) => Newest.FirstOrDefault(p => p.Code == code);

    public static ProcedurePreset? Find(string code, int version) => Versions.FirstOrDefault(p => p.Code == code && p.Version == version);

    /// <exception cref="InvalidOperationException">The challenge pins a version that the data file lacks.</exception>
    public static ProcedurePreset Of(ChallengeFacts facts) => Find(facts.PresetCode, facts.PresetVersion)
        ?? throw new InvalidOperationException($"Preset {facts.PresetCode} {facts.PresetVersion} is not in the data file.");

    private static List<ProcedurePreset> Read()
    {
        using var stream = typeof(ProcedurePresets).Assembly.GetManifestResourceStream("Marketplace.Challenges.procedure-presets.json")
            ?? throw new InvalidOperationException("The presets are not in the assembly.");
        return JsonSerializer.Deserialize<List<ProcedurePreset>>(stream, Json)!;
    }
}
