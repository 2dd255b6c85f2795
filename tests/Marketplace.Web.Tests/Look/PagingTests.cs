using Marketplace.Web.Look;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

public sealed class PagingTests
{
    [TestCase(1, 0, ExpectedResult = "1")]
    [TestCase(1, 20, ExpectedResult = "1")]
    [TestCase(1, 21, ExpectedResult = "1 2")]
    [TestCase(4, 402, ExpectedResult = "1 2 3 4 5 6 - 21")]
    [TestCase(10, 402, ExpectedResult = "1 - 8 9 10 11 12 - 21")]
    [TestCase(21, 402, ExpectedResult = "1 - 19 20 21")]
    public string Links_lead_to_first_last_and_neighbours(int number, int total) =>
        string.Join(' ', new Paging(number, 20, total).Links().Select(page => page?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));

    [TestCase(1, 0, ExpectedResult = "0-0")]
    [TestCase(2, 21, ExpectedResult = "21-21")]
    [TestCase(4, 402, ExpectedResult = "61-80")]
    public string Range_shown_fits_the_page(int number, int total)
    {
        var paging = new Paging(number, 20, total);
        return $"{paging.From}-{paging.To}";
    }
}
