using FsCheck;
using FsCheck.Fluent;
using Marketplace.Organisations.OutcomeImport;
using NUnit.Framework;

namespace Marketplace.Tests.Organisations.OutcomeImport;

/// <summary>Seen through a BibTeX entry, as a user's file brings it.</summary>
public sealed class LatexTextTests
{
    [TestCase("""Schr{\"o}dinger and {\'{E}}tienne""", "Schrödinger and Étienne")]
    [TestCase("""Schr\"odinger, Erd\H{o}s, Dvo\v{r}\'ak, \AA ngstr\"om""", "Schrödinger, Erdős, Dvořák, Ångström")]
    [TestCase("""Fran\c{c}ois, Fran{\c c}ois, \L{}\'od\'z, \O rsted, Stra{\ss}e""", "François, François, Łódź, Ørsted, Straße")]
    [TestCase("""\'{\i}ndice na\"{\i}ve""", "índice naïve")]
    [TestCase("""A {B}ayesian {CNN} for {\em fast} \textbf{chips}""", "A Bayesian CNN for fast chips")]
    [TestCase("""R\&D at 5\% of \$10, a\_b \#1 \{x\}""", "R&D at 5% of $10, a_b #1 {x}")]
    [TestCase("""$\alpha$-Fe$_2$O$_3$ at 10$^{-3}$\,Pa""", "α-Fe2O3 at 10-3 Pa")]
    [TestCase("""snake_case stays""", "snake_case stays")]
    [TestCase("""``quoted'' -- and --- dashed~here""", "“quoted” – and — dashed here")]
    [TestCase("面向12英寸晶圆的{AFM}检测", "面向12英寸晶圆的AFM检测")]
    [TestCase("a\n   b\tc", "a b c")]
    [TestCase("""\unknowncommand{kept} \'""", "kept")]
    public void Title_in_latex_becomes_plain_text(string latex, string plain)
    {
        var read = OutcomeReader.Read($"@article{{k, title = {{{latex}}}, year = 2024}}", new(), 2026);

        Assert.That(read.Value.Outcomes.Select(o => o.Title), Is.EqualTo(new[] { plain }));
    }

    [Test]
    public void Title_of_endless_groups_and_accents_is_read() =>
        Assert.That(OutcomeReader.Read($"@article{{k, title = {{{string.Concat(Enumerable.Repeat("""\'{""", 1_000))}e{new string('}', 1_000)}}}}}", new(), 2026).IsOk);

    [Test]
    public void Title_of_any_soup_gets_an_answer() =>
        Prop.ForAll(Gen.Elements("\\", "{", "}", "'", "\"", "$", "_", "^", "~", "-", "`", "e", "i", "\\i", "\\c", "\\v", " ", "榜", "\uD83D", "\uDE00", "%", "@").ArrayOf().Select(string.Concat).ToArbitrary(), soup =>
            OutcomeReader.Read($"@article{{k, title = {{{soup}}}}}", new(), 2026) is { IsOk: true } or { Refusals.Count: 1 })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
}
