using System.Text.Json;
using Marketplace.Events;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Data;

/// <summary>What one transaction of a repeatable call gave, written with the change itself.</summary>
public sealed class CallAnswer
{
    /// <summary>How long the same call may be sent again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    public required Guid PersonId { get; init; }
    public required string Key { get; init; }

    /// <summary>The transactions of one call, counted from 0.</summary>
    public required int Turn { get; init; }

    /// <summary>SHA-256 of what was asked.</summary>
    public required string Fingerprint { get; init; }
    public required string Json { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>
/// A call that a program may send again under one key (Idempotency-Key) because it never heard the answer. The first one that is
/// carried out leaves its answer in the same transaction; later ones get that answer and change nothing. A refusal changes nothing
/// either and is therefore judged anew. Nothing is asked and nothing kept where no key was given.
/// </summary>
public sealed class CallOnce
{
    private Guid _personId;
    private string? _key;
    private string _fingerprint = "";
    private int _turn;

    /// <param name="fingerprint">What is asked, as a hash: another call under the same key is refused.</param>
    public void Begin(Guid personId, string key, string fingerprint) => (_personId, _key, _fingerprint) = (personId, key, fingerprint);

    /// <summary>The answer of an earlier call under the same key; null where this one is the first.</summary>
    internal async Task<Result<T>?> Earlier<T>(MarketplaceDb db, CancellationToken ct)
    {
        if (_key is null) return null;
        var found = await db.Set<CallAnswer>().AsNoTracking().FirstOrDefaultAsync(a => a.PersonId == _personId && a.Key == _key && a.Turn == _turn, ct);
        if (found is null) return null;
        _turn++;
        if (found.Fingerprint != _fingerprint) return (Result<T>)new Refusal("idempotency.other_call");
        return (Result<T>)JsonSerializer.Deserialize<T>(found.Json, EventJson.Options)!;
    }

    internal void Keep<T>(MarketplaceDb db, T answer, DateTimeOffset now)
    {
        if (_key is null) return;
        db.Add(new CallAnswer
        {
            PersonId = _personId,
            Key = _key,
            Turn = _turn++,
            Fingerprint = _fingerprint,
            Json = JsonSerializer.Serialize(answer, EventJson.Options),
            At = now,
        });
    }
}

internal sealed class CallAnswerMap : IEntityTypeConfiguration<CallAnswer>
{
    public void Configure(EntityTypeBuilder<CallAnswer> answer)
    {
        answer.ToTable("CallAnswers").HasKey(a => new { a.PersonId, a.Key, a.Turn });
        answer.Property(a => a.Key).HasMaxLength(200);
        answer.Property(a => a.Fingerprint).HasMaxLength(64);
        answer.Property(a => a.Json).HasMaxLength(-1);
        answer.HasIndex(a => a.At);
    }
}
