using Marketplace.Kernel;

namespace Marketplace.Accounts;

/// <summary>A yes or no whose transaction is kept either way: a wrong guess is refused and yet must be counted.</summary>
internal readonly record struct Verdict(Refusal? Refusal)
{
    public static Verdict Yes => default;

    public static Verdict No(Refusal refusal) => new(refusal);

    /// <summary>The answer to the asker, once the transaction has ended.</summary>
    public static Result<Done> Of(Result<Verdict> kept) =>
        !kept.IsOk ? kept.Refusal : kept.Value.Refusal is { } refusal ? refusal : default(Done);
}
