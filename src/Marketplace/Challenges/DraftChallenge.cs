using Marketplace.Data;
using Marketplace.Kernel;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Challenges;

/// <summary>Starts a challenge for an organisation, empty or with content.</summary>
public sealed class DraftChallenge(Writer writer)
{
    /// <summary>Unsent drafts that one organisation may keep.</summary>
    public const int MostDrafts = 200;

    /// <param name="Id">Chosen by the sender, so that the same form sent twice makes one draft.</param>
    public sealed record Input(Guid PublisherId, ChallengeContent? Content = null, Guid? Id = null);

    public Task<Result<ChallengeState>> Run(Input input, Actor actor, CancellationToken ct = default) =>
        writer.Write(w => Draft(w, input, actor, ct), ct);

    private static async Task<Result<ChallengeState>> Draft(Writing w, Input input, Actor actor, CancellationToken ct)
    {
        if (!Permissions.Allows(Deed.DraftChallenge, actor, input.PublisherId)) return Refusal.NotFound;
        if (input.Id is { } id && await w.Db.Set<Challenge>().FirstOrDefaultAsync(c => c.Id == id, ct) is { } before)
        {
            return before.PublisherId == input.PublisherId ? Again(before, input.Content) : Refusal.NotFound;
        }

        var refusals = ChallengeRules.Bounds(input.Content ?? new());
        if (refusals.Count > 0) return refusals;
        if (await HasTooManyDrafts(w, input.PublisherId, ct)) return new Refusal("challenge.too_many_drafts", null, MostDrafts);
        var challenge = New(w, input, actor, await IsDemo(w, input.PublisherId, ct));
        w.Db.Add(challenge);
        w.Record(new ChallengeDrafted(challenge.Id, challenge.PublisherId), actor);
        return ChallengeState.Of(challenge);
    }

    // What is sent again with other content is another draft or a later change: neither may be dropped without a word.
    private static Result<ChallengeState> Again(Challenge before, ChallengeContent? content) =>
        content is null || ChallengeContent.Differences(ChallengeContent.Of(before), content).Count == 0
            ? ChallengeState.Of(before)
            : new Refusal("challenge.draft_exists", nameof(Input.Id));

    private static async Task<bool> HasTooManyDrafts(Writing w, Guid publisherId, CancellationToken ct) =>
        await w.Db.Set<Challenge>().CountAsync(c => c.PublisherId == publisherId && c.Status == ChallengeStatus.Draft, ct) >= MostDrafts;

    // What a demonstration organisation posts is demonstration.
    private static Task<bool> IsDemo(Writing w, Guid publisherId, CancellationToken ct) =>
        w.Db.Set<Organisation>().Where(o => o.Id == publisherId).Select(o => o.IsDemo).FirstAsync(ct);

    private static Challenge New(Writing w, Input input, Actor actor, bool isDemo)
    {
        var challenge = new Challenge
        {
            Id = input.Id ?? Guid.CreateVersion7(),
            PublisherId = input.PublisherId,
            CreatedById = actor.PersonId ?? Guid.Empty,
            CreatedAt = w.Now,
            IsDemo = isDemo,
        };
        challenge.PinPreset();
        if (input.Content is { } content) challenge.Write(content);
        return challenge;
    }
}
