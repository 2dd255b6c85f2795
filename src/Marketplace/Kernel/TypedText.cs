namespace Marketplace.Kernel;

/// <summary>
/// Texts of a form, cleaned by <see cref="TextRules"/> as they come in and judged all together, so that a form hears of every fault
/// at once: <c>text.required</c>, <c>text.too_long</c>, <c>text.invalid_characters</c>.
/// </summary>
public static class TypedText
{
    /// <summary>The cleaned text, null where nothing readable is left; what cannot be cleaned stays as it came, for <see cref="Check"/> to refuse.</summary>
    public static string? Tidy(string? text) => TextRules.CleanOptional(text, int.MaxValue) is { IsOk: true } cleaned ? cleaned.Value : text;

    /// <summary>As <see cref="Tidy"/>, in one line.</summary>
    public static string? TidyLine(string? text) => TextRules.CleanOptionalLine(text, int.MaxValue) is { IsOk: true } cleaned ? cleaned.Value : text;

    public static void Check(List<Refusal> refusals, string? text, int most, string field) =>
        refusals.AddRange(TextRules.CleanOptional(text, most, field).Refusals);

    public static void Require(List<Refusal> refusals, string? text, string field)
    {
        if (string.IsNullOrWhiteSpace(text)) refusals.Add(new Refusal("text.required", field));
    }
}
