namespace Marketplace.Matching;

/// <summary>
/// Cuts Chinese, English and mixed text into the terms that are indexed. Words: stop words out, Porter stems, pairs of neighbours.
/// Scripts without spaces: every character and every pair of neighbours, which measured better than dictionary segmentation.
/// Numbers keep their unit ("5nm" is "5 nm"), model numbers stay whole ("Si3N4").
/// </summary>
public static class Tokenizer
{
    private const int LongText = 50_000;

    [ThreadStatic]
    private static FoldedText? _folded;

    /// <summary>The tokens of a text in the order of their ends.</summary>
    public static List<Token> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<Token> tokens = new(text.Length / 3 + 4);
        Read(text, tokens);
        return tokens;
    }

    /// <summary>Appends the tokens of a text to a list.</summary>
    public static void Read(ReadOnlySpan<char> text, List<Token> tokens)
    {
        var folded = _folded ??= new FoldedText();
        folded.Read(text);
        new Cutting(folded, tokens).Run();
        if (text.Length > LongText) _folded = null; // not every thread should keep room for the longest text it ever met
    }

    private ref struct Cutting(FoldedText folded, List<Token> tokens)
    {
        private readonly FoldedText _folded = folded;
        private readonly ReadOnlySpan<char> _text = folded.Characters;
        private readonly List<Token> _tokens = tokens;
        private Token _previousWord;

        public void Run()
        {
            for (var i = 0; i < _text.Length;)
            {
                if (Script.CjkWidth(_text, i) > 0) i = Characters(i);
                else if (Script.IsWord(_text[i])) i = Word(i);
                else Gap(_text[i++]);
            }
        }

        // Blanks, hyphens and the like leave two words neighbours; any other sign parts them.
        private void Gap(char sign)
        {
            if (!char.IsWhiteSpace(sign) && sign is not ('-' or '/' or '\'' or '\u2019' or '\u2010' or '\u2011')) _previousWord = default;
        }

        private int Characters(int start)
        {
            _previousWord = default;
            var previous = -1;
            int width;
            for (var i = start; i < _text.Length && (width = Script.CjkWidth(_text, i)) > 0; i += width)
            {
                Add(i, i + width, TokenKind.Character);
                if (previous >= 0) Add(previous, i + width, TokenKind.CharacterPair);
                previous = i;
                start = i + width;
            }

            return start;
        }

        private int Word(int start)
        {
            var end = WordEnd(start);
            var word = _text[start..end];
            if (StopWords.Contains(word)) return end;
            var measure = char.IsAsciiDigit(word[^1]) ? MeasureEnd(start, end) : end;
            AddWord(new Token(measure > end ? MeasureTerm(_text[start..measure]) : WordTerm(word), _folded.Origin(start, measure), TokenKind.Word));
            return measure;
        }

        // Letters and digits; a point or thousands comma stays where digits stand on both sides.
        private readonly int WordEnd(int start)
        {
            var end = start + 1;
            while (end < _text.Length && (IsWordAt(end) || IsPointAt(end) || IsThousandsAt(start, end))) end++;
            return end;
        }

        private readonly bool IsWordAt(int at) => Script.IsWord(_text[at]) && Script.CjkWidth(_text, at) == 0;

        private readonly bool IsDigitAt(int at) => at < _text.Length && char.IsAsciiDigit(_text[at]);

        private readonly bool IsPointAt(int at) => _text[at] == '.' && IsDigitAt(at - 1) && IsDigitAt(at + 1);

        private readonly bool IsThousandsAt(int start, int at) =>
            _text[at] == ',' && char.IsAsciiDigit(_text[start]) && IsDigitAt(at - 1) && IsDigitAt(at + 1) && IsDigitAt(at + 2) && IsDigitAt(at + 3) && !IsDigitAt(at + 4);

        // Where a number is followed by a unit, with a blank or without, the unit belongs to it.
        private readonly int MeasureEnd(int start, int end)
        {
            if (!char.IsAsciiDigit(_text[start])) return end;
            var unit = end < _text.Length && _text[end] == ' ' ? end + 1 : end;
            var sign = Units.SignLength(_text[unit..]);
            if (sign > 0) return unit + sign;
            if (unit == end || unit >= _text.Length || !IsWordAt(unit)) return end;
            var unitEnd = WordEnd(unit);
            return Units.Contains(_text[unit..unitEnd]) ? unitEnd : end;
        }

        private static ulong MeasureTerm(ReadOnlySpan<char> measure)
        {
            Span<char> kept = stackalloc char[Math.Min(measure.Length, 64)];
            var length = 0;
            foreach (var character in measure)
            {
                if (character is not (' ' or ',') && length < kept.Length) kept[length++] = character;
            }

            return TermKey.Of(kept[..length]);
        }

        private static ulong WordTerm(ReadOnlySpan<char> word)
        {
            if (word.ContainsAnyExceptInRange('a', 'z')) return word.Contains(',') ? MeasureTerm(word) : TermKey.Of(word);
            if (word.Length > 40) return TermKey.Of(word); // no English word: a chain of letters such as a sequence
            Span<char> stem = stackalloc char[40];
            word.CopyTo(stem);
            return TermKey.Of(stem[..PorterStemmer.Stem(stem[..word.Length])]);
        }

        private void AddWord(Token word)
        {
            _tokens.Add(word);
            if (_previousWord.Term != 0)
            {
                var start = _previousWord.Span.Start;
                _tokens.Add(new Token(TermKey.OfPair(_previousWord.Term, word.Term), new TextSpan(start, word.Span.End - start), TokenKind.WordPair));
            }

            _previousWord = word;
        }

        private readonly void Add(int start, int end, TokenKind kind) =>
            _tokens.Add(new Token(TermKey.Of(_text[start..end]), _folded.Origin(start, end), kind));
    }
}
