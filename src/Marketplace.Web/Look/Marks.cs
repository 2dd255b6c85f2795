namespace Marketplace.Web.Look;

/// <summary>Finds where terms occur in a text, so that a page can mark them.</summary>
public static class Marks
{
    /// <summary>Places without overlap, in order; at one place the longest term wins.</summary>
    public static IEnumerable<(int At, int Length)> In(string text, IReadOnlyCollection<string> terms)
    {
        var wanted = terms.Where(term => term.Length > 0).OrderByDescending(term => term.Length).ToArray();
        for (var at = 0; at < text.Length;)
        {
            var hit = Array.Find(wanted, term => Occurs(text, term, at));
            if (hit is null)
            {
                at++;
                continue;
            }

            yield return (at, hit.Length);
            at += hit.Length;
        }
    }

    /// <summary>Latin terms only at the start of a word: "ion" is not marked in "question".</summary>
    private static bool Occurs(string text, string term, int at)
    {
        if (string.Compare(text, at, term, 0, term.Length, StringComparison.OrdinalIgnoreCase) != 0) return false;
        return !char.IsAsciiLetterOrDigit(term[0]) || at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]);
    }
}
