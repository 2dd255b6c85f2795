namespace Marketplace.Kernel;

/// <summary>Why something was not done: a stable code for programs, the field it is about, and values for the text.</summary>
/// <param name="Code">Dotted and stable, such as <c>challenge.deadline_too_close</c>; its text stands in the resource files.</param>
/// <param name="Field">The input field in question, or null where it is about the whole.</param>
/// <param name="Args">Values for the placeholders of the text; never sealed or personal data.</param>
public sealed record Refusal(string Code, string? Field = null, params object?[] Args)
{
    /// <summary>Absent and forbidden look the same to the asker.</summary>
    public static readonly Refusal NotFound = new("not_found");

    /// <summary>Somebody else changed the row since the form was shown.</summary>
    public static readonly Refusal Stale = new("stale");

    public Refusal At(string field) => this with { Field = field };
}

/// <summary>The value of an answer without a value.</summary>
public readonly record struct Done;

/// <summary>Either the value or at least one refusal.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;
    private readonly IReadOnlyList<Refusal>? _refusals;

    private Result(T? value, IReadOnlyList<Refusal>? refusals) => (_value, _refusals) = (value, refusals);

    public bool IsOk => _refusals is null;

    public IReadOnlyList<Refusal> Refusals => _refusals ?? [];

    /// <summary>The first refusal; only where <see cref="IsOk"/> is false.</summary>
    public Refusal Refusal => Refusals[0];

    /// <exception cref="InvalidOperationException">The answer is a refusal.</exception>
    public T Value => IsOk ? _value! : throw new InvalidOperationException($"Refused: {string.Join(", ", Refusals.Select(r => $"{r.Code} {r.Field}"))}");

    public static implicit operator Result<T>(T value) => new(value, null);
    public static implicit operator Result<T>(Refusal refusal) => new(default, [refusal]);
    public static implicit operator Result<T>(List<Refusal> refusals) => Refused(refusals);

    public static Result<T> Refused(IReadOnlyList<Refusal> refusals) => refusals.Count > 0
        ? new(default, refusals)
        : throw new ArgumentException("A refusal needs a reason.", nameof(refusals));
}
