namespace Marketplace.Matching;

/// <summary>
/// English stems after M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, with the two departures of the
/// author's own later programs (abli → able becomes bli → ble; logi → log).
/// </summary>
public static class PorterStemmer
{
    // Within a step the longest suffix that fits decides, so longer ones stand before those they end in.
    private static readonly (string Suffix, string Put)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"), ("alli", "al"),
        ("entli", "ent"), ("ousli", "ous"), ("eli", "e"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"), ("logi", "log"),
    ];

    private static readonly (string Suffix, string Put)[] Step3 =
    [
        ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize",
    ];

    /// <summary>Stems a word of the letters a to z in place and returns the length of the stem.</summary>
    public static int Stem(Span<char> word)
    {
        if (word.Length <= 2) return word.Length;
        var stem = new Stemming(word);
        stem.Plurals();
        stem.PastAndProgressive();
        stem.FinalY();
        stem.Replace(Step2);
        stem.Replace(Step3);
        stem.Strip(Step4);
        stem.FinalE();
        return stem.Length;
    }

    private ref struct Stemming(Span<char> letters)
    {
        private readonly Span<char> _letters = letters;

        public int Length { get; private set; } = letters.Length;

        private readonly ReadOnlySpan<char> Word => _letters[..Length];

        // Step 1a.
        public void Plurals()
        {
            if (Ends("sses") || Ends("ies")) Length -= 2;
            else if (Ends("s") && !Ends("ss")) Length--;
        }

        // Step 1b.
        public void PastAndProgressive()
        {
            if (Ends("eed"))
            {
                if (Measure(Length - 3) > 0) Length--;
                return;
            }

            var suffix = Ends("ed") ? 2 : Ends("ing") ? 3 : 0;
            if (suffix == 0 || !HasVowel(Length - suffix)) return;
            Length -= suffix;
            if (Ends("at") || Ends("bl") || Ends("iz")) Append('e');
            else if (EndsInDoubleConsonant() && Word[^1] is not ('l' or 's' or 'z')) Length--;
            else if (Measure(Length) == 1 && EndsConsonantVowelConsonant(Length)) Append('e');
        }

        // Step 1c.
        public readonly void FinalY()
        {
            if (Ends("y") && HasVowel(Length - 1)) _letters[Length - 1] = 'i';
        }

        // Steps 2 and 3: the suffix is replaced where the stem before it has a vowel-consonant sequence.
        public void Replace((string Suffix, string Put)[] rules)
        {
            foreach (var (suffix, put) in rules)
            {
                if (!Ends(suffix)) continue;
                var stem = Length - suffix.Length;
                if (Measure(stem) == 0) return;
                put.CopyTo(_letters[stem..]);
                Length = stem + put.Length;
                return;
            }
        }

        // Step 4: the suffix goes where the stem before it has at least two such sequences.
        public void Strip(string[] suffixes)
        {
            foreach (var suffix in suffixes)
            {
                if (!Ends(suffix)) continue;
                var stem = Length - suffix.Length;
                if (suffix == "ion" && (stem == 0 || Word[stem - 1] is not ('s' or 't'))) return;
                if (Measure(stem) > 1) Length = stem;
                return;
            }
        }

        // Steps 5a and 5b.
        public void FinalE()
        {
            if (Ends("e"))
            {
                var measure = Measure(Length - 1);
                if (measure > 1 || (measure == 1 && !EndsConsonantVowelConsonant(Length - 1))) Length--;
            }

            if (Ends("ll") && Measure(Length) > 1) Length--;
        }

        private readonly bool Ends(string suffix) => Word.EndsWith(suffix, StringComparison.Ordinal);

        // The room is there: a longer suffix was cut before.
        private void Append(char letter)
        {
            _letters[Length] = letter;
            Length++;
        }

        private readonly bool IsConsonant(int at) => Word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' => false,
            'y' => at == 0 || !IsConsonant(at - 1),
            _ => true,
        };

        // Porter's m: how often a vowel is followed by a consonant within the first letters.
        private readonly int Measure(int length)
        {
            var measure = 0;
            for (var i = 1; i < length; i++)
            {
                if (IsConsonant(i) && !IsConsonant(i - 1)) measure++;
            }

            return measure;
        }

        private readonly bool HasVowel(int length)
        {
            for (var i = 0; i < length; i++)
            {
                if (!IsConsonant(i)) return true;
            }

            return false;
        }

        private readonly bool EndsInDoubleConsonant() => Length >= 2 && Word[^1] == Word[^2] && IsConsonant(Length - 1);

        private readonly bool EndsConsonantVowelConsonant(int length) =>
            length >= 3 && IsConsonant(length - 1) && !IsConsonant(length - 2) && IsConsonant(length - 3) && Word[length - 1] is not ('w' or 'x' or 'y');
    }
}
