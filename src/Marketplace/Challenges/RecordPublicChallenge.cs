using System.Globalization;
using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>For a text from a public source: where it was published, when, by whom, and in which field.</summary>
public sealed record ChallengeSource(string Url, int Year, string Publisher, string? Field);

/// <summary>
/// The operator enters a challenge that was published elsewhere, word for word and with its source, so that the hall and the
/// search for similar needs know it. Nobody can bid for it here, and nothing is said of it that the source does not say.
/// </summary>
public sealed class RecordPublicChallenge(Writer writer)
{
    /// <param name="KeeperId">The organisation of the operator that keeps the record; the page names the source's publisher.</param>
    /// <param name="Indicators">As the source states them, one each.</param>
    /// <param name="BountyMinor">Minor units of CNY; null where the source gives none.</param>
    public sealed record Input(
        Guid KeeperId, ChallengeSource Source, string? Title, ChallengeKind Kind, AwardMode Mode, LeadingIndustry Leading, HardCoreIndustry HardCore,
        IReadOnlyList<string> Indicators, long? BountyMinor, string? Note);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Record(w, input with { Title = TypedText.TidyLine(input.Title), Note = TypedText.Tidy(input.Note) }, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Record(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.RecordPublicChallenge, actor) || !actor.IsMember(input.KeeperId)) return Refusal.NotFound;
        var refusals = Check(input);
        if (refusals.Count > 0) return refusals;
        var known = await w.Db.Set<Challenge>().FirstOrDefaultAsync(
            c => c.Status == ChallengeStatus.Recorded && c.SourceUrl == input.Source.Url && c.Title == input.Title, ct);
        if (known is not null) return ChallengeState.Of(known);
        var challenge = New(input, actor, w.Now);
        challenge.Record(await NextCode(w, input.Source.Year, ct), new DateTimeOffset(input.Source.Year, 1, 1, 0, 0, 0, TimeSpan.Zero));
        w.Db.Add(challenge);
        w.Record(new PublicChallengeRecorded(challenge.Id, challenge.PublisherId, challenge.Code), actor);
        return ChallengeState.Of(challenge);
    }

    private static List<Refusal> Check(Input input)
    {
        var refusals = new List<Refusal>();
        TypedText.Require(refusals, input.Title, nameof(input.Title));
        TypedText.Check(refusals, input.Title, ChallengeRules.MaxTitle, nameof(input.Title));
        TypedText.Check(refusals, input.Note, ChallengeRules.MaxLongText, nameof(input.Note));
        if (!Uri.TryCreate(input.Source.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) refusals.Add(new Refusal("field.address", nameof(input.Source)));
        if (input.Indicators.Count > ChallengeRules.MaxIndicators) refusals.Add(new Refusal("list.too_many", nameof(input.Indicators), ChallengeRules.MaxIndicators));
        if (input.BountyMinor <= 0) refusals.Add(new Refusal("amount.zero", nameof(input.BountyMinor)));
        return refusals;
    }

    private static Challenge New(Input input, Actor actor, DateTimeOffset now)
    {
        var challenge = new Challenge
        {
            PublisherId = input.KeeperId, CreatedById = actor.PersonId!.Value, CreatedAt = now, Title = input.Title!, PublicSummary = input.Note,
            Kind = input.Kind, Mode = input.Mode, Leading = input.Leading, HardCore = input.HardCore,
            Bounty = new() { Type = input.BountyMinor is null ? BountyType.Negotiable : BountyType.Fixed, LowMinor = input.BountyMinor },
            SourceUrl = input.Source.Url, SourceYear = input.Source.Year, SourcePublisher = input.Source.Publisher, SourceField = input.Source.Field,
        };
        challenge.Indicators.AddRange(input.Indicators.Select((text, i) => new Indicator
        {
            ChallengeId = challenge.Id, Position = i + 1, Comparator = Comparator.Statement, Statement = text,
        }));
        return challenge;
    }

    // Records carry a series of their own: the numbers of posted challenges stay without gaps.
    private static async Task<string> NextCode(Writing w, int year, CancellationToken ct)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"PUB-{year}-");
        var count = await w.Db.Set<Challenge>().CountAsync(c => c.Code != null && c.Code.StartsWith(prefix), ct);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{count + 1:D3}");
    }
}
