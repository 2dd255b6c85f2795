using Marketplace.Matching;
using NUnit.Framework;
using static Marketplace.Tests.Matching.MatchTexts;

namespace Marketplace.Tests.Matching;

public class TextSearchTests
{
    private static TextSearch Over(params MatchDocument[] documents)
    {
        var index = new MatchIndex();
        index.Load(documents);
        return new TextSearch(index);
    }

    [Test]
    public void Search_documents_with_all_words_come_first()
    {
        var search = Over(
            Document("often", "封装 封装 封装 封装"),
            Document("both", "芯片设计与制造流程中的若干问题以及先进封装技术的研究进展综述"),
            Document("none", "中药材"));

        var hits = search.Search("芯片 封装 ", 10);

        Assert.That(hits.Select(h => (h.Id, h.HasAllWords)), Is.EqualTo([("both", true), ("often", false)]));
    }

    [Test]
    public void Search_words_may_stand_in_different_parts()
    {
        var search = Over(Document("a", "laser", "welding"), Document("b", "laser"));

        Assert.That(search.Search("laser welding", 10)[0], Has.Property(nameof(SearchHit.Id)).EqualTo("a").And.Property(nameof(SearchHit.HasAllWords)).True);
    }

    [Test]
    public void Search_last_word_may_be_half_typed()
    {
        var search = Over(Document("a", "solid electrolyte"), Document("b", "electronics"), Document("c", "laser"));

        Assert.That(search.Search("electrol", 10).Select(h => h.Id), Is.EqualTo(["a"]));
        Assert.That(search.Search("solid elect", 10).Select(h => h.Id), Is.EqualTo(["a", "b"]));
        Assert.That(search.Search("electrol ", 10), Is.Empty);
    }

    [Test]
    public void Search_exact_word_stands_before_its_continuations()
    {
        var search = Over(Document("longer", "gangway"), Document("exact", "gan"), Document("longest", "gangways"));

        Assert.That(search.Search("GaN", 10)[0].Id, Is.EqualTo("exact"));
    }

    [Test]
    public void Search_stop_word_still_being_typed_finds_what_it_begins()
    {
        var search = Over(Document("a", "inverter"), Document("b", "laser"));

        Assert.That(search.Search("in", 10).Select(h => h.Id), Is.EqualTo(["a"]));
        Assert.That(search.Search("laser in", 10)[0].Id, Is.EqualTo("b"));
    }

    [Test]
    public void Search_phrase_lifts_a_document()
    {
        var search = Over(Document("apart", "state of solid ground"), Document("phrase", "ground of solid state"));

        Assert.That(search.Search("solid state ", 10)[0].Id, Is.EqualTo("phrase"));
    }

    [Test]
    public void Search_single_character_and_chinese_run_are_found()
    {
        var search = Over(Document("a", "氮化镓器件"), Document("b", "氮气"));

        Assert.That(search.Search("镓", 10).Select(h => h.Id), Is.EqualTo(["a"]));
        Assert.That(search.Search("氮化", 10).Select(h => h.Id), Is.EqualTo(["a"]));
        Assert.That(search.Search("氮化镓", 10).Single().HasAllWords, Is.True);
    }

    [Test]
    public void Search_word_of_every_document_finds_every_document()
    {
        var search = Over([.. Enumerable.Range(0, 150).Select(i => Document($"d{i}", $"laser {i}"))]);

        Assert.That(search.Search("laser", 1000), Has.Count.EqualTo(150));
        Assert.That(search.Search("laser", 20), Has.Count.EqualTo(20));
    }

    [TestCase("")]
    [TestCase("  ")]
    [TestCase("?!")]
    [TestCase("the ")]
    [TestCase("unknownword")]
    public void Search_for_nothing_finds_nothing(string words) => Assert.That(Over(Document("a", "laser")).Search(words, 10), Is.Empty);

    [Test]
    public void Search_text_of_a_document_is_bounded()
    {
        var search = Over(Document("a", "laser"));

        Assert.That(search.Search("laser " + new string('x', 1_000_000), 10).Single().HasAllWords, Is.False);
    }

    [Test]
    public void Search_removed_and_refused_documents_are_left_out()
    {
        var index = new MatchIndex();
        index.Load([Document("a", "laser"), Document("b", "laser"), Document("c", "laser")]);
        index.Remove("a");

        Assert.That(new TextSearch(index).Search("laser", 10, id => id != "b").Select(h => h.Id), Is.EqualTo(["c"]));
    }

    [TestCase("面向氮化镓的GaN器件", "氮化镓 gan", "氮化镓|GaN")]
    [TestCase("Batteries and battery packs", "battery", "Batteries|battery")]
    [TestCase("electrolyte film", "electro", "electrolyte")]
    [TestCase("线宽 5 nm", "5nm", "5 nm")]
    [TestCase("ＧａＮ器件", "gan", "ＧａＮ")]
    [TestCase("氮气", "氮化镓", "")]
    [TestCase("the laser", "the ", "")]
    public void Highlight_marks_the_words_as_they_stand(string text, string words, string expected) =>
        Assert.That(string.Join('|', TextSearch.Highlight(text, words).Select(s => text.Substring(s.Start, s.Length))), Is.EqualTo(expected));
}
