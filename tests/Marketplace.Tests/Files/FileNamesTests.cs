using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Files;
using NUnit.Framework;

namespace Marketplace.Tests.Files;

public sealed class FileNamesTests
{
    [TestCase("技术方案 (终稿).pdf", "技术方案 (终稿).pdf")]
    [TestCase("C:\\Users\\li\\方案.docx", "方案.docx")]
    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("a/b/", "file")]
    [TestCase("", "file")]
    [TestCase(null, "file")]
    [TestCase("..", "file")]
    [TestCase(".htaccess", "htaccess")]
    [TestCase("report.pdf. . ", "report.pdf")]
    [TestCase("gnp.\u202Efdp.exe", "gnp.fdp.exe", TestName = "Clean_direction_override_shows_the_true_extension")]
    [TestCase("a\u200Bb\uFEFFc\u0000d\u001Fe\u007F.pdf", "abcde.pdf", TestName = "Clean_invisible_and_control_characters_go")]
    [TestCase("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf")]
    [TestCase("a<b>c:d\"e|f?g*.pdf", "a_b_c_d_e_f_g_.pdf")]
    [TestCase("a\u00A0\u3000 b.pdf", "a b.pdf")]
    [TestCase("cafe\u0301.pdf", "café.pdf")]
    [TestCase("con.pdf", "_con.pdf")]
    [TestCase("LPT1", "_LPT1")]
    [TestCase("con .pdf", "_con .pdf")]
    [TestCase("\uD83D.pdf", "pdf", TestName = "Clean_half_of_a_surrogate_pair_goes")]
    [TestCase("👩‍🔬.pdf", "👩🔬.pdf")]
    public void Clean_makes_a_name_safe(string? name, string clean) => Assert.That(FileNames.Clean(name), Is.EqualTo(clean));

    [Test]
    public void Clean_long_name_is_shortened_between_characters_and_keeps_its_extension()
    {
        var clean = FileNames.Clean(new string('榜', 500) + ".docx");

        Assert.That(clean, Is.EqualTo(new string('榜', 65) + ".docx"));
        Assert.That(Encoding.UTF8.GetByteCount(clean), Is.LessThanOrEqualTo(FileNames.MaxBytes));
    }

    [Test]
    public void Clean_long_extension_is_no_extension() =>
        Assert.That(FileNames.Clean("a." + new string('b', 500)), Has.Length.EqualTo(FileNames.MaxBytes));

    [Test]
    public void Clean_one_endless_character_leaves_a_name() =>
        Assert.That(FileNames.Clean("e" + new string('\u0301', 500) + ".pdf"), Is.EqualTo("file.pdf"));

    [TestCase("a.PDF", "pdf")]
    [TestCase("a.tar.gz", "gz")]
    [TestCase("a", "")]
    public void Extension_is_what_stands_behind_the_last_dot(string name, string extension) =>
        Assert.That(FileNames.Extension(name), Is.EqualTo(extension));

    [Test]
    public void Clean_any_name_is_short_visible_and_clean_already() =>
        Prop.ForAll<string?>(name =>
        {
            var clean = FileNames.Clean(name);
            return clean.Length > 0
                && Encoding.UTF8.GetByteCount(clean) <= FileNames.MaxBytes
                && clean.IndexOfAny(['/', '\\', ':', '\0', '\n', '\u202E']) < 0
                && FileNames.Clean(clean) == clean;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
}
