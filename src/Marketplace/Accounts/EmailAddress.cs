using System.Text.RegularExpressions;
using Marketplace.Kernel;

namespace Marketplace.Accounts;

/// <summary>A mail address as people type it.</summary>
public static partial class EmailAddress
{
    /// <summary>Full-width letters and signs of a Chinese keyboard become plain ones, and spaces around it go.</summary>
    public static string Clean(string? typed)
    {
        if (typed is null || typed.Length > Person.EmailLength * 2) return "";
        // The ideographic full stop is no compatibility form of the dot, but it sits on the same key.
        return UnicodeForm.Compatible(typed.Trim()).Replace('\u3002', '.').Replace("\0", "");
    }

    /// <summary>Whether mail could reach it, as far as its form tells (RFC 5321, less quoted local parts and bare hosts).</summary>
    /// <remarks>U+FFFD stands where bytes were no UTF-8.</remarks>
    public static bool IsValid(string cleaned) => cleaned.Length <= Person.EmailLength && !cleaned.Contains('\uFFFD') && Shape().IsMatch(cleaned);

    [GeneratedRegex("""^[^\s@<>()",;:\\\[\]\p{C}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$""", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
