namespace Marketplace.Web.Look;

/// <summary>Where a list stands among its pages. Shown by <c>_Pager</c>, which links to <c>?page=</c> of the same address.</summary>
/// <param name="Number">The page shown, from 1.</param>
public sealed record Paging(int Number, int Size, int Total)
{
    /// <summary>Pages at each side of the present one that have a link of their own.</summary>
    private const int Around = 2;

    public int Last => Math.Max(1, (Total + Size - 1) / Size);

    public int From => Total == 0 ? 0 : ((Number - 1) * Size) + 1;

    public int To => Math.Min(Total, Number * Size);

    /// <summary>The pages to link to, in order; null where some are left out.</summary>
    public IEnumerable<int?> Links()
    {
        var shown = Enumerable.Range(Number - Around, (2 * Around) + 1).Append(1).Append(Last)
            .Where(page => page >= 1 && page <= Last).Distinct().Order().ToArray();
        for (var i = 0; i < shown.Length; i++)
        {
            if (i > 0 && shown[i] > shown[i - 1] + 1) yield return null;
            yield return shown[i];
        }
    }
}
