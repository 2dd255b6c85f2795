using System.Collections.Concurrent;
using Marketplace.Events;

namespace Marketplace.Challenges;

/// <summary>
/// Published challenges that were read, in memory, as everybody's page needs them; who may see one is asked each time anew. Measured
/// reason: reading one costs three statements and two thirds of its page's time. An entry ends when an event names its challenge, its
/// publisher or one of the invited: in this process before the change is answered, in others as soon as they hear of it. What does not fit goes, oldest first.
/// </summary>
public sealed class PublishedBook : IEventListener
{
    /// <summary>Characters of text kept; two bytes each.</summary>
    private const long MostCharacters = 24_000_000;

    /// <summary>What an entry takes beside its texts, in characters.</summary>
    private const int Overhead = 600;

    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<string, PublishedChallenge> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, string> _codes = [];
    private readonly Queue<Guid> _oldest = [];
    private long _characters;
    private long _turn;

    public PublishedBook(EventSignal signal) => signal.OnCommit(Forget);

    /// <summary>Counts what was forgotten. Taken before a reading from the database, it shows whether that reading may be out of date.</summary>
    internal long Turn => Interlocked.Read(ref _turn);

    internal PublishedChallenge? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Keeps what was read, unless something was forgotten since the turn.</summary>
    internal void Keep(PublishedChallenge challenge, long turn)
    {
        lock (_changing)
        {
            if (turn != _turn || !_codes.TryAdd(challenge.Id, challenge.Code)) return;
            _byCode[challenge.Code] = challenge;
            _oldest.Enqueue(challenge.Id);
            _characters += Size(challenge);
            // Places of what was forgotten stay in the queue, which may therefore be twice as long as the book and no longer.
            while ((_characters > MostCharacters || _oldest.Count > (2 * _codes.Count) + 100) && _oldest.TryDequeue(out var oldest)) Remove(oldest);
        }
    }

    public Task Hear(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        Forget([.. events.Select(e => new Subject(e.SubjectKind, e.SubjectId))]);
        return Task.CompletedTask;
    }

    private void Forget(IReadOnlyList<Subject> subjects)
    {
        var challenges = subjects.Where(s => s.Kind == "challenge").Select(s => s.Id).ToHashSet();
        var organisations = subjects.Where(s => s.Kind == "organisation").Select(s => s.Id).ToHashSet();
        if (challenges.Count + organisations.Count == 0) return;
        lock (_changing)
        {
            _turn++;
            foreach (var id in challenges) Remove(id);
            if (organisations.Count == 0) return;
            foreach (var challenge in _byCode.Values.Where(c => Names(c, organisations))) Remove(challenge.Id);
        }
    }

    private static bool Names(PublishedChallenge challenge, HashSet<Guid> organisations) =>
        organisations.Contains(challenge.PublisherId) || challenge.Facts.InvitedIds.Any(organisations.Contains);

    private void Remove(Guid id)
    {
        if (_codes.Remove(id, out var code) && _byCode.TryRemove(code, out var gone)) _characters -= Size(gone);
    }

    private static long Size(PublishedChallenge c) =>
        Overhead + Length(c.Title, c.TitleEn, c.Summary, c.SummaryEn, c.Background, c.CurrentLevel, c.Target, c.Resources, c.RiskSharing, c.AcceptanceMethod, c.Deliverables, c.BidderRequirements, c.Directed?.Reason)
        + c.Indicators.Sum(i => 200L + Length(i.Name, i.Statement, i.Baseline, i.TestMethod)) + c.Questions.Sum(q => 200L + Length(q.Text, q.Answer));

    private static long Length(params ReadOnlySpan<string?> texts)
    {
        var length = 0L;
        foreach (var text in texts) length += text?.Length ?? 0;
        return length;
    }
}
