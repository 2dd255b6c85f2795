using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Accounts;

/// <summary>The name under which a person appears.</summary>
internal static class PersonName
{
    private const string Field = "Name";

    /// <summary>Spaces folded, control and invisible formatting characters gone: a name cannot reorder or hide the text around it.</summary>
    public static string Clean(string? typed)
    {
        var clean = new StringBuilder();
        foreach (var c in UnicodeForm.Composed(typed ?? ""))
        {
            if (char.IsWhiteSpace(c)) clean.Append(' ');
            else if (!char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format) clean.Append(c);
        }

        return string.Join(' ', clean.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static IEnumerable<Refusal> Check(string name)
    {
        // Stands where bytes were no UTF-8, as in every other text (TextRules).
        if (name.Contains('\uFFFD')) yield return new("text.invalid_characters", Field, "U+FFFD");
        if (name.Length == 0) yield return new("account.name_missing", Field);
        if (name.Length > Person.NameLength) yield return new("account.name_too_long", Field, Person.NameLength);
    }
}
