using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Kernel;

/// <summary>
/// Reads numbers as people type them: full-width digits and signs are plain ones, commas stand between whole groups of three. What may
/// mean something else is no number: "0,5" is a half in one country and five in a careless reader, "10²" is no 102.
/// </summary>
public static partial class TypedNumber
{
    /// <summary>Null where the text is no whole number that fits.</summary>
    public static int? Whole(string text) =>
        WholeNumber().IsMatch(Plain(text)) && int.TryParse(Plain(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Null where the text is no number that fits; an exponent such as 1e-9 is read.</summary>
    public static decimal? Decimal(string text)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent;
        return AnyNumber().IsMatch(Plain(text)) && decimal.TryParse(Plain(text), Styles, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // The minus sign of typography is no compatibility form of the hyphen.
    private static string Plain(string text) => new([.. text.Trim().Select(c => c == '\u2212' ? '-' : HalfWidth.Of(c))]);

    [GeneratedRegex(@"^[+-]?[0-9]+\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AnyNumber();
}
