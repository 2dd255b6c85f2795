using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>Turns the LaTeX of titles and abstracts into plain text: accents, common letters and signs, grouping braces.</summary>
/// <remarks>Commands that are not known are left out and their arguments kept; formulas keep their letters. Never throws.</remarks>
internal sealed class LatexText
{
    /// <summary>Braces within braces; what lies deeper is taken as it stands.</summary>
    private const int DeepestGroup = 20;

    /// <summary>Accent commands and the combining character of each.</summary>
    private static readonly Dictionary<string, char> Accents = new(StringComparer.Ordinal)
    {
        ["`"] = '\u0300', ["'"] = '\u0301', ["^"] = '\u0302', ["~"] = '\u0303', ["="] = '\u0304', ["u"] = '\u0306', ["."] = '\u0307',
        ["\""] = '\u0308', ["r"] = '\u030A', ["H"] = '\u030B', ["v"] = '\u030C', ["d"] = '\u0323', ["c"] = '\u0327', ["k"] = '\u0328', ["b"] = '\u0331',
    };

    private static readonly Dictionary<string, string> Letters = new(StringComparer.Ordinal)
    {
        ["ss"] = "ß", ["ae"] = "æ", ["AE"] = "Æ", ["oe"] = "œ", ["OE"] = "Œ", ["o"] = "ø", ["O"] = "Ø", ["aa"] = "å", ["AA"] = "Å",
        ["l"] = "ł", ["L"] = "Ł", ["i"] = "ı", ["j"] = "ȷ", ["dh"] = "ð", ["DH"] = "Ð", ["th"] = "þ", ["TH"] = "Þ", ["dj"] = "đ", ["DJ"] = "Đ",
        ["textendash"] = "–", ["textemdash"] = "—", ["textquoteright"] = "’", ["textquoteleft"] = "‘", ["textquotedblleft"] = "“", ["textquotedblright"] = "”",
        ["textbackslash"] = "\\", ["textasciitilde"] = "~", ["textregistered"] = "®", ["texttrademark"] = "™", ["copyright"] = "©", ["degree"] = "°",
        ["textdegree"] = "°", ["ldots"] = "…", ["dots"] = "…", ["pm"] = "±", ["times"] = "×", ["cdot"] = "·", ["leq"] = "≤", ["geq"] = "≥", ["approx"] = "≈",
        ["sim"] = "∼", ["infty"] = "∞", ["rightarrow"] = "→", ["to"] = "→",
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["theta"] = "θ", ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν",
        ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ", ["chi"] = "χ", ["omega"] = "ω", ["Delta"] = "Δ", ["Sigma"] = "Σ", ["Omega"] = "Ω",
    };

    private readonly string _latex;
    private int _at;
    private bool _inFormula;

    private LatexText(string latex) => _latex = latex;

    public static string ToPlain(string latex) => new LatexText(latex).Read();

    private string Read()
    {
        var plain = new StringBuilder(_latex.Length);
        Append(plain, _latex.Length, depth: 0);
        var text = plain.ToString();
        return Collapsed(HasHalfPairs(text) ? text : UnicodeForm.Composed(text));
    }

    private void Append(StringBuilder plain, int end, int depth)
    {
        while (_at < end)
        {
            switch (_latex[_at])
            {
                case '\\':
                    AppendCommand(plain, end, depth);
                    break;
                case '$':
                    _inFormula = !_inFormula;
                    _at++;
                    break;
                case '{' or '}':
                case '_' or '^' when _inFormula:
                    _at++;
                    break;
                case '~':
                    plain.Append(' ');
                    _at++;
                    break;
                case '-' or '`' or '\'' when AppendLigature(plain, end):
                    break;
                default:
                    plain.Append(_latex[_at++]);
                    break;
            }
        }
    }

    private void AppendCommand(StringBuilder plain, int end, int depth)
    {
        var name = ReadCommand(end);
        if (Accents.TryGetValue(name, out var accent) && depth < DeepestGroup) AppendAccented(plain, end, accent, depth);
        else if (Letters.TryGetValue(name, out var letter)) plain.Append(letter);

        // An escaped sign such as \& or \%, a line break, or a command of spacing and hyphenation.
        else if (name is [var sign] && !char.IsAsciiLetter(sign)) plain.Append("\\,;:".Contains(sign) ? " " : "-/!".Contains(sign) ? "" : name);
        if (name is [.., var last] && char.IsAsciiLetter(last)) SkipBlanks(end);
    }

    /// <summary>A backslash and either letters or one other character.</summary>
    private string ReadCommand(int end)
    {
        var start = ++_at;
        while (_at < end && char.IsAsciiLetter(_latex[_at])) _at++;
        if (_at == start && _at < end) _at++;
        return _latex[start.._at];
    }

    private void AppendAccented(StringBuilder plain, int end, char accent, int depth)
    {
        SkipBlanks(end);
        var argument = new StringBuilder();
        if (_at < end && _latex[_at] is '{')
        {
            var close = CloseOf(_at, end);
            _at++;
            Append(argument, close, depth + 1);
            _at = Math.Min(close + 1, end);
        }
        else if (_at < end && _latex[_at] is '\\') AppendCommand(argument, end, depth + 1);
        else if (_at < end && _latex[_at] is not ('}' or '$')) argument.Append(_latex[_at++]);
        if (argument.Length == 0) return;

        // Accents stand over the dotless forms; Unicode composes them with the dotted letters.
        var first = argument[0] switch { 'ı' => 'i', 'ȷ' => 'j', var other => other };
        plain.Append(first);
        if (!char.IsSurrogate(first)) plain.Append(accent);
        plain.Append(argument, 1, argument.Length - 1);
    }

    private int CloseOf(int open, int end)
    {
        var depth = 0;
        for (var i = open; i < end; i++)
        {
            if (_latex[i] is '\\') i++;
            else if (_latex[i] is '{') depth++;
            else if (_latex[i] is '}' && --depth == 0) return i;
        }

        return end;
    }

    /// <summary>-- and --- are dashes, `` and '' quotation marks.</summary>
    private bool AppendLigature(StringBuilder plain, int end)
    {
        var (sign, length) = _latex.AsSpan(_at, end - _at) switch
        {
            ['-', '-', '-', ..] => ('—', 3),
            ['-', '-', ..] => ('–', 2),
            ['`', '`', ..] => ('“', 2),
            ['\'', '\'', ..] => ('”', 2),
            ['`', ..] => ('‘', 1),
            _ => ('\0', 0),
        };
        if (length == 0) return false;
        plain.Append(sign);
        _at += length;
        return true;
    }

    private void SkipBlanks(int end)
    {
        while (_at < end && _latex[_at] is ' ') _at++;
    }

    /// <summary>Such a text cannot be composed; it is refused later as every text of its kind.</summary>
    private static bool HasHalfPairs(string text) => text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static string Collapsed(string text)
    {
        var collapsed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character)) collapsed.Append(character);
            else if (collapsed is not [.., ' ']) collapsed.Append(' ');
        }

        return collapsed.ToString().Trim();
    }
}
