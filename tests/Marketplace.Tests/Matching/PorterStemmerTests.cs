using Marketplace.Matching;
using NUnit.Framework;

namespace Marketplace.Tests.Matching;

/// <summary>The examples of Porter's paper, each carried through all steps.</summary>
public class PorterStemmerTests
{
    [TestCase("caresses", "caress")]
    [TestCase("ponies", "poni")]
    [TestCase("ties", "ti")]
    [TestCase("cats", "cat")]
    public void Stem_plural_is_singular(string word, string stem) => Assert.That(Stem(word), Is.EqualTo(stem));

    [TestCase("feed", "feed")]
    [TestCase("agreed", "agre")]
    [TestCase("plastered", "plaster")]
    [TestCase("bled", "bled")]
    [TestCase("motoring", "motor")]
    [TestCase("sing", "sing")]
    [TestCase("conflated", "conflat")]
    [TestCase("troubled", "troubl")]
    [TestCase("sized", "size")]
    [TestCase("hopping", "hop")]
    [TestCase("falling", "fall")]
    [TestCase("hissing", "hiss")]
    [TestCase("fizzed", "fizz")]
    [TestCase("failing", "fail")]
    [TestCase("filing", "file")]
    [TestCase("happy", "happi")]
    [TestCase("sky", "sky")]
    [TestCase("dyed", "dy")]
    public void Stem_past_and_progressive_is_verb(string word, string stem) => Assert.That(Stem(word), Is.EqualTo(stem));

    [TestCase("relational", "relat")]
    [TestCase("conditional", "condit")]
    [TestCase("rational", "ration")]
    [TestCase("valenci", "valenc")]
    [TestCase("digitizer", "digit")]
    [TestCase("conformabli", "conform")]
    [TestCase("differentli", "differ")]
    [TestCase("analogousli", "analog")]
    [TestCase("vietnamization", "vietnam")]
    [TestCase("operator", "oper")]
    [TestCase("feudalism", "feudal")]
    [TestCase("hopefulness", "hope")]
    [TestCase("sensitiviti", "sensit")]
    [TestCase("sensibiliti", "sensibl")]
    [TestCase("triplicate", "triplic")]
    [TestCase("formative", "form")]
    [TestCase("electriciti", "electr")]
    [TestCase("electrical", "electr")]
    [TestCase("goodness", "good")]
    public void Stem_derived_word_is_its_root(string word, string stem) => Assert.That(Stem(word), Is.EqualTo(stem));

    [TestCase("revival", "reviv")]
    [TestCase("allowance", "allow")]
    [TestCase("gyroscopic", "gyroscop")]
    [TestCase("replacement", "replac")]
    [TestCase("adjustment", "adjust")]
    [TestCase("adoption", "adopt")]
    [TestCase("communism", "commun")]
    [TestCase("homologous", "homolog")]
    [TestCase("bowdlerize", "bowdler")]
    [TestCase("probate", "probat")]
    [TestCase("rate", "rate")]
    [TestCase("cease", "ceas")]
    [TestCase("controll", "control")]
    [TestCase("roll", "roll")]
    [TestCase("generalizations", "gener")]
    [TestCase("oscillators", "oscil")]
    public void Stem_long_suffix_is_stripped(string word, string stem) => Assert.That(Stem(word), Is.EqualTo(stem));

    [TestCase("as")]
    [TestCase("a")]
    [TestCase("")]
    public void Stem_two_letters_stay(string word) => Assert.That(Stem(word), Is.EqualTo(word));

    [TestCase("ion")]
    [TestCase("ing")]
    [TestCase("eed")]
    [TestCase("yyy")]
    [TestCase("sss")]
    [TestCase("ational")]
    public void Stem_bare_suffix_is_no_error(string word) => Assert.That(Stem(word), Has.Length.InRange(1, word.Length));

    private static string Stem(string word)
    {
        var letters = word.ToCharArray();
        return new string(letters, 0, PorterStemmer.Stem(letters));
    }
}
