using Marketplace.Web.Look;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

public sealed class MarksTests
{
    [TestCase("Particle counts in the etch chamber", new[] { "particle", "etch chamber", "etch" }, ExpectedResult = "[Particle] counts in the [etch chamber]")]
    [TestCase("question of ions", new[] { "ion" }, ExpectedResult = "question of [ion]s")]
    [TestCase("\u5728\u7ebf\u9897\u7c92\u76d1\u6d4b", new[] { "\u9897\u7c92", "\u76d1\u6d4b" }, ExpectedResult = "\u5728\u7ebf[\u9897\u7c92][\u76d1\u6d4b]")]
    [TestCase("nothing here", new[] { "", "x" }, ExpectedResult = "nothing here")]
    [TestCase("", new[] { "x" }, ExpectedResult = "")]
    public string Terms_are_marked_longest_first_without_overlap(string text, string[] terms)
    {
        foreach (var (at, length) in Marks.In(text, terms).Reverse()) text = text.Insert(at + length, "]").Insert(at, "[");
        return text;
    }
}
