using System.Globalization;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Matching;

/// <summary>
/// A text made comparable: compatibility forms unified (NFKC, so full width becomes half width), lower case, Latin letters without
/// accents. Every folded character remembers which stretch of the original it came from. Reused from text to text.
/// </summary>
internal sealed class FoldedText
{
    // Filled as characters are met; two threads can at worst compute the same entry twice.
    private static readonly string?[] Folds = new string?[char.MaxValue + 1];

    [ThreadStatic]
    private static FoldedText? _ofWords;

    private char[] _characters = new char[256];
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    public void Read(ReadOnlySpan<char> text)
    {
        Length = 0;
        for (var i = 0; i < text.Length;)
        {
            var character = text[i];
            if (char.IsAscii(character)) Append(char.ToLowerInvariant(character), i, ++i);
            else if (Script.IsCommonHan(character)) Append(character, i, ++i);
            else if (Rune.DecodeFromUtf16(text[i..], out var rune, out var width) == System.Buffers.OperationStatus.Done) AppendFold(rune, i, i += width);
            else Append(' ', i, ++i); // half a surrogate pair: a gap, not an error
        }
    }

    /// <summary>The stretch of the original text from which a range of folded characters came.</summary>
    public TextSpan Origin(int start, int end) => new(_starts[start], _ends[end - 1] - _starts[start]);

    /// <summary>The folded form of a short text, valid until the next call on the same thread.</summary>
    public static ReadOnlySpan<char> Fold(ReadOnlySpan<char> text)
    {
        var folded = _ofWords ??= new FoldedText();
        folded.Read(text);
        return folded.Characters;
    }

    private void AppendFold(Rune rune, int start, int end)
    {
        var fold = rune.IsBmp ? Folds[rune.Value] ??= FoldOf(rune) : FoldOf(rune);
        foreach (var character in fold) Append(character, start, end);
        if (fold.Length == 0 && Length > 0) _ends[Length - 1] = end;
    }

    private void Append(char character, int start, int end)
    {
        if (Length == _characters.Length)
        {
            Array.Resize(ref _characters, Length * 2);
            Array.Resize(ref _starts, Length * 2);
            Array.Resize(ref _ends, Length * 2);
        }

        (_characters[Length], _starts[Length], _ends[Length]) = (character, start, end);
        Length++;
    }

    // A combining mark that stands alone folds to nothing and belongs to the letter before it.
    private static string FoldOf(Rune rune)
    {
        var folded = UnicodeForm.Compatible(rune.ToString()).ToLowerInvariant();
        if (!folded.Any(Script.MayCarryAccent)) return folded;
        return string.Concat(UnicodeForm.Decomposed(folded).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
    }
}
