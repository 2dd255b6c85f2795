using FsCheck;
using FsCheck.Fluent;
using Marketplace.Kernel;
using NUnit.Framework;

namespace Marketplace.Tests.Kernel;

public sealed class SplitTests
{
    [TestCase(999, 3, "333 333 333")]
    [TestCase(1000, 3, "334 333 333")]
    [TestCase(2, 3, "1 1 0")]
    [TestCase(0, 2, "0 0")]
    [TestCase(long.MaxValue, 2, "4611686018427387904 4611686018427387903")]
    public void Equal_parts_add_up_to_the_whole(long whole, int count, string expected) =>
        Assert.That(string.Join(' ', Split.Equally(new(whole, Currency.CNY), count).Select(p => p.Minor)), Is.EqualTo(expected));

    [Test]
    public void Largest_remainder_gets_the_unit_that_is_left() =>
        Assert.That(Split.By(new(100, Currency.CNY), [30, 40, 31]).Select(p => p.Minor), Is.EqualTo(new long[] { 30, 39, 31 }));

    [TestCase(new int[0])]
    [TestCase(new[] { 0, 0 })]
    [TestCase(new[] { 2, -1 })]
    public void Weights_that_divide_nothing_are_refused(int[] weights) =>
        Assert.That(() => Split.By(new(100, Currency.CNY), weights), Throws.ArgumentException);

    [TestCase(99_999, 250, 2_499)]
    [TestCase(1, 9_999, 0)]
    [TestCase(long.MaxValue, 10_000, long.MaxValue)]
    public void Share_is_rounded_down(long whole, int basisPoints, long expected) =>
        Assert.That(Split.Share(new(whole, Currency.CNY), basisPoints).Minor, Is.EqualTo(expected));

    /// <summary>100,000 random splits: parts are never negative, add up, keep their order, and none is a unit or more away from its share.</summary>
    [FsCheck.NUnit.Property(MaxTest = 100_000)]
    public FsCheck.Property Any_split_is_whole_and_fair() => Prop.ForAll(
        Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 10_000).NonEmptyListOf()).ToArbitrary(),
        drawn =>
        {
            var (minor, weights) = (drawn.Item1 * 4_001L, drawn.Item2.Append(1).ToList());
            var parts = Split.By(new(minor, Currency.CNY), weights);
            var total = weights.Sum();
            return parts.Sum(p => p.Minor) == minor
                && parts.Zip(weights).All(p => p.First.Minor >= 0 && Math.Abs(p.First.Minor - ((decimal)minor * p.Second / total)) < 1)
                && parts.SequenceEqual(Split.By(new(minor, Currency.CNY), weights));
        });
}
