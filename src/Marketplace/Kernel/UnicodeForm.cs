using System.Text;

namespace Marketplace.Kernel;

/// <summary>Unicode normalization that takes whatever somebody sends.</summary>
public static class UnicodeForm
{
    private const char Unreadable = '\uFFFD';

    /// <summary>Full-width letters, digits and signs become plain ones (NFKC).</summary>
    public static string Compatible(string text) => Normalize(text, NormalizationForm.FormKC);

    /// <summary>A letter and its accent become one character (NFC).</summary>
    public static string Composed(string text) => Normalize(text, NormalizationForm.FormC);

    /// <summary>A letter and its accent become two characters (NFD).</summary>
    public static string Decomposed(string text) => Normalize(text, NormalizationForm.FormD);

    // The runtime throws at half surrogate pairs and at U+FFFE, which is valid UTF-8 and so comes through every reader.
    private static string Normalize(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return string.Concat(text.Select(c => char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF' ? Unreadable : c)).Normalize(form);
        }
    }
}
