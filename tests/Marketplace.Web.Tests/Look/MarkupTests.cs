using System.Text.RegularExpressions;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Look;

/// <summary>Pages keep the content security policy: no script, style or event handler inside the markup.</summary>
public sealed partial class MarkupTests
{
    [Test]
    public void Pages_hold_no_inline_script_or_style() =>
        Assert.That(ResourceTests.Pages().Where(page => BreaksPolicy(File.ReadAllText(page))).Select(Path.GetFileName), Is.Empty);

    [TestCase("<p style=\"color: red\">x</p>", ExpectedResult = true)]
    [TestCase("<button onclick=\"go()\">x</button>", ExpectedResult = true)]
    [TestCase("<script>go()</script>", ExpectedResult = true)]
    [TestCase("<style>p { }</style>", ExpectedResult = true)]
    [TestCase("<a href=\"javascript:go()\">x</a>", ExpectedResult = true)]
    [TestCase("<script type=\"module\" src=\"/js/page.js\"></script><p class=\"one\" data-confirm=\"x\">on=\"x\"</p>", ExpectedResult = false)]
    public bool Inline_script_or_style_is_found(string markup) => BreaksPolicy(markup);

    private static bool BreaksPolicy(string markup) => Inline().IsMatch(markup);

    [GeneratedRegex("""<[^>]+\sstyle=|<[^>]+\son[a-z]+=|<style\b|<script(?![^>]*\bsrc=)|="\s*javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();
}
