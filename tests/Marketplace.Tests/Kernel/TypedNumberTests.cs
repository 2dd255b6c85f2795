using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class TypedNumberTests
{
    [TestCase("0.5", 0.5)]
    [TestCase(" ９５．５ ", 95.5)]
    [TestCase("1,500", 1500)]
    [TestCase("1，500，000.25", 1500000.25)]
    [TestCase("\u22125", -5)]
    [TestCase("1e-9", 0.000000001)]
    [TestCase(".5", 0.5)]
    public void Number_is_read_as_it_is_meant(string text, double number) => Assert.That(TypedNumber.Decimal(text), Is.EqualTo((decimal)number));

    [TestCase("0,5")]
    [TestCase("99,9")]
    [TestCase("0，05")]
    [TestCase("1,50,000")]
    [TestCase("10²")]
    [TestCase("10⁶")]
    [TestCase("½")]
    [TestCase("1 500")]
    [TestCase("5.")]
    [TestCase("")]
    [TestCase("e5")]
    [TestCase("1e999")]
    public void What_may_mean_something_else_is_no_number(string text) => Assert.That(TypedNumber.Decimal(text), Is.Null);

    [TestCase("12", 12)]
    [TestCase("１２", 12)]
    [TestCase("-3", -3)]
    [TestCase("1²", null)]
    [TestCase("1,000", null)]
    [TestCase("99999999999", null)]
    public void Whole_number(string text, int? number) => Assert.That(TypedNumber.Whole(text), Is.EqualTo(number));
}
